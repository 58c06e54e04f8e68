"""Any region of an image at any size, turned and encoded as asked.

Aligned tiles are sent as they are stored; the rest is put together from the tiles of the level
that has just enough detail. The work is bounded by the size of the result, whatever the size of
the master.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import NamedTuple

from PIL import Image as PillowImage
from PIL import ImageOps

from muniment.images.levels import TILE_PX, Box, best_level
from muniment.images.tiles import Pyramid

MAX_AREA_PX = 10_000_000
"""Pixels of the largest result: a page of A4 at 300 dots an inch has 8.7 million."""

MAX_DECODED_PX = 4 * MAX_AREA_PX
"""Pixels of a level that are decoded at most, but for margins: it is up to twice as wide."""

JPEG_QUALITY = 85
WEBP_QUALITY = 80
FILTER_MARGIN_PX = 8  # what the filter reaches beyond the region when shrinking to a half


class Quality(StrEnum):
    """How colours are given (IIIF Image 3.0 §4.4)."""

    DEFAULT = "default"
    COLOR = "color"
    GRAY = "gray"
    BITONAL = "bitonal"


class Format(StrEnum):
    """How a result is encoded (IIIF Image 3.0 §4.5)."""

    JPG = "jpg"
    PNG = "png"
    WEBP = "webp"


@dataclass(frozen=True, slots=True)
class Rendition:
    """What is wanted of an image, in pixels of the full image."""

    region: Box
    size: tuple[int, int]
    mirrored: bool = False
    rotation_degrees: float = 0.0  # clockwise, after mirroring
    quality: Quality = Quality.DEFAULT
    format: Format = Format.JPG

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing is asked for but a region and a size, as JPEG."""
        return (
            self.format == Format.JPG
            and self.quality in {Quality.DEFAULT, Quality.COLOR}
            and not self.mirrored
            and self.rotation_degrees == 0
        )


def stored_tile(pyramid: Pyramid, region: Box, size: tuple[int, int]) -> bytes | None:
    """Give the tile that is stored for exactly this region and size, if there is one."""
    left, top, width, height = region
    for level in range(len(pyramid.sizes)):
        step = TILE_PX << level
        if left % step or top % step:
            return None  # nor does it fit the wider grid of a coarser level
        is_tile = (
            width == min(step, pyramid.width_px - left)
            and height == min(step, pyramid.height_px - top)
            and size == (-(-width >> level), -(-height >> level))
        )
        if is_tile:
            return pyramid.tile(level, left // step, top // step)
    return None


def render(pyramid: Pyramid, wanted: Rendition) -> bytes:
    """Make what is wanted. Region and size must have been checked against the image."""
    if wanted.is_plain:
        tile = stored_tile(pyramid, wanted.region, wanted.size)
        if tile is not None:
            return tile
    image = _scaled(pyramid, wanted.region, wanted.size)
    if wanted.mirrored:
        image = ImageOps.mirror(image)
    if wanted.quality == Quality.GRAY:
        image = image.convert("L")
    image = _rotated(image, wanted)
    if wanted.quality == Quality.BITONAL:
        image = _bitonal(image)
    return _encoded(image, wanted.format)


def _scaled(pyramid: Pyramid, region: Box, size: tuple[int, int]) -> PillowImage.Image:
    level = best_level(region, size, levels=len(pyramid.sizes), max_pixels=MAX_DECODED_PX)
    left, top, width, height = (side / 2**level for side in region)
    across = _span(left, left + width, pyramid.stored_size(level)[0])
    down = _span(top, top + height, pyramid.stored_size(level)[1])
    box = (across.first, down.first, across.last - across.first, down.last - down.first)
    pixels = pyramid.pixels(level, box)
    wanted = (across.start, down.start, across.end, down.end)
    unscaled = size == (across.end - across.start, down.end - down.start)
    if unscaled and across.start.is_integer() and down.start.is_integer():
        return pixels.crop(wanted)
    return pixels.resize(size, PillowImage.Resampling.BICUBIC, box=wanted)


class _Span(NamedTuple):
    """A stretch of a level in one direction: pixels to read, and the stretch within these."""

    first: int
    last: int
    start: float
    end: float


def _span(start: float, end: float, level_px: int) -> _Span:
    """Widen a stretch to whole pixels and by what the filter reaches beyond it.

    A level is stored rounded down: the last pixel of the image may lie half a pixel outside.
    """
    start = min(start, level_px - 1)
    end = max(min(end, level_px), start + 0.5)
    first = max(0, math.floor(start) - FILTER_MARGIN_PX)
    last = min(level_px, math.ceil(end) + FILTER_MARGIN_PX)
    return _Span(first, last, start - first, end - first)


def _rotated(image: PillowImage.Image, wanted: Rendition) -> PillowImage.Image:
    """Turn clockwise; beyond quarter turns the corners are white, or transparent where possible."""
    degrees = wanted.rotation_degrees % 360
    if degrees == 0:
        return image
    quarter = {
        90: PillowImage.Transpose.ROTATE_270,
        180: PillowImage.Transpose.ROTATE_180,
        270: PillowImage.Transpose.ROTATE_90,
    }.get(int(degrees) if degrees == int(degrees) else -1)
    if quarter is not None:
        return image.transpose(quarter)
    transparent = wanted.format != Format.JPG and wanted.quality != Quality.BITONAL
    if transparent:
        image = image.convert("LA" if image.mode == "L" else "RGBA")
    white: tuple[int, ...] = (255,) * len(image.getbands())
    corners = (*white[:-1], 0) if transparent else white
    fill = corners if len(corners) > 1 else corners[0]
    return image.rotate(-degrees, PillowImage.Resampling.BICUBIC, expand=True, fillcolor=fill)


def _bitonal(image: PillowImage.Image) -> PillowImage.Image:
    """Make black and white by a threshold between the two peaks of the page (Otsu's method)."""
    grey = image.convert("L")
    threshold = _otsu_threshold(grey.histogram())
    table = [0 if value <= threshold else 255 for value in range(256)]
    return grey.point(table, "1")


def _otsu_threshold(histogram: list[int]) -> int:
    total = sum(histogram)
    weighted = sum(value * count for value, count in enumerate(histogram))
    best, threshold, below, below_weighted = -1.0, 127, 0, 0
    for value, count in enumerate(histogram):
        below += count
        below_weighted += value * count
        above = total - below
        if not below or not above:
            continue
        distance = below_weighted / below - (weighted - below_weighted) / above
        variance = below * above * distance * distance
        if variance > best:
            best, threshold = variance, value
    return threshold


def _encoded(image: PillowImage.Image, wanted: Format) -> bytes:
    buffer = BytesIO()
    if wanted == Format.JPG:
        image = image.convert("L") if image.mode == "1" else image
        image.save(buffer, "JPEG", quality=JPEG_QUALITY)
    elif wanted == Format.PNG:
        image.save(buffer, "PNG", compress_level=3)
    else:
        image = image.convert("RGB") if image.mode == "1" else image
        image.save(buffer, "WEBP", quality=WEBP_QUALITY, method=2)
    return buffer.getvalue()
