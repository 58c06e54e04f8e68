"""Renditions that cost work to make, kept on disk up to a number of bytes.

Keys name the derivative's state, so that what is made anew never meets what is old: the old files
merely age until they are swept out. Losing the folder loses nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SWEEPS_A_FILLING = 16  # a process sweeps after writing this part of the cache's size
KEPT_PART = 0.9  # of the size, after a sweep


@dataclass(slots=True)
class RenditionCache:
    """A folder of files, the least recently used of which go first."""

    root: Path
    max_bytes: int
    _written_bytes: int = field(default=0, init=False)

    def get(self, key: str) -> bytes | None:
        """Give what was kept under a key, and note that it was used."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:  # not there, or swept out between the two steps
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key, as far as the disk lets us: a full disk costs speed, no more."""
        if len(data) * SWEEPS_A_FILLING > self.max_bytes:
            return
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.draft")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                draft.write_bytes(data)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
            self._written_bytes += len(data)
            if self._written_bytes * SWEEPS_A_FILLING > self.max_bytes:
                self._written_bytes = 0
                self.sweep()

    def sweep(self) -> None:
        """Remove the files used longest ago until the size fits; one process at a time does it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            files = sorted(self._files())
            total = sum(size for _, size, _ in files)
            if total <= self.max_bytes:
                return
            for _, size, path in files:
                Path(path).unlink(missing_ok=True)
                total -= size
                if total <= self.max_bytes * KEPT_PART:
                    break

    def _files(self) -> list[tuple[int, int, str]]:
        """List (last use, bytes, path) of every file."""
        found = []
        for folder in self.root.iterdir():
            if folder.is_dir():
                for entry in os.scandir(folder):
                    with suppress(FileNotFoundError):
                        status = entry.stat()
                        found.append((status.st_mtime_ns, status.st_size, entry.path))
        return found

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.root / name[:2] / name
