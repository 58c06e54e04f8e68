"""What the readers of formats produce and `ingest` consumes: no Django, no database.

A package is read in two steps, so that memory stays small: `read_package` collects what is
common to the package (people, units, volumes, surfaces), and `SourcePackage.documents` yields
one document at a time, parsing one file after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from muniment.core.dates import PartialDate
from muniment.core.text.model import Origin, TextTree

PARSER_VERSION = "1"
"""Raise it when a reader comes to read the same bytes otherwise: new versions then say so."""


class Level(StrEnum):
    """How grave a problem is. A document with an ERROR is left out."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or that the editor must know, with its cure."""

    level: Level
    file: str  # path inside the package
    line: int  # 1-based; 0 where a line means nothing
    code: str  # short and stable, such as "image-missing"
    message: str  # one sentence: what is so
    cure: str  # one sentence: what to do
    document: str = ""  # key of the document that it touches, "" for the whole package or file


class Problems:
    """Every problem met while reading, in order; reading never stops at the first."""

    def __init__(self) -> None:
        self.all: list[Problem] = []

    def add(
        self,
        level: Level,
        code: str,
        message: str,
        *,
        cure: str,
        file: str = "",
        line: int = 0,
        document: str = "",
    ) -> None:
        """Note one problem."""
        self.all.append(Problem(level, file, line, code, message, cure, document))

    def errors(self) -> list[Problem]:
        """Give the errors alone."""
        return [p for p in self.all if p.level == Level.ERROR]


class DocumentKind(StrEnum):
    """What a document is in its volume or file."""

    ITEM = "ITEM"
    FRONT = "FRONT"
    DIVISION = "DIVISION"  # readable text before or between the items of a division
    BACK = "BACK"


class Absence(StrEnum):
    """Why a pane is empty; what a subscription lacks is decided at read time."""

    NOT_DIGITISED = "NOT_DIGITISED"
    NONE_EXISTS = "NONE_EXISTS"
    IN_PROGRESS = "IN_PROGRESS"


class PersonRole(StrEnum):
    """What a person is to a document. NAMED is derived from the marks of its texts."""

    AUTHOR = "AUTHOR"
    RECIPIENT = "RECIPIENT"
    NAMED = "NAMED"


