"""The files of a package: where they lie, what they are called, what they hold."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from muniment.sources.model import Level, Problems

MAX_FILES = 500_000
IGNORED_NAMES = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini", "node_modules"})


class FileKind(StrEnum):
    """What a file is, by its content."""

    TEI = "tei"
    TEI_REGISTER = "tei-register"  # a TEI file that is nothing but a list of people or bodies
    PLACES = "places"  # a register of places, works or the like; not read so far
    ALTO = "alto"
    PAGE = "page"
    METS = "mets"
    EAD = "ead"
    PERSON = "person"  # one person, in XML that is not TEI
    TABLE = "table"  # CSV, TSV or XLSX: people or documents, as its headers say
    TEXT = "text"  # plain text
    MARKDOWN = "markdown"
    IMAGE = "image"
    IIIF = "iiif"
    BAG = "bag"  # BagIt's own files
    SETTINGS = "settings"  # package.toml
    NOTE = "note"  # README, LICENCE: about the package, not of it
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of the package. `name` is its path inside, with slashes, in NFC, always printable."""

    path: Path
    name: str
    kind: str = FileKind.UNKNOWN
    detail: str = ""  # root element, or why it is unknown

    @property
    def folder(self) -> str:
        """Give the path of the folder inside the package, "" at the top."""
        return self.name.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """Give the name without folders and extension."""
        last = self.name.rpartition("/")[2]
        return last.rpartition(".")[0] or last


def printable(name: str) -> str:
    """Make a file name printable: odd bytes become escapes; the rest is composed (NFC)."""
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", shown)


def walk_folder(root: Path, problems: Problems) -> Iterator[PackageFile]:
    """Yield the files below a folder in the order of their names; links never lead outside."""
    inside = root.resolve()
    pending = [root]
    count = 0
    while pending:
        folder = pending.pop()
        entries = _entries(folder, root, problems)
        pending.extend(reversed([e for e in entries if e.is_dir() and _stays(e, inside, problems)]))
        for entry in entries:
            if entry.is_dir() or not _stays(entry, inside, problems):
                continue
            count += 1
            if count > MAX_FILES:
                _too_many(problems)
                return
            yield PackageFile(entry, _name(entry, root))


def _entries(folder: Path, root: Path, problems: Problems) -> list[Path]:
    try:
        found = sorted(folder.iterdir(), key=lambda entry: natural_key(printable(entry.name)))
    except OSError as error:
        problems.add(
            Level.ERROR,
            "folder-unreadable",
            f"The folder cannot be read: {error.strerror}.",
            cure="Give the account that runs Muniment the right to read it.",
            file=_name(folder, root),
        )
        return []
    return [e for e in found if not e.name.startswith(".") and e.name not in IGNORED_NAMES]


def _stays(entry: Path, inside: Path, problems: Problems) -> bool:
    if not entry.is_symlink():
        return True
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):
        target = None
    # A link to a folder inside would read its files twice, or for ever.
    if target and target.is_relative_to(inside) and not target.is_dir():
        return True
    problems.add(
        Level.ERROR,
        "link-outside",
        "This is a link that leads nowhere, to a folder or out of the package; it is not followed.",
        cure="Put the file itself into the package.",
        file=printable(entry.name),
    )
    return False


def _too_many(problems: Problems) -> None:
    problems.add(
        Level.ERROR,
        "too-many-files",
        f"The package has more than {MAX_FILES:,} files; those beyond were not read.",
        cure="Divide it into several packages.",
    )


def _name(entry: Path, root: Path) -> str:
    return printable(entry.relative_to(root).as_posix())


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort "page 2" before "page 10"."""
    parts: list[tuple[int, int, str]] = []
    run = ""
    for character in [*name.casefold(), ""]:
        if run and (not character or character.isdecimal() != run[-1].isdecimal()):
            parts.append((0, int(run), run) if run.isdecimal() else (1, 0, run))
            run = ""
        run += character
    return tuple(parts)
