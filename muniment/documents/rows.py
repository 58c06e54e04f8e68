"""Turn documents into the rows of a dozen tables and write them together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from muniment.core.dates import PartialDate
from muniment.documents.bulk import as_json, day, insert_rows, moment, reserve_ids
from muniment.documents.incoming import (
    Holdings,
    Incoming,
    IncomingText,
    byline_of,
    title_of,
    titles_of,
)
from muniment.documents.models import (
    Document,
    DocumentPerson,
    DocumentSurface,
    Line,
    Name,
    PageBreak,
    Text,
    TextVersion,
)
from muniment.documents.succession import Succession
from muniment.sources.model import PARSER_VERSION, PersonRole

DOCUMENT_FIELDS = (
    *("key", "xml_id", "source", "source_sha256", "scope_id", "is_withdrawn", "kind", "type"),
    *("title", "titles", "description", "date_edtf", "date_earliest", "date_latest"),
    *("date_wording", "date_calendar", "volume_id", "division_id", "volume_position", "number"),
    *("unit_id", "unit_position", "reference_code", "repository_name", "place", "physical_form"),
    *("also_published", "subjects", "languages", "rights", "facts", "absences", "byline"),
    *("source_characters", "shown_characters", "listed_characters", "digest", "changed_at"),
)
_NEW_DOCUMENT_FIELDS = ("id", "identifier", "package_id", "created_at", *DOCUMENT_FIELDS)
TEXT_FIELDS = (
    *("kind", "origin", "language", "title", "credits", "position"),
    *("current_id", "is_withdrawn"),
)
_NEW_TEXT_FIELDS = ("id", "document_id", "key", *TEXT_FIELDS)
_VERSION_FIELDS = (
    *("id", "text_id", "number", "tree", "sha256", "digest", "length", "blocks", "notes"),
    *("policy", "reason", "parser", "created_at"),
)
_PERSON_FIELDS = ("document_id", "person_id", "role", "wording", "key", "position")
_BREAK_FIELDS = (
    *("version_id", "sequence", "label", "edition", "surface_id", "flow", "leaf", "offset"),
    "is_implied",
)
_NAME_FIELDS = ("version_id", "person_id", "type", "key", "leaf", "start", "end")
_LINE_FIELDS = ("version_id", "surface_id", "leaf", "start", "end", "polygon")

LONGEST_LABEL = 200
PERSON = "person"

Row = tuple[Any, ...]


class Rows:
    """The rows of one batch, gathered table by table. Make it inside the transaction."""

    def __init__(self, holdings: Holdings, batch: Sequence[Incoming], *, at: datetime) -> None:
        self.holdings = holdings
        self.at = at
        self.moment = moment(at)
        self.successions: list[Succession] = []
        texts = sum(len(incoming.texts) for incoming in batch)
        self._text_ids = iter(reserve_ids(Text, texts))
        self._version_ids = iter(reserve_ids(TextVersion, texts))
        self._documents: list[Row] = []
        self._texts: list[Row] = []
        self._versions: list[Row] = []
        self._people: list[Row] = []
        self._surfaces: list[Row] = []
        self._breaks: list[Row] = []
        self._names: list[Row] = []
        self._lines: list[Row] = []

    def write(self) -> None:
        """Insert what was gathered."""
        insert_rows(Document, _NEW_DOCUMENT_FIELDS, self._documents)
        insert_rows(Text, _NEW_TEXT_FIELDS, self._texts)
        insert_rows(TextVersion, _VERSION_FIELDS, self._versions)
        insert_rows(DocumentPerson, _PERSON_FIELDS, self._people)
        insert_rows(DocumentSurface, ("document_id", "surface_id", "position"), self._surfaces)
        insert_rows(PageBreak, _BREAK_FIELDS, self._breaks)
        insert_rows(Name, _NAME_FIELDS, self._names)
        insert_rows(Line, _LINE_FIELDS, self._lines)

    def add_document(
        self, pk: int, identifier: str, incoming: Incoming, *, scope_id: int | None
    ) -> None:
        """Add a new document, without its texts."""
        row = document_row(self, incoming, scope_id=scope_id)
        self._documents.append((pk, identifier, self.holdings.package.pk, self.moment, *row))
        self.add_people_and_surfaces(pk, incoming)

    def add_text(self, document_id: int, position: int, text: IncomingText) -> None:
        """Add a new text with its first version."""
        text_id = next(self._text_ids)
        version_id = self.add_version(text_id, text, number=1, reason="first")
        row = text_row(text, position=position, current_id=version_id)
        self._texts.append((text_id, document_id, text.key, *row))

    def add_version(self, text_id: int, text: IncomingText, *, number: int, reason: str) -> int:
        """Add a version of a text with all that stands at its side, and give its key."""
        version_id = next(self._version_ids)
        facts, policy = text.facts, text.source.policy
        self._versions.append(
            (
                *(version_id, text_id, number, facts.tree_json, facts.sha256, facts.digest),
                *(facts.length, facts.blocks, facts.notes, policy, reason, PARSER_VERSION),
                self.moment,
            )
        )
        self.add_sides(version_id, text)
        return version_id

    def add_sides(self, version_id: int, text: IncomingText) -> None:
        """Add a version's page breaks, names and lines."""
        surfaces = self.holdings.surfaces
        for at in text.source.tree.page_breaks:
            label, edition = at.label[:LONGEST_LABEL], at.edition[:LONGEST_LABEL]
            surface = surfaces.get(at.surface) if at.surface else None
            place = (surface, at.flow, at.leaf, at.offset, at.implied)
            self._breaks.append((version_id, at.sequence, label, edition, *place))
        for name in text.facts.names:
            person = self.holdings.person_of(name.key) if name.type == PERSON else None
            self._names.append((version_id, person, *name))
        for line in text.source.lines:
            if surface_id := surfaces.get(line.surface):
                polygon = as_json(line.polygon)
                span = (line.leaf, line.start, line.end, polygon)
                self._lines.append((version_id, surface_id, *span))

    def add_people_and_surfaces(self, pk: int, incoming: Incoming) -> None:
        """Add who wrote, received or is named in a document, and what it stands on."""
        position, known = 0, set()
        for mention in incoming.source.people:
            person = self.holdings.person_of(mention.ref) if mention.ref else None
            row = (pk, person, str(mention.role), mention.wording, mention.ref, position)
            self._people.append(row)
            position += 1
        for text in incoming.texts:
            for name in text.facts.names:
                person = self.holdings.person_of(name.key) if name.type == PERSON else None
                if person is not None and person not in known:
                    known.add(person)
                    row = (pk, person, str(PersonRole.NAMED), "", name.key, position)
                    self._people.append(row)
                    position += 1
        for place, key in enumerate(dict.fromkeys(incoming.source.surfaces)):
            if surface := self.holdings.surfaces.get(key):
                self._surfaces.append((pk, surface, place))


