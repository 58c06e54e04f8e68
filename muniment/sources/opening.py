"""Open what was handed over: a folder, a zip, or a bare file with the images beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from muniment.sources.archive import unpack
from muniment.sources.files import FileKind, PackageFile, printable, walk_folder
from muniment.sources.model import Level, Problems
from muniment.sources.recognise import recognise

_IMAGE_FOLDERS = ("pages", "images", "image", "img", "facs", "facsimile", "scans")
_ZIP_START = b"PK\x03\x04"


@dataclass(slots=True)
class Opened:
    """What was handed over, as files. `is_bare` tells that it was one file."""

    path: Path
    name: str
    files: list[PackageFile]
    is_bare: bool = False
    close: Callable[[], None] = lambda: None


def open_package(path: Path, problems: Problems) -> Opened | None:
    """List the files of a package; None, with an error noted, if there is nothing to read."""
    try:
        return _open(path, problems)
    except OSError as error:
        problems.add(
            Level.ERROR,
            "path-unreadable",
            f"{printable(str(path))} cannot be read: {error.strerror or error}.",
            cure="Give the account that runs Muniment the right to read it.",
        )
        return None


def _open(path: Path, problems: Problems) -> Opened | None:
    name = printable(path.resolve().name)
    if path.is_dir():
        return Opened(path, name, list(walk_folder(path, problems)))
    if not path.is_file():
        problems.add(
            Level.ERROR,
            "path-absent",
            f"There is no file or folder {printable(str(path))}.",
            cure="Give the path of a package: a folder, a zip or a source file.",
        )
        return None
    if _is_zip(path):
        return _open_zip(path, name, problems)
    return Opened(path.parent, Path(name).stem, _bare_files(path), is_bare=True)


def _is_zip(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".zip"}:
        return suffix == ".zip"
    with path.open("rb") as stream:
        return stream.read(4) == _ZIP_START


def _open_zip(path: Path, name: str, problems: Problems) -> Opened | None:
    root = unpack(path, problems)
    if root is None:
        return None

    def close() -> None:
        shutil.rmtree(root, ignore_errors=True)

    top = root
    while len(inside := [e for e in top.iterdir() if e.name != "__MACOSX"]) == 1:
        if not inside[0].is_dir():
            break
        top = inside[0]
    return Opened(top, Path(name).stem, list(walk_folder(top, problems)), close=close)


def _bare_files(path: Path) -> list[PackageFile]:
    """List a file and the images that lie beside it, or in a folder named for images."""
    found = [PackageFile(path, printable(path.name))]
    kind = recognise(found[0]).kind
    if kind == FileKind.METS:
        return found + _files_below(path)
    if kind not in {FileKind.TEI, FileKind.ALTO, FileKind.PAGE}:
        return found
    for folder in (path.parent, *(path.parent / name for name in _IMAGE_FOLDERS)):
        if not folder.is_dir():
            continue
        for entry in sorted(folder.iterdir()):
            if entry == path or not entry.is_file() or entry.is_symlink():
                continue
            file = PackageFile(entry, printable(entry.relative_to(path.parent).as_posix()))
            if recognise(file).kind == FileKind.IMAGE:
                found.append(file)
    return found


def _files_below(path: Path) -> list[PackageFile]:
    """List what lies below the folder of a METS file, which names its files from there."""
    return [file for file in walk_folder(path.parent, Problems()) if file.path != path]
