"""The folder of the index: generations side by side, and a pointer to the one that is live.

A rebuilt index is a new generation; the pointer is replaced in one step. Processes that read the
old one keep its files mapped until they look again, though their names are gone.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from muniment.search.base import IndexBusy

POINTER = "current.json"
LOCK = "writer.lock"
META = "meta.json"
_PREFIX = "generation-"
_PARTS = ("store", "idx", "term", "fast", "fieldnorm")
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which generation is live; one begun by a writer for want of an index is not `complete`."""

    generation: str
    version: int
    complete: bool


class Folder:
    """Where an index lives."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def pointer(self) -> Pointer | None:
        """Read the pointer; None if there is none that makes sense."""
        try:
            read = json.loads((self.path / POINTER).read_bytes())
            found = Pointer(str(read["generation"]), int(read["version"]), bool(read["complete"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if found.generation.startswith(_PREFIX) else None

    def stamp(self) -> tuple[object, ...]:
        """Give what changes with every commit and every swap; cheap."""
        pointer = self.pointer()
        if pointer is None:
            return ()
        try:
            stat = (self.of(pointer) / META).stat()
        except OSError:
            return (pointer,)
        return (pointer, stat.st_mtime_ns, stat.st_ino, stat.st_size)

    def of(self, pointer: Pointer) -> Path:
        """Give the folder of a generation."""
        return self.path / pointer.generation

    def is_whole(self, pointer: Pointer) -> bool:
        """Tell whether every file of the live segments is there; a commit may come between."""
        return any(self._is_whole(self.of(pointer)) for _ in range(3))

    def begin(self) -> Path:
        """Make a folder for a new generation."""
        folder = self.path / f"{_PREFIX}{uuid.uuid4().hex}"
        folder.mkdir(parents=True)
        return folder

    def point(self, pointer: Pointer) -> None:
        """Make a generation the live one, durably and in one step; remove all others."""
        new = self.path / f"{POINTER}.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(pointer), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / POINTER)
        self.remove_others()

    def remove_others(self) -> None:
        """Remove every generation but the live one: old ones, and what killed processes left.

        Only for the holder of the lock.
        """
        pointer = self.pointer()
        for folder in self.path.glob(f"{_PREFIX}*"):
            if pointer is None or folder.name != pointer.generation:
                shutil.rmtree(folder, ignore_errors=True)

    def _is_whole(self, folder: Path) -> bool:
        try:
            segments = json.loads((folder / META).read_bytes())["segments"]
            names = [str(segment["segment_id"]).replace("-", "") for segment in segments]
            return all((folder / f"{n}.{part}").stat().st_size for n in names for part in _PARTS)
        except (OSError, ValueError, KeyError, TypeError):
            return False


class WriterLock:
    """One writer at a time, in all processes; the system frees it when a process is killed."""

    def __init__(self, folder: Path, *, wait_seconds: float) -> None:
        """Wait for the lock and take it.

        :raises IndexBusy: another kept it for all that time.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        until = time.monotonic() + wait_seconds
        while not self._try():
            if time.monotonic() >= until:
                os.close(self._descriptor)
                raise IndexBusy(
                    f"Another process is writing the index in {folder}. "
                    "Try again when it has finished."
                )
            time.sleep(_POLL_SECONDS)

    def release(self) -> None:
        """Give the lock back; once is enough."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _try(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
