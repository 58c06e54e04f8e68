"""Read where the tiles of a pyramid TIFF lie, so that they can be sent as they are stored.

Only what `pyramids` writes is understood: classic little-endian TIFF, 8 bits a sample, JPEG
tiles (TIFF 6.0 §2, §15; TIFF Technical Note 2).
"""

from __future__ import annotations

import os
import struct
from array import array
from dataclasses import dataclass
from typing import TypeAlias

IMAGE_WIDTH, IMAGE_LENGTH = 256, 257
SAMPLES_PER_PIXEL = 277
TILE_OFFSETS, TILE_BYTE_COUNTS = 324, 325
JPEG_TABLES = 347

# type → (array code, bytes): BYTE, SHORT, LONG, UNDEFINED
TYPES = {1: ("B", 1), 3: ("H", 2), 4: ("I", 4), 7: ("B", 1)}

START_OF_IMAGE = b"\xff\xd8"
# The stored tiles carry no JFIF header; with it every reader knows the colours as YCbCr.
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"

_Tags: TypeAlias = "dict[int, array[int]]"


class NotAPyramid(ValueError):
    """The file is not a tiled pyramid TIFF as we write it."""


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the image: where its tiles lie, row by row, and what must precede each."""

    width_px: int
    height_px: int
    samples: int  # 1 for grey, 3 for colour
    offsets: array[int]
    lengths: array[int]
    head: bytes  # start of image, JFIF header, tables; a tile follows without its first two bytes


def read_levels(descriptor: int) -> list[Level]:
    """Read every level of an open file, the finest first.

    :raises NotAPyramid: the file is of another kind.
    """
    header = os.pread(descriptor, 8, 0)
    if not header.startswith(b"II*\x00"):
        raise NotAPyramid("The derivative is not a TIFF; run: muniment rebuild images")
    levels = []
    (position,) = struct.unpack("<I", header[4:8])
    while position:
        tags, position = _read_directory(descriptor, position)
        levels.append(_level(tags))
    return levels


def _level(tags: _Tags) -> Level:
    try:
        tables = tags[JPEG_TABLES].tobytes()
        return Level(
            width_px=tags[IMAGE_WIDTH][0],
            height_px=tags[IMAGE_LENGTH][0],
            samples=tags[SAMPLES_PER_PIXEL][0],
            offsets=tags[TILE_OFFSETS],
            lengths=tags[TILE_BYTE_COUNTS],
            # the tables are a JPEG of their own: between its start and its end marker
            head=START_OF_IMAGE + JFIF + tables[2:-2],
        )
    except KeyError as error:
        raise NotAPyramid(f"The derivative lacks the TIFF tag {error}.") from error


def _read_directory(descriptor: int, position: int) -> tuple[_Tags, int]:
    (count,) = struct.unpack("<H", os.pread(descriptor, 2, position))
    data = os.pread(descriptor, count * 12 + 4, position + 2)
    tags = {}
    for number in range(count):
        tag, kind, length, field = struct.unpack("<HHI4s", data[number * 12 :][:12])
        if kind in TYPES:
            tags[tag] = _values(descriptor, kind, length, field)
    (following,) = struct.unpack("<I", data[-4:])
    return tags, following


def _values(descriptor: int, kind: int, length: int, field: bytes) -> array[int]:
    code, size = TYPES[kind]
    if length * size > len(field):
        (offset,) = struct.unpack("<I", field)
        field = os.pread(descriptor, length * size, offset)
    return array(code, field[: length * size])