def document_row(rows: Rows, incoming: Incoming, *, scope_id: int | None) -> Row:
    """Give a document's own columns, in the order of `DOCUMENT_FIELDS`."""
    source, holdings = incoming.source, rows.holdings
    return (
        *(incoming.key, source.xml_id[:LONGEST_LABEL], source.source, incoming.source_sha256),
        *(scope_id or holdings.scope_id, False, str(source.kind), source.type[:60]),
        *(title_of(source), as_json(titles_of(source)), source.description),
        *_date_columns(source.date),
        holdings.volumes.get(source.volume),
        holdings.divisions.get((source.volume, source.division)),
        *(incoming.volume_position, source.number[:40]),
        *(holdings.units.get(source.unit), incoming.unit_position, source.reference_code[:300]),
        *(holdings.repository_name[:300], source.place, source.physical_form),
        *(source.also_published, as_json(source.subjects), as_json(source.languages)),
        *(source.rights, as_json(source.facts), as_json(source.absences)),
        *(byline_of(source, holdings), source.source_characters, incoming.shown_characters),
        *(incoming.listed_characters, incoming.digest, rows.moment),
    )


def text_row(text: IncomingText, *, position: int, current_id: int) -> Row:
    """Give a text's own columns, in the order of `TEXT_FIELDS`."""
    source = text.source
    credited = as_json([[credit.name, credit.role] for credit in source.credits])
    language = (source.language or source.tree.language)[:40]
    return (
        *(str(source.kind), str(source.origin), language, source.title, credited, position),
        *(current_id, False),
    )


def _date_columns(date: PartialDate | None) -> Row:
    if date is None:
        return ("", None, None, "", "")
    bounds = day(date.earliest), day(date.latest)
    return (date.edtf[:60], *bounds, date.wording, date.calendar[:20])
