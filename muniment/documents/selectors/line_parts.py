"""Where a word stands on a page image, in proportion within its line: sources place lines alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Point = tuple[float, float]
Polygon = tuple[tuple[int, int], ...]


def part_of_line(
    polygon: Sequence[Sequence[int]], first: float, last: float, *, is_from_right: bool = False
) -> Polygon:
    """Cut the part between two shares (0 to 1) of its length out of a line's polygon, in pixels.

    A line that is higher than wide runs downwards. Where nothing would be left, all is.
    """
    points = [(float(x), float(y)) for x, y in polygon]
    if not points or (first <= 0 and last >= 1):
        return _whole(points)
    axis = 0 if _length(points, 0) >= _length(points, 1) else 1
    start, length = min(point[axis] for point in points), _length(points, axis)
    if is_from_right and axis == 0:
        first, last = 1 - last, 1 - first
    low, high = start + length * max(first, 0), start + length * min(last, 1)
    cut = _clipped(points, axis, low, lambda at: at >= low)
    cut = _clipped(cut, axis, high, lambda at: at <= high)
    return _whole(cut if len(cut) > 2 else points)


def _length(points: Sequence[Point], axis: int) -> float:
    return max(point[axis] for point in points) - min(point[axis] for point in points)


def _clipped(
    points: Sequence[Point], axis: int, bound: float, is_in: Callable[[float], bool]
) -> list[Point]:
    """Keep what of a polygon is on one side of a bound (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for before, point in zip((*points[-1:], *points[:-1]), points, strict=True):
        if is_in(before[axis]) != is_in(point[axis]):
            kept.append(_crossing(before, point, axis, bound))
        if is_in(point[axis]):
            kept.append(point)
    return kept


def _crossing(before: Point, point: Point, axis: int, bound: float) -> Point:
    share = (bound - before[axis]) / (point[axis] - before[axis])
    x, y = (a + share * (b - a) for a, b in zip(before, point, strict=True))
    return (bound, y) if axis == 0 else (x, bound)


def _whole(points: Sequence[Point]) -> Polygon:
    return tuple((round(x), round(y)) for x, y in points)
