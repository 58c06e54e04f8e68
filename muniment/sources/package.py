"""Read a package: what is common to it at once, its documents when they are asked for.

A package is a folder with a `package.toml`, a zip of one, a bare file, or any folder of sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from muniment.core.slugs import slugify
from muniment.sources.condense import condense_notices
from muniment.sources.eadpart import EadPart
from muniment.sources.files import FileKind, PackageFile, printable
from muniment.sources.finish import Finisher
from muniment.sources.metspart import MetsPart
from muniment.sources.model import Level, Problems, SourceDocument, SourcePackage, SourceVolume
from muniment.sources.opening import Opened, open_package
from muniment.sources.pages import PlannedDocument, plan_documents, read_planned
from muniment.sources.parallel import list_companions, pair_files
from muniment.sources.recognise import recognise
from muniment.sources.registerpart import RegisterPart
from muniment.sources.selection import Selection, select
from muniment.sources.settings import PackageSettings, read_settings
from muniment.sources.surfaces import SurfaceBook
from muniment.sources.tei import ProfileNotUnderstood, TeiProfile, load_profile
from muniment.sources.teipart import TeiPart
from muniment.sources.textpart import TextPart

Progress = Callable[[int, int, str], None]
"""Called with how many steps are done, how many there are, and the name of the file at hand."""

SETTINGS_NAME = "package.toml"


def read_package(path: Path, *, progress: Progress | None = None) -> SourcePackage:
    """Read what is common to a package; its documents are read when `documents()` is called.

    Never raises for what is handed over: what is wrong stands in `problems`. `close` removes
    what a zip was unpacked to.
    """
    problems = Problems()
    opened = open_package(path, problems)
    if opened is None:
        return _unusable(path, problems)
    settings = _settings(opened, problems)
    profile = _profile(settings, problems) if settings else None
    if settings is None or profile is None:
        opened.close()
        return _unusable(path, problems)
    return _Reader(opened, settings, profile, problems, progress).read()


def _settings(opened: Opened, problems: Problems) -> PackageSettings | None:
    file = next((f for f in opened.files if f.name == SETTINGS_NAME), None)
    if file is None or opened.is_bare:
        return PackageSettings()
    return read_settings(file, problems)


def _profile(settings: PackageSettings, problems: Problems) -> TeiProfile | None:
    try:
        return load_profile(settings.tei)
    except ProfileNotUnderstood as error:
        problems.add(
            Level.ERROR,
            "settings-profile",
            str(error),
            cure="Correct the [tei] table.",
            file=SETTINGS_NAME,
        )
        return None


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

    opened: Opened
    settings: PackageSettings
    profile: TeiProfile
    problems: Problems
    progress: Progress | None = None
    selection: Selection = field(init=False)
    book: SurfaceBook = field(init=False)
    planned: list[PlannedDocument] = field(default_factory=list)
    tei: TeiPart = field(init=False)
    mets: MetsPart = field(init=False)
    ead: EadPart = field(init=False)
    registers: RegisterPart = field(init=False)
    texts: TextPart = field(init=False)

    def read(self) -> SourcePackage:
        """Read the common parts and make the package."""
        settings, problems = self.settings, self.problems
        companions = list_companions(self.opened.files, settings, problems, recognise)
        self.selection = select(self.opened.files, settings, problems, recognise)
        self.book = SurfaceBook(self.selection.of(FileKind.IMAGE), problems)
        self.ead = EadPart.read(self.selection.of(FileKind.EAD), settings, problems)
        self.mets = MetsPart.read(self.selection, self.book, settings, problems)
        tei_files = pair_files(
            self.selection.of(FileKind.TEI),
            [c for c in companions if c.file.kind == FileKind.TEI],
            settings,
            self.selection.choices,
            problems,
        )
        self.tei = TeiPart(tei_files, self.profile, self.book, problems, language=settings.language)
        self.tei.survey(self._counter(len(tei_files)))
        text_companions = [
            c for c in companions if c.file.kind in {FileKind.TEXT, FileKind.MARKDOWN}
        ]
        self.texts = TextPart.plan(self.selection, text_companions, settings, problems)
        self.registers = RegisterPart.read(self.selection, self.profile, problems)
        self.planned = self.mets.planned + self._plan_pages()
        return self._package()

    def _counter(self, total: int) -> Callable[[str], None]:
        """Make a teller of progress that counts its calls."""
        done = 0

        def tell(name: str) -> None:
            nonlocal done
            if self.progress:
                self.progress(done, total, name)
            done += 1

        return tell

    def _plan_pages(self) -> list[PlannedDocument]:
        """Plan documents of pages that no METS file arranges; images alone if nothing is text."""
        texts = [
            file
            for file in self.selection.of(FileKind.ALTO, FileKind.PAGE)
            if file.name not in self.mets.taken
        ]
        has_others = bool(self.tei.paired or self.mets.planned or self.texts.paired)
        images: list[PackageFile] = []
        if texts or not has_others:
            images = [
                file
                for file in self.selection.of(FileKind.IMAGE)
                if file.name not in self.mets.taken
            ]
        return plan_documents(texts, images, self.book, self.settings)

    # The package ---------------------------------------------------------------------------------

    def _package(self) -> SourcePackage:
        settings = self.settings
        identifier = settings.identifier or slugify(self.opened.name) or "package"
        arrangement = settings.arrangement or ("archive" if self.ead.units else "volume")
        title = settings.title or self._own_title() or self.opened.name
        volumes = self._volumes(identifier, title, arrangement)
        package = SourcePackage(
            path=self.opened.path,
            identifier=identifier,
            title=title,
            problems=self.problems,
            documents=lambda: iter(()),
            arrangement=arrangement,
            titles=settings.titles,
            description=settings.description,
            descriptions=settings.descriptions,
            rights=settings.rights,
            licence_url=settings.licence_url,
            language=settings.language,
            access=settings.access,
            repository=settings.repository or self.ead.repository or self.mets.repository,
            collection=settings.collection,
            register=settings.register,
            volumes=tuple(volumes),
            divisions=self.tei.divisions,
            units=tuple(self.ead.units),
            people=tuple(self.registers.all_people(self.tei.people)),
            surfaces=self.book.surfaces,
            files=self._files(),
            passed_over=tuple(self.selection.passed_over),
            choices=self._choices(),
            close=self.opened.close,
        )
        self._note_emptiness(package)
        condense_notices(self.problems, start=0)
        mark = len(self.problems.all)
        default = identifier if any(v.key == identifier for v in volumes) else ""

        def documents() -> Iterator[SourceDocument]:
            del self.problems.all[mark:]
            self.book.forget_names()
            yield from self._documents(default)
            condense_notices(self.problems, start=mark)
            package.choices = self._choices()

        package.documents = documents
        return package

    def _own_title(self) -> str:
        """Give the title of the one thing that the package is, if it is one."""
        titles = [v.title for v in self.tei.volumes] + self.ead.titles + self.mets.titles
        return titles[0] if len(titles) == 1 else ""

    def _volumes(self, identifier: str, title: str, arrangement: str) -> list[SourceVolume]:
        """Give the volumes that TEI files are, and the package's own for all other documents."""
        settings = self.settings
        volumes = [replace(v, series=v.series or settings.series) for v in self.tei.volumes]
        if len(volumes) == 1 and settings.title:
            volumes[0] = replace(
                volumes[0],
                title=title,
                titles=settings.titles or volumes[0].titles,
                description=settings.description or volumes[0].description,
                descriptions=settings.descriptions or volumes[0].descriptions,
                series=settings.series or volumes[0].series,
            )
        single = self.planned or self.texts.paired or self._has_single_tei()
        if arrangement == "volume" and single:
            own = SourceVolume(
                identifier,
                title,
                titles=settings.titles,
                description=settings.description,
                descriptions=settings.descriptions,
                series=settings.series,
            )
            volumes.append(own)
        return volumes

    def _has_single_tei(self) -> bool:
        return len(self.tei.volumes) < len(self.tei.paired)

    def _files(self) -> tuple[Path, ...]:
        found = {file.path for files in self.selection.by_kind.values() for file in files}
        if self.settings.file:
            found.add(self.settings.file.path)
        for pair in (*self.tei.paired, *self.texts.paired):
            found.update(companion.file.path for companion in pair.companions)
        if self.opened.is_bare:
            shown = {s.image for s in self.book.surfaces.values()}
            images = {file.path for file in self.selection.of(FileKind.IMAGE)}
            found -= images - {path for path in shown if path}
        return tuple(sorted(found))

    def _choices(self) -> tuple[str, ...]:
        told = [self.selection.choices, self.ead.choices, self.mets.choices, self.tei.choices]
        told += [self.registers.choices, self.texts.choices]
        return tuple(sentence for part in told for sentence in part)

    def _note_emptiness(self, package: SourcePackage) -> None:
        if self.tei.paired or self.planned or self.texts.paired or package.units or package.people:
            return
        if not self.problems.errors():
            self.problems.add(
                Level.WARNING if self.selection.has_known_others else Level.ERROR,
                "package-empty",
                "Nothing in the package is a source that Muniment reads.",
                cure="Give TEI, EAD, METS, ALTO, PAGE, text, images or registers of people.",
            )

    # Its documents -------------------------------------------------------------------------------

    def _documents(self, default_volume: str) -> Iterator[SourceDocument]:
        finisher = Finisher(
            self.settings, self.registers.metadata, self.ead.units, self.problems, default_volume
        )
        for document in self._raw_documents():
            if finisher.finish(document):
                yield document
        finisher.report()
        self.registers.report(self.problems)
        self.book.report(only_named=self.opened.is_bare)

    def _raw_documents(self) -> Iterator[SourceDocument]:
        total = len(self.tei.paired) + len(self.planned) + len(self.texts.paired)
        tell = self._counter(total)
        yield from self.tei.documents(tell)
        for plan in self.planned:
            tell(plan.source)
            yield read_planned(plan, self.book, self.settings, self.problems)
        yield from self.texts.documents(tell)