@dataclass(frozen=True, slots=True)
class Credit:
    """A person or body who made a text or edition, and how (translation, transcription)."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SourcePersonName:
    """One form of a name. `lang` is a BCP 47 tag, with the script where known: ru, ru-Latn."""

    text: str
    lang: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class SourcePerson:
    """An entry of a register. `ids` are all the keys by which sources may point to it."""

    ids: tuple[str, ...]
    names: tuple[SourcePersonName, ...]
    birth: PartialDate | None = None
    death: PartialDate | None = None
    floruit: str = ""
    offices: tuple[tuple[str, str], ...] = ()  # (language, text)
    descriptions: tuple[tuple[str, str], ...] = ()  # (language, text)
    links: tuple[str, ...] = ()
    kind: str = "person"  # or "organisation"
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person as a document's metadata names him: the words, and the register's id if any."""

    role: PersonRole
    wording: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class SourceRepository:
    """The holding institution. `names` are (language, text) beside the main name."""

    name: str
    abbreviation: str = ""
    country: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceUnit:
    """A node of an archival hierarchy, parents before children.

    `level` is FONDS, SUBFONDS, SERIES, SUBSERIES, FILE or ITEM, or the source's own word in
    capitals where it is none of them.
    """

    key: str
    parent: str  # key of the parent, "" for a root
    level: str
    title: str
    reference_code: str = ""
    dates: PartialDate | None = None
    extent: str = ""
    scope: str = ""  # paragraphs separated by a blank line
    languages: tuple[str, ...] = ()
    containers: str = ""
    digital_objects: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SourceDivision:
    """A part of a volume's table of contents, parents before children, in printed order."""

    key: str
    parent: str
    title: str
    titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSeries:
    """A book series and the number of a volume in it."""

    slug: str
    title: str
    number: str = ""
    titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceCollection:
    """A named part of the site's holdings, as its owner presents it."""

    slug: str
    title: str
    description: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceVolume:
    """A published book. A package has at most a few; a TEI volume file is one."""

    key: str
    title: str
    subtitle: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    description: str = ""
    descriptions: tuple[tuple[str, str], ...] = ()
    series: SourceSeries | None = None
    credits: tuple[Credit, ...] = ()
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class SourceSurface:
    """One side of a leaf. `key` is what page breaks name (facs), unique in the package."""

    key: str
    label: str
    image: Path | None = None  # absolute path of the master, None where no image is given
    image_name: str = ""  # path inside the package
    width_px: int = 0
    height_px: int = 0


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a machine-read page: a span of a leaf and where it stands on the image."""

    surface: str  # key
    leaf: str  # block id
    start: int
    end: int
    polygon: tuple[tuple[int, int], ...]  # pixels of the image as the source counts them


@dataclass(slots=True)
class SourceText:
    """One credited text of a document."""

    kind: str
    language: str
    tree: TextTree
    key: str = ""  # stable within the document; "" becomes kind + language + number
    origin: str = Origin.EDITED
    title: str = ""
    credits: tuple[Credit, ...] = ()
    lines: list[SourceLine] = field(default_factory=list)
    policy: str = ""  # which reading is the plain one, such as "reg,corr,expan,lem"


@dataclass(slots=True)
class SourceDocument:
    """One document as its package gives it. `key` is stable: the xml:id, else file and position."""

    key: str
    source: str  # path of its file inside the package
    line: int
    title: str
    xml_id: str = ""
    kind: str = DocumentKind.ITEM
    type: str = ""  # diary entry, letter, memorandum …: the source's word, lower case
    date: PartialDate | None = None
    people: tuple[PersonMention, ...] = ()
    description: str = ""
    volume: str = ""
    division: str = ""
    unit: str = ""
    number: str = ""  # printed number, such as "17"
    reference_code: str = ""
    place: str = ""
    physical_form: str = ""
    also_published: str = ""
    subjects: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    rights: str = ""
    access: str = ""  # "" inherits the package's
    texts: list[SourceText] = field(default_factory=list)
    surfaces: tuple[str, ...] = ()  # keys, in order
    absences: dict[str, Absence] = field(default_factory=dict)  # pane ("image" or a TextKind) → why
    source_characters: int = 0  # counted on the source itself, without white space
    facts: tuple[tuple[str, str], ...] = ()  # further (label, value) pairs worth showing


@dataclass(slots=True)
class SourcePackage:
    """A package that was opened and whose common parts were read.

    `documents()` parses file by file; it may be called again. Problems that it meets are added
    to `problems` while it runs.
    """

    path: Path
    identifier: str
    title: str
    problems: Problems
    documents: Callable[[], Iterator[SourceDocument]]
    arrangement: str = "volume"
    titles: tuple[tuple[str, str], ...] = ()
    description: str = ""
    descriptions: tuple[tuple[str, str], ...] = ()
    rights: str = ""
    licence_url: str = ""
    language: str = ""
    access: str = "open"
    repository: SourceRepository | None = None
    collection: SourceCollection | None = None
    volumes: tuple[SourceVolume, ...] = ()
    divisions: dict[str, list[SourceDivision]] = field(default_factory=dict)  # volume key → parts
    units: tuple[SourceUnit, ...] = ()
    people: tuple[SourcePerson, ...] = ()
    register: str = ""  # shared with other packages that name it; "" is the package's own
    surfaces: dict[str, SourceSurface] = field(default_factory=dict)  # by key
    files: tuple[Path, ...] = ()  # every source file that was recognised, absolute
    passed_over: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()  # sentences: what was taken for what, where the package is silent
    close: Callable[[], None] = lambda: None  # removes what a zip was unpacked to

    @property
    def register_name(self) -> str:
        """Name the register that the ids of `people` belong to."""
        return self.register or self.identifier
