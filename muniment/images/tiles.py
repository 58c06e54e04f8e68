"""Read tiles from a derivative: as JPEG, as they are stored, or as pixels of any region."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image as PillowImage

from muniment.images.edges import Span, TileKey, read_edges
from muniment.images.levels import TILE_PX, Box, level_sizes
from muniment.images.tiff import NotAPyramid, read_levels

MAX_OPEN_FILES = 256


class NoSuchTile(LookupError):
    """The level has no tile there."""


class StoredTiles:
    """A pyramid TIFF held open, as its levels are stored.

    Reading is safe from several threads at once. The file is closed when nobody refers to the
    object any more; replacing it on disk does not disturb those who still read the old one.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = -1
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._levels = read_levels(self._descriptor)
        finest = self._levels[0]
        self.width_px, self.height_px = finest.width_px, finest.height_px
        self.is_grey = finest.samples == 1
        self.sizes = level_sizes(self.width_px, self.height_px)
        if len(self.sizes) != len(self._levels):
            raise NotAPyramid("The derivative lacks a level; run: muniment rebuild images")

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        if self._descriptor >= 0:  # `os` itself may be gone when the interpreter ends
            close(self._descriptor)

    def stored_size(self, level: int) -> tuple[int, int]:
        """Give the size of a level as its pixels are stored: rounded down."""
        stored = self._levels[level]
        return stored.width_px, stored.height_px

    def pixels(self, level: int, box: Box) -> PillowImage.Image:
        """Decode a box of one level: only the tiles that it touches."""
        left, top, width, height = box
        canvas = PillowImage.new("L" if self.is_grey else "RGB", (width, height))
        for row in range(top // TILE_PX, -(-(top + height) // TILE_PX)):
            for column in range(left // TILE_PX, -(-(left + width) // TILE_PX)):
                jpeg = self._stored(level, column, row)
                with PillowImage.open(BytesIO(jpeg), formats=("JPEG",)) as tile:
                    canvas.paste(tile, (column * TILE_PX - left, row * TILE_PX - top))
        return canvas

    def _stored(self, level: int, column: int, row: int) -> bytes:
        """Put tables and stored tile together; at an edge it is padded to a full square."""
        stored = self._levels[level]
        number = row * -(-stored.width_px // TILE_PX) + column
        span = Span(stored.offsets[number] + 2, stored.lengths[number] - 2)
        return stored.head + self._read(span)

    def _read(self, span: Span) -> bytes:
        data = os.pread(self._descriptor, span.length, span.offset)
        if len(data) != span.length:
            raise NotAPyramid("The derivative ends too early; run: muniment rebuild images")
        return data


class Pyramid(StoredTiles):
    """An open derivative, complete with its edge tiles."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._edges = read_edges(self._descriptor)
        status = os.fstat(self._descriptor)
        self.modified_seconds = int(status.st_mtime)
        self.tag = f"{status.st_mtime_ns:x}-{status.st_size:x}"

    def tile(self, level: int, column: int, row: int) -> bytes:
        """Give one tile as a complete JPEG of its true size, without encoding anything.

        :raises NoSuchTile: it lies outside.
        """
        edge = self._edges.get(TileKey(level, column, row))
        if edge is not None:
            return self._read(edge)
        width, height = self.sizes[level]
        if (column + 1) * TILE_PX > width or (row + 1) * TILE_PX > height:
            raise NoSuchTile(f"There is no tile {column},{row} in level {level}.")
        return self._stored(level, column, row)


class OpenPyramids:
    """The derivatives used last, kept open: their directories are read once."""

    def __init__(self, capacity: int = MAX_OPEN_FILES) -> None:
        self._capacity = capacity
        self._pyramids: OrderedDict[Path, Pyramid] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, path: Path) -> Pyramid:
        """Give the pyramid of a file, opened now or before.

        :raises FileNotFoundError: there is no such file.
        """
        with self._lock:
            pyramid = self._pyramids.get(path)
            if pyramid is not None:
                self._pyramids.move_to_end(path)
                return pyramid
        pyramid = Pyramid(path)
        with self._lock:
            self._pyramids[path] = pyramid
            while len(self._pyramids) > self._capacity:
                self._pyramids.popitem(last=False)
        return pyramid

    def clear(self) -> None:
        """Forget them all, because a derivative may have been made anew."""
        with self._lock:
            self._pyramids.clear()


open_pyramids = OpenPyramids()
