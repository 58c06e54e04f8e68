"""Masters are kept as they came, byte for byte, each under the SHA-256 of its content."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from muniment.images.drafts import draft_in

CHUNK_BYTES = 1 << 20


class MasterStore(Protocol):
    """Where masters are kept. What is in it never changes."""

    def put(self, source: Path) -> str:
        """Keep a copy of a file, unless it is there already; give its SHA-256."""
        ...

    def local_path(self, sha256: str) -> Path:
        """Give a file that holds the master, for reading only.

        :raises MasterMissing: it is not in the store.
        """
        ...


class MasterMissing(LookupError):
    """A master that the database names is not in the store."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"The master {sha256} is not in the store; restore it from a backup "
            "or import its package again."
        )


@dataclass(frozen=True, slots=True)
class MasterDirectory:
    """Masters in a directory: ``ab/cd/abcd…``."""

    root: Path

    def put(self, source: Path) -> str:
        """Copy to a draft while hashing, then rename: a kill leaves no half master."""
        with draft_in(self.root / "drafts") as draft:
            sha256 = _copy_and_hash(source, draft)
            target = self._path(sha256)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                draft.chmod(0o444)
                draft.replace(target)
        return sha256

    def local_path(self, sha256: str) -> Path:
        """Give the file itself."""
        path = self._path(sha256)
        if not path.is_file():
            raise MasterMissing(sha256)
        return path

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:4] / sha256


def master_store() -> MasterStore:
    """Give the store of this installation."""
    return MasterDirectory(Path(settings.MUNIMENT_HOME) / "masters")


def sha256_of(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_and_hash(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("xb") as writing:
        while chunk := reading.read(CHUNK_BYTES):
            digest.update(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()
