"""The METS files of a package: each is a document of the pages that it arranges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from muniment.sources.bag import damaged_files
from muniment.sources.files import FileKind, PackageFile
from muniment.sources.markup import parse_xml
from muniment.sources.mets import (
    MetsChoice,
    MetsObject,
    Mods,
    choose_groups,
    read_mets,
    resolve_href,
)
from muniment.sources.model import Level, Problems, SourceDocument, SourceRepository
from muniment.sources.pages import PlannedDocument, PlannedPage, read_pages
from muniment.sources.selection import Selection
from muniment.sources.settings import PackageSettings
from muniment.sources.surfaces import SurfaceBook, is_remote, shortened
from muniment.sources.wording import counted


@dataclass(slots=True)
class MetsPart:
    """The documents that METS files describe, and the files that they take."""

    planned: list[PlannedDocument] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    repository: SourceRepository | None = None
    choices: list[str] = field(default_factory=list)

    @classmethod
    def read(
        cls,
        selection: Selection,
        book: SurfaceBook,
        settings: PackageSettings,
        problems: Problems,
    ) -> MetsPart:
        """Read the METS files and plan their documents."""
        part = cls()
        every = [file for files in selection.by_kind.values() for file in files]
        damaged = damaged_files([*every, *selection.bags], problems)
        files = {file.name: file for file in every if file.name not in damaged}
        for file in selection.of(FileKind.METS):
            root = parse_xml(file, problems) if file.name in files else None
            if root is not None:
                part._plan(file, read_mets(root), files, book, settings, problems)
        part.taken |= damaged
        return part

    def _plan(
        self,
        file: PackageFile,
        mets: MetsObject,
        files: dict[str, PackageFile],
        book: SurfaceBook,
        settings: PackageSettings,
        problems: Problems,
    ) -> None:
        def resolve(href: str) -> PackageFile | None:
            return resolve_href(href, file, files)

        choice = choose_groups(mets, resolve, _weigh)
        self._take_below(file, {found for h in mets.hrefs if (found := resolve(h))}, files)
        self._tell(file, choice)
        _note_absent(file, mets, choice, resolve, problems)
        pages = [_page(page.label, page.files, choice, resolve, book) for page in mets.pages]
        pages = [page for page in pages if page.text or page.surface]
        if not pages:
            _note_nothing(file, problems)
            return
        self._add_document(file, mets, pages, settings)

    def _take_below(
        self, mets: PackageFile, named: set[PackageFile], files: dict[str, PackageFile]
    ) -> None:
        """Take the files that a METS file names, and pass over pages below it that it does not."""
        self.taken.update(file.name for file in named)
        folder = f"{mets.folder}/" if mets.folder else ""
        others = [
            file.name
            for file in files.values()
            if file.kind in {FileKind.ALTO, FileKind.PAGE, FileKind.IMAGE}
            and file.name.startswith(folder)
            and file not in named
        ]
        self.taken.update(others)
        if others:
            self.choices.append(
                f"{mets.name} does not name {len(others):,} pages and images that lie below it; "
                f"they are passed over: {shortened(others)}."
            )

    def _add_document(
        self,
        file: PackageFile,
        mets: MetsObject,
        pages: list[PlannedPage],
        settings: PackageSettings,
    ) -> None:
        mods = mets.mods
        folder = file.folder.removesuffix("data").rstrip("/").rpartition("/")[2]
        key = mods.identifier or folder or file.stem
        title = mods.title or settings.title or folder or file.stem
        base = _document(key, title, file, mods, mets.contents)
        language = mods.languages[0] if mods.languages else settings.language
        self.planned.append(
            PlannedDocument(key, title, file.name, pages, mods.date, language, base)
        )
        self.titles.append(title)
        if mods.repository and not self.repository:
            self.repository = SourceRepository(mods.repository)

    def _tell(self, file: PackageFile, choice: MetsChoice) -> None:
        if choice.left:
            left = ", ".join(f'"{group}"' for group in choice.left)
            self.choices.append(
                f'{file.name}: of the groups that hold the text, "{choice.texts}" is read, which '
                f"says the most; {left} are passed over."
            )
        if choice.images:
            self.choices.append(f'{file.name}: the images are those of "{choice.images}".')


def _weigh(file: PackageFile) -> int:
    pages = read_pages(file, Problems()) or []
    return sum(page.source_characters for page in pages)


def _page(
    label: str,
    hrefs: dict[str, str],
    choice: MetsChoice,
    resolve: Callable[[str], PackageFile | None],
    book: SurfaceBook,
) -> PlannedPage:
    text = resolve(hrefs.get(choice.texts, ""))
    image = resolve(hrefs.get(choice.images, ""))
    surface = book.add(image, label=label) if image else ""
    return PlannedPage(text, surface, label)


def _document(
    key: str, title: str, file: PackageFile, mods: Mods, contents: tuple[str, ...]
) -> SourceDocument:
    facts = mods.facts
    if contents:
        facts += (("Contents", "; ".join(contents)),)
    return SourceDocument(
        key=key,
        source=file.name,
        line=1,
        title=title,
        date=mods.date,
        people=mods.people,
        description=mods.description,
        reference_code=mods.reference_code,
        place=mods.place,
        physical_form=mods.physical_form,
        languages=mods.languages,
        rights=mods.rights,
        facts=facts,
    )


def _note_absent(
    file: PackageFile,
    mets: MetsObject,
    choice: MetsChoice,
    resolve: Callable[[str], PackageFile | None],
    problems: Problems,
) -> None:
    wanted = [
        page.files[group]
        for page in mets.pages
        for group in (choice.images, choice.texts)
        if group in page.files
    ]
    absent = [href for href in wanted if not is_remote(href) and not resolve(href)]
    if absent:
        problems.add(
            Level.WARNING,
            "mets-file-missing",
            f"{counted(len(absent), 'file is', 'files are')} named here and cannot be used: "
            f"{shortened(absent)}.",
            cure="Put them into the package as the METS file names them.",
            file=file.name,
        )
    remote = [href for page in mets.pages for href in page.files.values() if is_remote(href)]
    if remote:
        problems.add(
            Level.NOTICE,
            "image-remote",
            f"{counted(len(remote), 'file is', 'files are')} named by addresses on the web, which "
            "are never fetched.",
            cure="Put the files into the package if they are to be shown.",
            file=file.name,
        )


def _note_nothing(file: PackageFile, problems: Problems) -> None:
    problems.add(
        Level.ERROR,
        "mets-empty",
        "None of the pages that the METS file names is in the package, so it is left out.",
        cure="Put its images or texts into the package.",
        file=file.name,
    )
