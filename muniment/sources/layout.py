"""See paragraphs in the layout of a page whose lines are not divided into any."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

Polygon = tuple[tuple[int, int], ...]

_FEWEST_LINES = 4  # below this nothing tells an indent from a ragged margin
_WIDE_GAP = 1.6  # between lines, in usual distances
_INDENT = 0.9  # of the first line, in usual distances


def paragraph_starts(polygons: Sequence[Polygon]) -> frozenset[int]:
    """Give the numbers of the lines that begin a paragraph: behind a gap, or indented.

    Empty where the lines do not run down the page one below another.
    """
    if len(polygons) < _FEWEST_LINES or not all(polygons):
        return frozenset()
    lefts = [min(x for x, _ in polygon) for polygon in polygons]
    middles = [_middle(polygon) for polygon in polygons]
    steps = [below - above for above, below in pairwise(middles)]
    pitch = median(steps)
    if pitch <= 0 or sum(1 for step in steps if step < pitch / 2) > len(steps) // 5:
        return frozenset()
    margin = median(lefts)
    is_indented = [left - margin > _INDENT * pitch for left in lefts]
    return frozenset(
        number
        for number in range(1, len(polygons))
        if steps[number - 1] > _WIDE_GAP * pitch
        or (is_indented[number] and not is_indented[number - 1])
    )


def _middle(polygon: Polygon) -> float:
    heights = [y for _, y in polygon]
    return (min(heights) + max(heights)) / 2
