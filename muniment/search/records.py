"""What is indexed: one record a document, built by `documents`; all text as plain strings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Zone(StrEnum):
    """What a piece of metadata is; each zone can be searched on its own (`title:`, `to:` …)."""

    TITLE = "title"
    AUTHOR = "author"
    RECIPIENT = "recipient"
    PERSON = "person"  # everybody who wrote, received or is named
    PLACE = "place"
    SUBJECT = "subject"
    REFERENCE = "reference"
    DESCRIPTION = "description"


class Facet(StrEnum):
    """What results can be narrowed by. Values are keys; the screen finds their words."""

    COLLECTION = "collection"  # slug
    VOLUME = "volume"  # slug
    UNIT = "unit"  # repository slug/unit slug, of the unit and of all above it
    YEAR = "year"  # "1939", every year that the date touches
    MONTH = "month"  # "1939-03", every month that it touches; of a wider date its years
    AUTHOR = "author"  # slug of the person, or his name where no register has him
    RECIPIENT = "recipient"
    PERSON = "person"
    PLACE = "place"
    SUBJECT = "subject"
    LANGUAGE = "language"  # of the texts, BCP 47
    TYPE = "type"  # of the document
    VOICE = "voice"  # core.text.model.Voice, lower case
    ORIGIN = "origin"  # core.text.model.Origin, lower case, or `NO_TEXT`
    IMAGE = "image"  # "yes" or "no"


NO_TEXT = "none"
"""The origin of the texts of a document that has none."""


@dataclass(frozen=True, slots=True)
class ZoneText:
    """A piece of metadata as the archive shows it."""

    zone: Zone
    plain: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A leaf of a text, or a part of one: words of one language and one voice.

    `leaf` is the id of the leaf and `offset` where in its plain string the passage begins.
    `align` is the id of the block of the other text that this one translates, or "".
    """

    plain: str
    language: str
    voice: str  # core.text.model.Voice
    leaf: str = ""
    offset: int = 0
    align: str = ""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins: before character `offset` of passage number `passage`.

    `key` is the page's key in the address of the reader (`?page=`), the same in every text of the
    document. A text without pages has one, with key and label "".
    """

    key: str
    label: str
    passage: int
    offset: int


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One text of a document: its passages in canonical order (body, then notes)."""

    key: str
    kind: str  # core.text.model.TextKind
    origin: str
    language: str
    passages: tuple[Passage, ...]
    pages: tuple[PageStart, ...]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the index knows it.

    `see` are the tokens of whoever may know that it exists, `read` of whoever may read its texts;
    `full_text` says that words of closed texts make a hit for those who may not read them, too.
    Days are proleptic Gregorian ordinals (`date.toordinal`); None without a date.
    """

    identifier: str
    see: frozenset[str]
    read: frozenset[str]
    zones: tuple[ZoneText, ...] = ()
    texts: tuple[TextRecord, ...] = ()
    facets: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    first_day: int | None = None
    last_day: int | None = None
    title_order: str = ""  # what titles and references are sorted by
    reference_order: str = ""
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class SuggestionRecord:
    """A title or a person that is offered while somebody types.

    `key` is unique ("person:maisky"); `forms` are all the wordings that lead to it. `offers` are
    tokens of what a document offers beside its title (see `offers`).
    """

    key: str
    kind: str  # "document", "person", "volume" …
    label: str
    forms: tuple[str, ...]
    see: frozenset[str]
    weight: int = 1
    offers: tuple[str, ...] = ()
