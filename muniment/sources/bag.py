"""Check the files of a BagIt bag (RFC 8493) against its manifests."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from muniment.sources.files import FileKind, PackageFile
from muniment.sources.model import Level, Problems

_MANIFEST = re.compile(r"(?:^|/)(?:tag)?manifest-([a-z0-9]+)\.txt$")
_LINE = re.compile(r"^([0-9A-Fa-f]+)\s+\*?(.+?)\s*$")
_ALGORITHMS = ("sha512", "sha256", "sha384", "sha224", "sha1", "md5")


def damaged_files(files: list[PackageFile], problems: Problems) -> set[str]:
    """Name the files that differ from what a manifest says of them, each noted as an error.

    Of several manifests in a bag the strongest alone is checked.
    """
    bags: dict[str, dict[str, PackageFile]] = {}
    for file in files:
        found = _MANIFEST.search(file.name)
        if file.kind == FileKind.BAG and found and "tagmanifest" not in file.name:
            bags.setdefault(file.folder, {})[found[1]] = file
    by_name = {file.name: file for file in files}
    damaged: set[str] = set()
    for folder, manifests in bags.items():
        known = [name for name in _ALGORITHMS if name in manifests]
        if known:
            damaged |= _check(folder, manifests[known[0]], known[0], by_name, problems)
    return damaged


def _check(
    folder: str,
    manifest: PackageFile,
    algorithm: str,
    files: dict[str, PackageFile],
    problems: Problems,
) -> set[str]:
    damaged: set[str] = set()
    text = manifest.path.read_text("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.match(line)
        if not found:
            continue
        name = "/".join(p for p in (folder, unquote(found[2]).removeprefix("./")) if p)
        file = files.get(name)
        if file is None:
            _note(problems, name, manifest, number, "is named in the manifest and is absent")
        elif _digest(file, algorithm) != found[1].lower():
            damaged.add(name)
            _note(problems, name, manifest, number, "differs from its checksum and is not read")
    return damaged


def _digest(file: PackageFile, algorithm: str) -> str:
    try:
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, algorithm).hexdigest()
    except OSError:
        return ""


def _note(problems: Problems, name: str, manifest: PackageFile, line: int, what: str) -> None:
    problems.add(
        Level.ERROR,
        "bag-checksum",
        f"The file {what} ({manifest.name}, line {line}).",
        cure="Copy the bag again from where it was made.",
        file=name,
    )
