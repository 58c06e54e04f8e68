"""The arithmetic of a pyramid: its levels, its tiles, and which level serves a request."""

from __future__ import annotations

from collections.abc import Iterator

TILE_PX = 512

Box = tuple[int, int, int, int]  # left, top, width, height


def level_count(width: int, height: int) -> int:
    """Count the levels: each half the one before, until all fits into one tile.

    libvips halves downwards, and stops also where one side has come down to a single pixel.
    """
    count = 1
    while max(width, height) > TILE_PX and min(width, height) > 1:
        width, height = width // 2, height // 2
        count += 1
    return count


def level_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Give each level's size as IIIF clients reckon it: rounded up."""
    return [(-(-width // 2**n), -(-height // 2**n)) for n in range(level_count(width, height))]


def edge_tiles(width: int, height: int) -> Iterator[tuple[int, int, Box]]:
    """Give column, row and box of every tile of a level that is not a full square."""
    columns, rows = -(-width // TILE_PX), -(-height // TILE_PX)
    for row in range(rows):
        for column in range(columns):
            left, top = column * TILE_PX, row * TILE_PX
            box = (left, top, min(TILE_PX, width - left), min(TILE_PX, height - top))
            if box[2:] != (TILE_PX, TILE_PX):
                yield column, row, box


def best_level(region: Box, size: tuple[int, int], *, levels: int, max_pixels: int) -> int:
    """Choose the coarsest level that still has the detail asked for.

    A coarser one is taken where more than `max_pixels` would have to be decoded: that bounds the
    work for a region that is squeezed in one direction.
    """
    _, _, width, height = region
    shrink = min(width / size[0], height / size[1])
    level = 0
    while level + 1 < levels and (
        shrink >= 2 ** (level + 1) or (width >> level) * (height >> level) > max_pixels
    ):
        level += 1
    return level
