"""The TEI files of a package: what is common to them, then their documents in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from muniment.sources.condense import condense_sentences
from muniment.sources.files import PackageFile
from muniment.sources.languages import guess_language
from muniment.sources.markup import local, note_unreadable, walk_xml
from muniment.sources.model import (
    Level,
    Problems,
    SourceDivision,
    SourceDocument,
    SourcePerson,
    SourceVolume,
)
from muniment.sources.parallel import Companion, Paired, merge_texts
from muniment.sources.surfaces import SurfaceBook
from muniment.sources.tei import TeiFile, TeiProfile, read_tei
from muniment.sources.tei.words import words_of
from muniment.sources.xml import XmlNotReadable

_LARGE_BYTES = 1 << 20  # a file of this size attests its own words
_ONLY_SCRIPT = "und-Latn"
_SAMPLE_CHARACTERS = 200_000


@dataclass(slots=True)
class TeiPart:
    """Reads TEI files twice: once for what is common, once, when asked, for the documents."""

    paired: list[Paired]
    profile: TeiProfile
    book: SurfaceBook
    problems: Problems
    volumes: list[SourceVolume] = field(default_factory=list)
    divisions: dict[str, list[SourceDivision]] = field(default_factory=dict)
    people: list[SourcePerson] = field(default_factory=list)
    language: str = ""  # of texts that name none and are too short to tell
    document_count: int = 0
    _sentences: list[tuple[str, str]] = field(default_factory=list)
    _volume_keys: dict[str, tuple[str, str]] = field(default_factory=dict)  # file → own, unique
    _facsimiles: dict[str, dict[str, str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _with_images: set[str] = field(default_factory=set)
    _words: set[str] = field(default_factory=set)
    _sample: list[str] = field(default_factory=list)
    _held: TeiFile | None = None  # the only file, which need not be parsed a second time
    _sampled: int = 0

    def survey(self, tell: Callable[[str], None]) -> None:
        """Read what is common to the files; those that cannot be read are noted and dropped."""
        many = len(self.paired) > 1
        readable: list[Paired] = []
        for pair in self.paired:
            tell(pair.main.name)
            if not self._survey_file(pair.main, is_main=True):
                continue
            companions = [c for c in pair.companions if self._survey_file(c.file, is_main=False)]
            readable.append(Paired(pair.main, tuple(companions)))
            for file in (pair.main, *(c.file for c in companions)):
                self._survey_content(file, attest=many)
        self.paired = readable
        self.language = self.language or guess_language(" ".join(self._sample))
        self._sample.clear()

    def _survey_file(self, file: PackageFile, *, is_main: bool) -> bool:
        is_alone = len(self.paired) == 1 and not self.paired[0].companions
        tei = self._open(file, self.problems if is_alone else Problems(), note=True)
        if tei is None:
            return False
        self._held = tei if is_alone else None
        self._counts[file.name] = tei.document_count
        self._facsimiles[file.name] = dict(tei.surfaces)
        self.people.extend(tei.people)
        self._add_choices(file, tei.choices)
        if is_main:
            self.document_count += tei.document_count
            if tei.volume:
                self._add_volume(file, tei.volume, tei.divisions)
        return True

    def _add_choices(self, file: PackageFile, choices: list[str]) -> None:
        self._sentences.extend((file.name, sentence) for sentence in choices)

    @property
    def choices(self) -> list[str]:
        """Say what was taken for what, each thing once."""
        return condense_sentences(self._sentences)

    def _open(self, file: PackageFile, problems: Problems, *, note: bool) -> TeiFile | None:
        """Open a file; errors go to the report only with `note`, so that they stand there once."""
        try:
            return read_tei(
                file.path,
                name=file.name,
                profile=self.profile,
                problems=problems,
                attested=self._words.__contains__ if self._words else None,
            )
        except XmlNotReadable as error:
            if note:
                self.problems.add(
                    Level.ERROR,
                    error.code,
                    str(error),
                    cure=error.cure,
                    file=file.name,
                    line=error.line,
                )
        except OSError as error:
            if note:
                note_unreadable(file, error, self.problems)
        return None

    def _add_volume(
        self, file: PackageFile, volume: SourceVolume, divisions: list[SourceDivision]
    ) -> None:
        taken = {known.key for known in self.volumes}
        key = volume.key or file.stem
        if key in taken:
            key = file.stem if file.stem not in taken else file.name
        self._volume_keys[file.name] = (volume.key, key)
        self.volumes.append(replace(volume, key=key))
        self.divisions[key] = divisions

    def _survey_content(self, file: PackageFile, *, attest: bool) -> None:
        """Find the images that a file names, in its order, and the words that it attests."""
        attest = attest and file.path.stat().st_size < _LARGE_BYTES
        if not attest and not self.book.index.count:
            return
        try:
            in_text = False
            for event, element in walk_xml(file.path):
                in_text = in_text or local(element) == "text"
                if event == "end" and attest and in_text:
                    self._attest(element)
                if event == "end" and self.book.index.count:
                    self._survey_image(file, element)
        except (etree.XMLSyntaxError, OSError):
            return  # said already

    def _attest(self, element: etree._Element) -> None:
        for text in (element.text, element.tail):
            if text and not text.isspace():
                self._words |= words_of(text)
                if self._sampled < _SAMPLE_CHARACTERS:
                    self._sample.append(text)
                    self._sampled += len(text)

    def _survey_image(self, file: PackageFile, element: etree._Element) -> None:
        name = local(element)
        if name not in {"pb", "surface", "graphic"} and not element.get("facs"):
            return
        label = element.get("n") or ""
        for value in element.values() if name == "pb" else _image_names(element):
            image = self.book.index.find(str(value), near=file.name)
            if image:
                self.book.add(image, label=label if name == "pb" else "")
                self._with_images.add(file.name)

    def documents(self, tell: Callable[[str], None]) -> Iterator[SourceDocument]:
        """Yield the documents of all files, joined with their translations."""
        for pair in self.paired:
            tell(pair.main.name)
            tei, self._held = self._held, None
            tei = tei or self._open(pair.main, self.problems, note=True)
            if tei is None:
                continue
            further = [(c, self._companion(c)) for c in pair.companions]
            yield from merge_texts(
                self._file_documents(pair.main, tei),
                further,
                count=self._counts.get(pair.main.name, 0),
                problems=self.problems,
            )
            self._add_choices(pair.main, tei.choices)

    def _companion(self, companion: Companion) -> list[SourceDocument]:
        tei = self._open(companion.file, self.problems, note=True)
        return list(self._file_documents(companion.file, tei)) if tei else []

    def _file_documents(self, file: PackageFile, tei: TeiFile) -> Iterator[SourceDocument]:
        own, unique = self._volume_keys.get(file.name, ("", ""))
        for document in tei.documents():
            if document.volume and document.volume == own:
                document.volume = unique
            self._resolve_surfaces(document, file)
            self._fill_language(document)
            yield document

    def _fill_language(self, document: SourceDocument) -> None:
        """Give a text whose language nothing tells the language of its neighbours."""
        for text in document.texts:
            if self.language and text.language in {"", _ONLY_SCRIPT}:
                text.language = text.tree.language = self.language
                kept = [tag for tag in document.languages if tag != _ONLY_SCRIPT]
                document.languages = tuple(dict.fromkeys([*kept, self.language]))

    def _resolve_surfaces(self, document: SourceDocument, file: PackageFile) -> None:
        """Put the surfaces' keys where the source names images."""
        keys: dict[str, None] = {}
        for text in document.texts:
            breaks = text.tree.page_breaks
            for place, found in enumerate(breaks):
                if found.surface:
                    key = self._key(found.surface, found.label, file)
                    breaks[place] = found._replace(surface=key)
                    if key:
                        keys[key] = None
        images = self._facsimiles.get(file.name, {})
        for name in document.surfaces:
            if key := self._key(images.get(name, name), "", file):
                keys[key] = None
        document.surfaces = tuple(keys)

    def _key(self, name: str, label: str, file: PackageFile) -> str:
        key = self.book.named(name, source=file.name, label=label)
        if not key and file.name in self._with_images:
            key = self.book.absent(name, source=file.name, label=label)
        return key


def _image_names(element: etree._Element) -> list[str]:
    names = (element.get("facs"), element.get("url"))
    return [name for name in names if name]


def register_people(
    file: PackageFile, profile: TeiProfile, problems: Problems
) -> tuple[list[SourcePerson], bool]:
    """Read the people of a TEI register; the second value tells whether it could be read."""
    own = Problems()
    try:
        tei = read_tei(file.path, name=file.name, profile=profile, problems=own)
    except XmlNotReadable as error:
        problems.add(
            Level.ERROR, error.code, str(error), cure=error.cure, file=file.name, line=error.line
        )
        return [], False
    except OSError as error:
        note_unreadable(file, error, problems)
        return [], False
    problems.all.extend(problem for problem in own.all if problem.code != "no-text")
    return tei.people, True
