"""Decide which files of a package are read as what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from muniment.sources.files import FileKind, PackageFile
from muniment.sources.markup import parse_xml
from muniment.sources.model import Level, Problems
from muniment.sources.schema import SOURCE_KINDS
from muniment.sources.settings import PackageSettings
from muniment.sources.surfaces import shortened
from muniment.sources.wording import counted

_UNLISTED = "files that package.toml does not list are"
_OWN_KINDS = {
    "alto": FileKind.ALTO,
    "page": FileKind.PAGE,
    "ead": FileKind.EAD,
    "mets": FileKind.METS,
    "table": FileKind.TABLE,
    "images": FileKind.IMAGE,
}
PERSONS_TABLE = "persons-table"  # a table that package.toml lists under persons
_SILENT = frozenset({FileKind.SETTINGS, FileKind.NOTE})
_WORDS = {
    FileKind.IIIF: "IIIF manifests",
    FileKind.PLACES: "registers of places, works or days",
    FileKind.NOTE: "files about the package, such as a README or a licence",
}


@dataclass(slots=True)
class Selection:
    """The files of a package by what they are read as."""

    by_kind: dict[str, list[PackageFile]] = field(default_factory=lambda: defaultdict(list))
    passed_over: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    has_known_others: bool = False  # files of formats that are known and not read
    bags: list[PackageFile] = field(default_factory=list)  # BagIt's own files

    def of(self, *kinds: str) -> list[PackageFile]:
        """Give the files of some kinds, in the package's order within each."""
        return [file for kind in kinds for file in self.by_kind[kind]]


def select(
    files: list[PackageFile],
    settings: PackageSettings,
    problems: Problems,
    identify: Callable[[PackageFile], PackageFile],
) -> Selection:
    """Sort files by kind: as `[sources]` says if there is one, else each by its content."""
    if settings.sources:
        return _listed(files, settings, problems, identify)
    return _by_content([identify(file) for file in files], problems)


def _listed(
    files: list[PackageFile],
    settings: PackageSettings,
    problems: Problems,
    identify: Callable[[PackageFile], PackageFile],
) -> Selection:
    selection = Selection()
    taken: set[str] = set()
    selection.bags = [bag for f in files if (bag := identify(f)).kind == FileKind.BAG]
    patterns = [(k, p) for k in SOURCE_KINDS for p in settings.sources.get(k, [])]
    for key, pattern in patterns:
        matching = match_glob(files, pattern)
        if not matching:
            note_empty_glob(pattern, f"[sources] {key}", settings, problems)
        for file in (f for f in matching if f.name not in taken):
            taken.add(file.name)
            _add_listed(selection, key, identify(file))
    for text in settings.texts:
        for pattern in text.files:
            taken.update(file.name for file in match_glob(files, pattern))
    taken.update(bag.name for bag in selection.bags)
    left = [f.name for f in files if f.name not in taken and f.name != "package.toml"]
    if left:
        selection.passed_over.extend(left)
        selection.choices.append(
            f"{counted(len(left), 'file that package.toml does not list is', _UNLISTED)} passed "
            f"over: {shortened(left)}."
        )
    return selection


def note_empty_glob(
    pattern: str, where: str, settings: PackageSettings, problems: Problems
) -> None:
    """Warn of a pattern that matches no file."""
    problems.add(
        Level.WARNING,
        "glob-empty",
        f'{where}: no file of the package matches "{pattern}".',
        cure="Correct the pattern; * stands for any part of a name and ** for any folders.",
        file=settings.file.name if settings.file else "",
    )


def _add_listed(selection: Selection, key: str, file: PackageFile) -> None:
    kind: str = _OWN_KINDS.get(key, file.kind)
    if key == "tei" and file.kind not in {FileKind.TEI_REGISTER, FileKind.PLACES}:
        kind = FileKind.TEI
    elif key == "persons":
        kind = FileKind.TEI_REGISTER if file.kind == FileKind.TEI else file.kind
        kind = PERSONS_TABLE if kind == FileKind.TABLE else kind
    elif key == "text" and file.kind not in {FileKind.TEXT, FileKind.MARKDOWN}:
        is_markdown = file.name.lower().endswith((".md", ".markdown"))
        kind = FileKind.MARKDOWN if is_markdown else FileKind.TEXT
    selection.by_kind[kind].append(PackageFile(file.path, file.name, kind, file.detail))


def match_glob(files: list[PackageFile], pattern: str) -> list[PackageFile]:
    """List the files whose names fit a pattern: * and ? within a folder, ** across folders."""
    regex = re.compile(_glob_regex(pattern.removeprefix("./")))
    return [file for file in files if regex.fullmatch(file.name)]


def _glob_regex(pattern: str) -> str:
    # Brackets stand for themselves: real file names have them.
    out = ""
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out, at = out + "(?:.*/)?", at + 3
        elif pattern.startswith("**", at):
            out, at = out + ".*", at + 2
        else:
            single = {"*": "[^/]*", "?": "[^/]"}.get(pattern[at])
            out, at = out + (single or re.escape(pattern[at])), at + 1
    return out


def _by_content(files: list[PackageFile], problems: Problems) -> Selection:
    selection = Selection()
    xml_beside = any(
        f.kind in {FileKind.TEI, FileKind.ALTO, FileKind.PAGE, FileKind.METS, FileKind.EAD}
        for f in files
    )
    silent: dict[str, list[str]] = defaultdict(list)
    for file in files:
        if file.kind == FileKind.UNKNOWN:
            _pass_over_unknown(file, selection, problems)
        elif file.kind == FileKind.TEXT and xml_beside:
            selection.passed_over.append(file.name)
            silent["plain"].append(file.name)
        elif file.kind in _WORDS:
            selection.passed_over.append(file.name)
            selection.has_known_others |= file.kind != FileKind.NOTE
            silent[file.kind].append(file.name)
        elif file.kind == FileKind.BAG:
            selection.bags.append(file)
        elif file.kind not in _SILENT:
            selection.by_kind[file.kind].append(file)
    _tell_silent(silent, selection)
    return selection


def _pass_over_unknown(file: PackageFile, selection: Selection, problems: Problems) -> None:
    if file.detail == "xml" and parse_xml(file, problems) is None:
        return
    selection.passed_over.append(file.name)
    why = file.detail if file.detail != "xml" else "its format is not read"
    selection.choices.append(f"{file.name} is passed over: {why}.")


def _tell_silent(silent: dict[str, list[str]], selection: Selection) -> None:
    for kind, names in silent.items():
        words = _WORDS.get(FileKind(kind)) if kind != "plain" else None
        words = words or "plain texts beside XML sources, taken for notes on the package"
        selection.choices.append(f"Passed over as {words}: {shortened(names)}.")
