"""A source's document on its way in: what is written of it, and the digest that tells a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from muniment.core.text.model import TextKind
from muniment.documents.facts import TextFacts, text_facts
from muniment.documents.models import Package
from muniment.sources.model import PersonRole, SourceDocument, SourceText

LONGEST_KEY = 300
LONGEST_FALLBACK_TITLE = 80
_SOURCE_FIELDS = attrgetter(
    *("source", "title", "xml_id", "kind", "type", "date", "people", "description", "volume"),
    *("division", "unit", "number", "reference_code", "place", "physical_form", "also_published"),
    *("subjects", "languages", "rights", "access", "surfaces", "absences", "facts"),
    *("source_characters",),
)
_TEXT_FIELDS = attrgetter("kind", "language", "key", "origin", "title", "credits", "policy")


class Outcome(StrEnum):
    """What an import did, or would do, with a document."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


class Known(NamedTuple):
    """What the archive has of a document already."""

    pk: int
    identifier: str
    digest: str
    scope_id: int
    volume_position: int | None
    unit_position: int | None
    is_withdrawn: bool
    source: str
    source_sha256: str


@dataclass(slots=True)
class Holdings:
    """Where a package's documents go: primary keys by the keys that its sources use."""

    package: Package
    scope_id: int
    repository_name: str = ""
    volumes: dict[str, int] = field(default_factory=dict)
    divisions: dict[tuple[str, str], int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    surfaces: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    people_names: dict[int, str] = field(default_factory=dict)
    _answers: dict[str, int | None] = field(default_factory=dict)

    def person_of(self, ref: str) -> int | None:
        """Find who is meant by a reference."""
        if ref not in self._answers:
            self._answers[ref] = find_person(ref, self.people)
        return self._answers[ref]


def find_person(ref: str, people: Mapping[str, int]) -> int | None:
    """Find who is meant by a reference: one or several ids, perhaps with "#" or a file before."""
    for token in ref.split():
        for key in (token, token.rpartition("#")[2]):
            if found := people.get(key):
                return found
    return None


@dataclass(slots=True)
class Incoming:
    """One document of a package with all that is counted of it."""

    source: SourceDocument
    key: str
    texts: list[IncomingText]
    volume_position: int | None = None
    unit_position: int | None = None
    source_sha256: str = ""
    digest: str = ""
    known: Known | None = None

    @property
    def outcome(self) -> Outcome:
        """Say what is to be done."""
        if self.known is None:
            return Outcome.CREATED
        is_same = self.known.digest == self.digest and not self.known.is_withdrawn
        return Outcome.UNCHANGED if is_same else Outcome.UPDATED

    @property
    def shown_characters(self) -> int:
        """Count what readers can see."""
        return sum(text.facts.shown_characters for text in self.texts)

    @property
    def listed_characters(self) -> int:
        """Count what is kept and only listed."""
        return sum(text.facts.listed_characters for text in self.texts)

    def refs(self) -> Iterable[str]:
        """Yield every reference to a person, in the metadata and in the texts."""
        for mention in self.source.people:
            if mention.ref:
                yield mention.ref
        for text in self.texts:
            for name in text.facts.names:
                if name.type == "person":
                    yield name.key


@dataclass(slots=True)
class IncomingText:
    """One text of a document: what the source says, under a key that is sure to be there."""

    source: SourceText
    key: str
    facts: TextFacts


def take_in(document: SourceDocument) -> Incoming:
    """Count and serialise a document's texts."""
    texts = [
        IncomingText(text, key, text_facts(text.tree, policy=text.policy))
        for key, text in _keyed(document.texts)
    ]
    return Incoming(document, short_key(document.key), texts)


def short_key(key: str) -> str:
    """Keep a key as it is unless it is too long for its column."""
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 65] + "-" + sha256(key.encode()).hexdigest()


def set_digest(incoming: Incoming, holdings: Holdings) -> None:
    """Digest all that the source says, and which of its references a register answers."""
    resolved = sorted({ref for ref in incoming.refs() if holdings.person_of(ref)})
    said: list[Any] = [_SOURCE_FIELDS(incoming.source), resolved, holdings.repository_name]
    for text in incoming.texts:
        lines = text.source.lines
        said.append((_TEXT_FIELDS(text.source), text.facts.digest, lines))
    incoming.digest = sha256(orjson.dumps(said)).hexdigest()


def titles_of(document: SourceDocument) -> dict[str, str]:
    """Give the title of each language as the texts head themselves; the first text's wins."""
    titles: dict[str, str] = {}
    for text in document.texts:
        if text.title and text.language:
            titles.setdefault(text.language, text.title)
    return titles


def title_of(document: SourceDocument) -> str:
    """Choose the title: the transcription's, the source's, else how the text begins."""
    for text in document.texts:
        if text.kind == TextKind.TRANSCRIPTION and text.title:
            return text.title
    return document.title or _beginning(document) or document.xml_id or document.source


def _beginning(document: SourceDocument) -> str:
    for text in document.texts:
        for leaf in text.tree.body_leaves():
            words = (leaf.plain or "").strip()
            if words:
                longest = LONGEST_FALLBACK_TITLE
                return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
    return ""


def byline_of(document: SourceDocument, holdings: Holdings) -> str:
    """Join the authors as lists show them: as the source names them, else by the register."""
    authors = []
    for mention in document.people:
        if mention.role == PersonRole.AUTHOR:
            person = holdings.person_of(mention.ref)
            authors.append(mention.wording or holdings.people_names.get(person or 0, ""))
    return "; ".join(dict.fromkeys(filter(None, authors)))


def _keyed(texts: list[SourceText]) -> Iterable[tuple[str, SourceText]]:
    taken: set[str] = set()
    for text in texts:
        base = text.key[:90] or f"{text.kind}-{text.language}".lower().strip("-")[:90]
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        yield key, text
