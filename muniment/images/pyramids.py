"""Make the derivative of a master: a pyramid of tiles that can be sent as they are stored.

The derivative is a tiled pyramid TIFF (TIFF 6.0; JPEG, 512 px), which any image server can read.
The tiles at the right and lower edges are padded in it, as the format demands, so they are cut
and encoded once and appended behind the TIFF, with an index at the very end (see `edges`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyvips
from PIL import Image as PillowImage

from muniment.images import edges
from muniment.images.drafts import draft_in
from muniment.images.levels import TILE_PX, Box, edge_tiles
from muniment.images.tiles import StoredTiles
from muniment.sources.images import QUARTER_TURNS

TILE_QUALITY = 85  # libvips stores RGB instead of YCbCr from 90 on
EDGE_QUALITY = 88  # these are encoded a second time
JPEG2000_BANDS = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "I;16": 1}
TURNED_UPSIDE_DOWN = frozenset({3, 4})
DAMAGED = "The pixels of the image cannot be read to the end: {}. Copy or save the image again."


class CannotMakePyramid(Exception):
    """The pixels of a master cannot be read; the text says why."""


def make_pyramid(master: Path, target: Path, *, drafts: Path | None = None) -> None:
    """Write the derivative of `master` to `target`, whole or not at all.

    Memory stays bounded by the width of the image (JPEG 2000 excepted): it is read in strips.
    `drafts` is a folder on the same disk for what is not yet whole.
    :raises CannotMakePyramid: a part of the image is missing or damaged.
    :raises OSError: the disk is full.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with draft_in(drafts or target.parent / "drafts") as draft:
        try:
            _write_pyramid(_upright_srgb(master), draft)
        except pyvips.Error as error:
            if os.strerror(errno.ENOSPC) in str(error):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from error
            raise CannotMakePyramid(DAMAGED.format(_last_line(error))) from error
        edges.append_edges(draft, _edge_jpegs(draft))
        _flush(draft)
        draft.replace(target)


# Reading -----------------------------------------------------------------------------------------


def _upright_srgb(master: Path) -> Any:
    """Open a master as it is to be shown: upright, 8-bit grey or sRGB, without transparency."""
    with master.open("rb") as file:
        is_jpeg2000 = file.read(12).startswith((b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51"))
    image = _open_jpeg2000(master) if is_jpeg2000 else _open(master)
    image = _to_srgb(image)
    if image.hasalpha():
        image = image.flatten(background=[255])
    return image.cast("uchar")


def _open(master: Path) -> Any:
    """Read in one pass from the top, unless the image must be turned."""
    image = pyvips.Image.new_from_file(str(master), access="sequential", fail_on="error")
    orientation = image.get("orientation") if image.get_typeof("orientation") else 1
    if orientation in QUARTER_TURNS | TURNED_UPSIDE_DOWN:
        # libvips keeps large images in a temporary file then, not in memory
        image = pyvips.Image.new_from_file(str(master), access="random", fail_on="error")
    return image.autorot()


def _open_jpeg2000(master: Path) -> Any:
    """Decode by Pillow: the libvips that PyPI offers cannot."""
    try:
        with PillowImage.open(master, formats=("JPEG2000",)) as image:
            profile = image.info.get("icc_profile")
            plain: PillowImage.Image = image
            if image.mode not in JPEG2000_BANDS:
                plain = image.convert("RGB")
            raw, mode, size = plain.tobytes(), plain.mode, plain.size
    except Exception as error:  # Pillow's decoders raise whatever bad bytes provoke
        raise CannotMakePyramid(DAMAGED.format(_last_line(error))) from error
    sample = "ushort" if mode == "I;16" else "uchar"
    bands = JPEG2000_BANDS[mode]
    opened: Any = pyvips.Image.new_from_memory(raw, *size, bands, sample)
    space = "grey16" if mode == "I;16" else "b-w" if bands < 3 else "srgb"
    opened = opened.copy(interpretation=space)
    if profile:
        opened.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return opened


def _to_srgb(image: Any) -> Any:
    """Convert by the embedded colour profile where there is a usable one."""
    is_grey = image.interpretation in {"b-w", "grey16"}
    if image.get_typeof("icc-profile-data") or image.interpretation == "cmyk":
        # an unusable profile is an error of the profile, not of the pixels
        with contextlib.suppress(pyvips.Error):
            options = {"input_profile": "cmyk"} if image.interpretation == "cmyk" else {}
            image = image.icc_transform("srgb", embedded=True, depth=8, **options)
    return image.colourspace("b-w" if is_grey else "srgb")


# Writing -----------------------------------------------------------------------------------------


def _write_pyramid(image: Any, path: Path) -> None:
    image.tiffsave(
        str(path),
        tile=True,
        tile_width=TILE_PX,
        tile_height=TILE_PX,
        pyramid=True,
        depth="onetile",
        region_shrink="mean",
        compression="jpeg",
        Q=TILE_QUALITY,
        keep="none",
    )


def _edge_jpegs(path: Path) -> Iterator[tuple[edges.TileKey, bytes]]:
    stored = StoredTiles(path)
    for level, size in enumerate(stored.sizes):
        for column, row, box in edge_tiles(*size):
            buffer = BytesIO()
            _cut(stored, level, box).save(buffer, "JPEG", quality=EDGE_QUALITY)
            yield edges.TileKey(level, column, row), buffer.getvalue()


def _cut(stored: StoredTiles, level: int, box: Box) -> PillowImage.Image:
    """Cut a tile to size; its last column and row are repeated where the level is a pixel short.

    libvips halves downwards, clients of IIIF upwards (Image 3.0, implementation notes on tiles).
    """
    left, top, width, height = box
    level_width, level_height = stored.stored_size(level)
    first_x, first_y = min(left, level_width - 1), min(top, level_height - 1)
    there = (min(width, level_width - first_x), min(height, level_height - first_y))
    pixels = stored.pixels(level, (first_x, first_y, *there))
    tile = PillowImage.new(pixels.mode, (width, height))
    for shift_x in range(width - there[0], -1, -1):
        for shift_y in range(height - there[1], -1, -1):
            tile.paste(pixels, (shift_x, shift_y))
    return tile


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _last_line(error: Exception) -> str:
    """Say what the library says, without the folders of this machine: readers may see it."""
    lines = str(error).strip().splitlines()
    return re.sub(r"(?<!\w)/\S*/", "", lines[-1].strip()) if lines else type(error).__name__
