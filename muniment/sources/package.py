"""Open what an editor hands over and read what is common to it.

A package is a folder with a `package.toml`, a zip of one, a bare file, or any folder of sources.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from muniment.core.slugs import slugify
from muniment.sources.archive import unpack
from muniment.sources.files import FileKind, PackageFile, printable, walk_folder
from muniment.sources.model import Level, Problems, SourceDocument, SourcePackage, SourceVolume
from muniment.sources.pages import PlannedDocument, plan_documents, read_planned
from muniment.sources.recognise import recognise
from muniment.sources.selection import Selection, select
from muniment.sources.settings import PackageSettings, read_settings
from muniment.sources.surfaces import SurfaceBook

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the one at hand."""

SETTINGS_NAME = "package.toml"


def read_package(path: Path, *, progress: Progress | None = None) -> SourcePackage:
    """Read what is common to a package; its documents are read when `documents()` is called.

    Never raises for what is handed over: what is wrong stands in `problems`. `close` removes
    what a zip was unpacked to.
    """
    problems = Problems()
    opened = _open(path, problems)
    if opened is None:
        return _unusable(path, problems)
    settings = _settings(opened, problems)
    if settings is None:
        opened.close()
        return _unusable(path, problems)
    return _Reader(opened, settings, problems, progress or _silent).read()


def _silent(done: int, total: int, name: str) -> None:
    """Show no progress."""


@dataclass(slots=True)
class _Opened:
    """What was handed over, as files; `is_bare` if it was one file."""

    path: Path
    name: str
    files: list[PackageFile]
    is_bare: bool = False
    close: Callable[[], None] = lambda: None


def _open(path: Path, problems: Problems) -> _Opened | None:
    name = printable(path.resolve().name)
    if path.is_dir():
        return _Opened(path, name, list(walk_folder(path, problems)))
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
    return _Opened(path.parent, Path(name).stem, _bare_files(path), is_bare=True)


def _is_zip(path: Path) -> bool:
    if path.suffix.lower() == ".xlsx":
        return False
    try:
        with path.open("rb") as stream:
            return path.suffix.lower() == ".zip" or stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _open_zip(path: Path, name: str, problems: Problems) -> _Opened | None:
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
    return _Opened(top, Path(name).stem, list(walk_folder(top, problems)), close=close)


_IMAGE_FOLDERS = ("pages", "images", "image", "img", "facs", "facsimile", "scans")


def _bare_files(path: Path) -> list[PackageFile]:
    """List a file and the images that lie beside it, or in a folder named for images."""
    found = [PackageFile(path, printable(path.name))]
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


def _settings(opened: _Opened, problems: Problems) -> PackageSettings | None:
    file = next((f for f in opened.files if f.name == SETTINGS_NAME), None)
    if file is None or opened.is_bare:
        return PackageSettings()
    return read_settings(file, problems)


def _unusable(path: Path, problems: Problems) -> SourcePackage:
    name = printable(path.name)
    return SourcePackage(
        path=path,
        identifier=slugify(name) or "package",
        title=name,
        problems=problems,
        documents=lambda: iter(()),
    )


@dataclass(slots=True)
class _Reader:
    """Reads one package; lives as long as its `documents` may be called."""

    opened: _Opened
    settings: PackageSettings
    problems: Problems
    progress: Progress
    selection: Selection = field(default_factory=Selection)
    planned: list[PlannedDocument] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    book: SurfaceBook = field(init=False)

    def read(self) -> SourcePackage:
        """Read the common parts and make the package."""
        self.selection = select(self.opened.files, self.settings, self.problems, recognise)
        self.choices = self.selection.choices
        images = self.selection.of(FileKind.IMAGE)
        self.book = SurfaceBook(images, self.problems)
        texts = self.selection.of(FileKind.ALTO, FileKind.PAGE)
        self.planned = plan_documents(texts, images, self.book, self.settings)
        self.book.report(only_named=self.opened.is_bare)
        return self._package()

    def _package(self) -> SourcePackage:
        settings, name = self.settings, self.opened.name
        title = settings.title or name
        identifier = settings.identifier or slugify(name) or "package"
        mark = len(self.problems.all)

        def documents() -> Iterator[SourceDocument]:
            del self.problems.all[mark:]
            yield from self._documents()

        return SourcePackage(
            path=self.opened.path,
            identifier=identifier,
            title=title,
            problems=self.problems,
            documents=documents,
            arrangement=settings.arrangement or "volume",
            titles=settings.titles,
            description=settings.description,
            descriptions=settings.descriptions,
            rights=settings.rights,
            licence_url=settings.licence_url,
            language=settings.language,
            access=settings.access,
            repository=settings.repository,
            collection=settings.collection,
            volumes=(SourceVolume(identifier, title, series=settings.series),),
            surfaces=self.book.surfaces,
            files=tuple(f.path for kind in self.selection.by_kind.values() for f in kind),
            passed_over=tuple(self.selection.passed_over),
            choices=tuple(self.choices),
            close=self.opened.close,
        )

    def _documents(self) -> Iterator[SourceDocument]:
        for number, plan in enumerate(self.planned):
            self.progress(number, len(self.planned), plan.source)
            document = read_planned(plan, self.book, self.settings, self.problems)
            if document:
                yield document
