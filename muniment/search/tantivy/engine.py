"""The engine in a folder: opened where it can be, read as empty where not, built anew beside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

import tantivy

from muniment.core.garbage import rare_collection
from muniment.search.base import Entry, Reader, Writer
from muniment.search.tantivy.folder import Folder, Pointer, WriterLock
from muniment.search.tantivy.reading import EmptyReader, TantivyReader
from muniment.search.tantivy.schema import VERSION, build_schema
from muniment.search.tantivy.writing import MEMORY_BYTES, TantivyWriter, add_entries

REBUILD_WAIT_SECONDS = 60.0
_MOST_THREADS = 4
_TRIES = 3  # a swap may come between reading the pointer and opening what it names

Batches = Iterable[Iterable[tuple[str, Iterable[Entry]]]]


class TantivyEngine:
    """An index in a folder, shared by the processes of one machine."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._guard = Lock()
        self._stamp: tuple[object, ...] | None = None
        self._opened: tuple[str, tantivy.Index] | None = None
        self._reader: Reader = EmptyReader()

    def reader(self) -> Reader:
        """Give the newest committed state. An index that is missing or old reads as empty."""
        with self._guard:
            for _ in range(_TRIES):
                stamp = self._folder.stamp()
                if stamp == self._stamp:
                    break
                self._reader = self._read() or EmptyReader()
                self._stamp = stamp
                if isinstance(self._reader, TantivyReader):
                    break
            return self._reader

    def writer(self, *, wait_seconds: float = 60.0) -> Writer:
        """Open the writer, waiting for another to finish.

        Where there is no index that could be read, an empty one is begun, which needs a rebuild
        still: what others had is not in it.

        :raises IndexBusy: another process kept it for all that time.
        """
        lock = WriterLock(self._folder.path, wait_seconds=wait_seconds)
        try:
            self._folder.remove_others()
            return TantivyWriter(self._open_live() or self._begin_empty(), lock)
        except BaseException:
            lock.release()
            raise

    def rebuild(self, batches: Batches) -> None:
        """Build a new index beside the live one from (owner, entries), then swap them.

        :raises IndexBusy: another process kept it for all that time.
        """
        lock = WriterLock(self._folder.path, wait_seconds=REBUILD_WAIT_SECONDS)
        try:
            self._folder.remove_others()
            folder = self._folder.begin()
            try:
                _build(folder, batches)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._folder.point(Pointer(folder.name, VERSION, complete=True))
        finally:
            lock.release()

    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, damaged or of an older schema."""
        pointer = self._folder.pointer()
        if pointer is None or pointer.version != VERSION or not pointer.complete:
            return True
        if isinstance(self.reader(), EmptyReader):
            return True
        return not self._folder.is_whole(self._folder.pointer() or pointer)

    def _read(self) -> Reader | None:
        pointer = self._folder.pointer()
        if pointer is None or pointer.version != VERSION:
            return None
        try:
            if self._opened is None or self._opened[0] != pointer.generation:
                self._opened = (pointer.generation, _open(self._folder.of(pointer)))
            self._opened[1].reload()
            return TantivyReader(self._opened[1])
        except (ValueError, OSError):
            self._opened = None
            return None

    def _open_live(self) -> tantivy.Index | None:
        """Open the live generation for writing, if all of it is there."""
        pointer = self._folder.pointer()
        if pointer is None or pointer.version != VERSION or not self._folder.is_whole(pointer):
            return None
        try:
            index = _open(self._folder.of(pointer))
            index.reload()
        except (ValueError, OSError):
            return None
        return index

    def _begin_empty(self) -> tantivy.Index:
        folder = self._folder.begin()
        index = _create(folder)
        self._folder.point(Pointer(folder.name, VERSION, complete=False))
        return index


def _create(folder: Path) -> tantivy.Index:
    index = tantivy.Index(build_schema(), path=str(folder), reuse=False)
    index.config_reader("manual")
    return index


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")  # `reader` looks itself: no thread that watches the folder
    return index


def _build(folder: Path, batches: Batches) -> None:
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    writer = _create(folder).writer(MEMORY_BYTES * threads, threads)
    with rare_collection():
        for batch in batches:
            for owner, entries in batch:
                add_entries(writer, owner, entries)
    writer.commit()
    writer.wait_merging_threads()
