"""Edge tiles, cut to size, behind the last byte of a pyramid TIFF.

What no tag of a TIFF points to, its readers ignore. Layout, little-endian: the JPEG files one
after another; the index, one entry a tile; the footer, at the very end of the file.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ENTRY = struct.Struct("<BHHQI")  # level, column, row, offset, length
FOOTER = struct.Struct("<QI8s")  # offset of the index, number of entries, magic
MAGIC = b"MNMTEDG1"


class TileKey(NamedTuple):
    """Where a tile stands; level 0 is the finest."""

    level: int
    column: int
    row: int


class Span(NamedTuple):
    """A run of bytes in a file."""

    offset: int
    length: int


class NoEdges(ValueError):
    """The file was not written to its end, or is not a derivative of ours."""


def append_edges(path: Path, tiles: Iterable[tuple[TileKey, bytes]]) -> None:
    """Write edge tiles and their index behind what the file holds."""
    entries: list[bytes] = []
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        for key, jpeg in tiles:
            entries.append(ENTRY.pack(*key, file.tell(), len(jpeg)))
            file.write(jpeg)
        index = file.tell()
        file.writelines(entries)
        file.write(FOOTER.pack(index, len(entries), MAGIC))


def read_edges(descriptor: int) -> dict[TileKey, Span]:
    """Read the index.

    :raises NoEdges: there is none.
    """
    end = os.fstat(descriptor).st_size - FOOTER.size
    footer = os.pread(descriptor, FOOTER.size, end) if end > 0 else b""
    if not footer.endswith(MAGIC):
        raise NoEdges("The derivative has no index of edge tiles; run: muniment rebuild images")
    offset, count, _ = FOOTER.unpack(footer)
    packed = os.pread(descriptor, count * ENTRY.size, offset)
    return {
        TileKey(level, column, row): Span(start, length)
        for level, column, row, start, length in ENTRY.iter_unpack(packed)
    }
