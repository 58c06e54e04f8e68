"""Keep the original bytes of a package's files under their SHA-256."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from muniment.documents.bulk import insert_rows, update_rows
from muniment.documents.models import Package, SourceFile
from muniment.sources.files import printable
from muniment.sources.model import SourcePackage

_CHUNK_BYTES = 1 << 20


@dataclass(slots=True)
class KeptFiles:
    """The files of a package by the path that the report and the documents give them."""

    sha256: dict[str, str] = field(default_factory=dict)

    def of(self, source: str) -> str:
        """Give the SHA-256 of a document's file, "" if it is not one file of the package."""
        return self.sha256.get(source, "")


def keep_files(package: SourcePackage, home: Path) -> KeptFiles:
    """Copy every source file that is not kept yet; images are kept as masters elsewhere.

    :raises OSError: the disk is full or a file cannot be read.
    """
    images = {surface.image for surface in package.surfaces.values() if surface.image}
    names = {path: name for path, name in _names(package).items() if path not in images}
    return KeptFiles({name: _keep(path, home / "sources") for path, name in names.items()})


def record_files(package: Package, files: KeptFiles) -> None:
    """Note which bytes each path of the package has now."""
    known = {f.path: f for f in SourceFile.objects.filter(package=package)}
    new = [(package.pk, p, sha) for p, sha in files.sha256.items() if p not in known]
    insert_rows(SourceFile, ("package_id", "path", "sha256"), new)
    changed = [
        (sha, known[path].pk)
        for path, sha in files.sha256.items()
        if path in known and known[path].sha256 != sha
    ]
    update_rows(SourceFile, ("sha256",), changed)


def _names(package: SourcePackage) -> dict[Path, str]:
    root = package.path if package.path.is_dir() else None
    if root is None and package.files:
        root = Path(os.path.commonpath([path.parent for path in package.files]))
    names = {}
    for path in package.files:
        is_inside = root is not None and path.is_relative_to(root)
        name = path.relative_to(root).as_posix() if root and is_inside else path.name
        names[path] = printable(name)
    return names


def _keep(path: Path, folder: Path) -> str:
    sha256 = _sha256(path)
    target = folder / sha256[:2] / sha256
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = folder / f"draft-{os.getpid()}-{secrets.token_hex(6)}"
        try:
            _copy(path, draft)
            draft.replace(target)  # whole or not at all, even if the process is killed
        finally:
            draft.unlink(missing_ok=True)
    return sha256


def _copy(path: Path, draft: Path) -> None:
    with path.open("rb") as reading, draft.open("xb") as writing:
        while chunk := reading.read(_CHUNK_BYTES):
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
