"""Join tables of metadata with the documents that they describe."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from muniment.sources.files import PackageFile
from muniment.sources.loosedates import read_loose_date
from muniment.sources.model import Level, PersonMention, PersonRole, Problems, SourceDocument
from muniment.sources.tables import Table

ID_COLUMNS = (
    "xml:id",
    "xml id",
    "id",
    "identifier",
    "document",
    "document id",
    "file",
    "filename",
    "file name",
    "shelfmark",
    "reference code",
    "signature",
    "шифр",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "заглавие", "название"),
    "date": ("date", "date sent", "дата"),
    "description": ("description", "summary", "abstract", "regest", "аннотация"),
    "author": ("author", "sender", "from", "writer", "автор"),
    "recipient": ("recipient", "addressee", "to", "адресат"),
    "place": ("place", "senderloc", "place of writing", "место"),
    "type": ("type", "genre", "вид документа"),
    "languages": ("language", "languages", "язык"),
    "number": ("number", "no", "номер"),
    "subjects": ("subjects", "subject", "keywords", "ключевые слова"),
    "unit": ("unit", "archival unit", "дело"),
    "reference_code": ("reference code", "shelfmark", "signature", "шифр"),
    "physical_form": ("physical form", "extent", "объём"),
    "also_published": ("also published", "published", "публикации"),
    "rights": ("rights",),
    "access": ("access",),
}
"""The headers of tables of documents that are known, by the fact that they give."""

_BY_HEADER = {header: fact for fact, headers in COLUMNS.items() for header in headers}
_DATE_PARTS = ("year", "month", "day")
_HIDDEN = re.compile(r"internal|hidden|comment")


@dataclass(slots=True)
class MetadataRow:
    """A row that describes one document."""

    file: PackageFile
    line: int
    facts: dict[str, str]
    further: list[tuple[str, str]]  # columns without a field of their own, as (header, text)
    is_used: bool = False


@dataclass(slots=True)
class Metadata:
    """The rows of all tables by whatever may identify their documents."""

    rows: list[MetadataRow] = field(default_factory=list)
    by_id: dict[str, MetadataRow] = field(default_factory=dict)

    def row_for(self, document: SourceDocument) -> MetadataRow | None:
        """Find the row of a document by its id, file or reference code."""
        name = document.source.rpartition("/")[2]
        for wanted in (
            document.xml_id,
            document.key,
            document.source,
            name,
            name.rpartition(".")[0],
            document.reference_code,
            *(value for _, value in document.facts),
        ):
            if wanted and (row := self.by_id.get(_normal(wanted))):
                row.is_used = True
                return row
        return None


def is_document_table(table: Table) -> bool:
    """Tell whether a table's headers are those of a list of documents."""
    keys = set(table.keys())
    return bool(keys & set(ID_COLUMNS)) and bool(
        keys & (set(_BY_HEADER) - set(ID_COLUMNS) | {"year"})
    )


def add_table(metadata: Metadata, table: Table) -> None:
    """Take in the rows of a table; of two rows with one id the first counts."""
    headers = dict(zip(table.keys(), table.columns, strict=True))
    ids = [key for key in ID_COLUMNS if key in headers]
    for line, cells in table.rows:
        row = _row(table, line, cells, headers, ids)
        metadata.rows.append(row)
        for key in ids:
            if value := cells.get(key):
                metadata.by_id.setdefault(_normal(value), row)


def _row(
    table: Table, line: int, cells: dict[str, str], headers: dict[str, str], ids: list[str]
) -> MetadataRow:
    facts: dict[str, str] = {}
    further: list[tuple[str, str]] = []
    for key, value in cells.items():
        if key in _BY_HEADER:
            facts.setdefault(_BY_HEADER[key], value)
        elif key not in ids and key not in _DATE_PARTS and not _HIDDEN.search(key):
            further.append((headers[key], value))
    parts = [cells.get(part, "") for part in _DATE_PARTS]
    if "date" not in facts and parts[0].isdecimal():
        known = [p.zfill(2) for p in parts[1 : 2 + bool(parts[1])] if p.isdecimal()]
        facts["date"] = "-".join([parts[0].zfill(4), *known])
    return MetadataRow(table.file, line, facts, further)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def apply_row(document: SourceDocument, row: MetadataRow) -> None:
    """Fill what the document's own source leaves open."""
    facts = row.facts
    for name in ("description", "place", "type", "number", "unit", "reference_code"):
        setattr(document, name, getattr(document, name) or facts.get(name, ""))
    for name in ("physical_form", "also_published", "rights", "access"):
        setattr(document, name, getattr(document, name) or facts.get(name, ""))
    if facts.get("title"):
        document.title = facts["title"]
    if document.date is None or not document.date.edtf:
        document.date = read_loose_date(facts.get("date", "")) or document.date
    document.subjects = document.subjects or _list(facts.get("subjects", ""))
    document.languages = document.languages or _list(facts.get("languages", ""))
    roles = {mention.role for mention in document.people}
    for fact, role in (("author", PersonRole.AUTHOR), ("recipient", PersonRole.RECIPIENT)):
        if facts.get(fact) and role not in roles:
            document.people += (PersonMention(role, facts[fact]),)
    known = {value for _, value in document.facts}
    document.facts += tuple((label, v) for label, v in row.further if v not in known)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"\s*;\s*", text) if part)


def report_unused(metadata: Metadata, problems: Problems) -> None:
    """Note, once a file, how many rows describe no document of the package."""
    files = {row.file.name for row in metadata.rows}
    for name in sorted(files):
        rows = [row for row in metadata.rows if row.file.name == name]
        unused = [row for row in rows if not row.is_used]
        if unused:
            problems.add(
                Level.NOTICE,
                "table-rows-unused",
                f"{len(unused):,} of {len(rows):,} rows describe no document of the package.",
                cure="See that a column holds the documents' xml:id, file name or reference code.",
                file=name,
                line=unused[0].line,
            )
