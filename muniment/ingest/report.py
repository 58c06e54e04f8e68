"""What a check or an import found and did, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from muniment.core import addresses
from muniment.documents.incoming import Incoming, title_of
from muniment.sources.model import Level, Problem


@dataclass(frozen=True, slots=True)
class Summary:
    """How much of each there is. The last four are what an import did with the documents."""

    documents: int = 0
    texts: int = 0
    surfaces: int = 0
    images: int = 0
    units: int = 0
    people: int = 0
    errors: int = 0
    warnings: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One text of a document."""

    kind: str
    language: str
    blocks: int
    page_breaks: int
    notes: int


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document; characters are counted without white space.

    `identifier` is "" where none is minted yet: in a check, or where it was left out.
    """

    source: str
    xml_id: str
    identifier: str
    title: str
    date: str
    texts: tuple[TextEntry, ...]
    source_characters: int
    shown_characters: int
    listed_characters: int

    def as_json(self) -> dict[str, Any]:
        """Give the entry as `--json` prints it."""
        return {
            "source": self.source,
            "xml_id": self.xml_id,
            "identifier": self.identifier,
            "url": addresses.document(self.identifier) if self.identifier else "",
            "title": self.title,
            "date": self.date,
            "texts": [asdict(text) for text in self.texts],
            "source_characters": self.source_characters,
            "shown_characters": self.shown_characters,
            "listed_characters": self.listed_characters,
        }


@dataclass(frozen=True, slots=True)
class PassagesEntry:
    """What a correction does to the passages that readers have chosen in one text.

    `gone` are no longer in the text; `returned` were not in it before and are again.
    """

    identifier: str
    title: str
    text: str  # its key
    language: str
    unchanged: int
    edited: int
    gone: int
    returned: int

    def as_json(self) -> dict[str, Any]:
        """Give the entry as `--json` prints it."""
        return {"url": addresses.document(self.identifier), **asdict(self)}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check or an import."""

    summary: Summary
    documents: tuple[DocumentEntry, ...]
    problems: tuple[Problem, ...]
    passages: tuple[PassagesEntry, ...] = ()

    @property
    def exit_status(self) -> int:
        """Give 1 if anything was left out or is wrong, else 0."""
        return 1 if self.summary.errors or self.summary.left_out else 0

    def as_json(self) -> dict[str, Any]:
        """Give what `--json` prints: a stable contract, described in docs/packages.md."""
        return {
            "summary": asdict(self.summary),
            "documents": [document.as_json() for document in self.documents],
            "problems": [problem_as_json(problem) for problem in self.problems],
            "passages": [entry.as_json() for entry in self.passages],
        }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Give a problem as `--json` prints it."""
    return {
        "level": str(problem.level),
        "file": problem.file,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "cure": problem.cure,
    }


def document_entry(incoming: Incoming, *, identifier: str = "") -> DocumentEntry:
    """Sum up one document for the report."""
    source = incoming.source
    return DocumentEntry(
        source=source.source,
        xml_id=source.xml_id,
        identifier=identifier,
        title=title_of(source),
        date=source.date.edtf if source.date else "",
        texts=tuple(
            TextEntry(
                kind=str(text.source.kind),
                language=text.source.language or text.source.tree.language,
                blocks=text.facts.blocks,
                page_breaks=sum(not at.implied for at in text.source.tree.page_breaks),
                notes=text.facts.notes,
            )
            for text in incoming.texts
        ),
        source_characters=source.source_characters,
        shown_characters=incoming.shown_characters,
        listed_characters=incoming.listed_characters,
    )


def make_report(
    documents: Iterable[DocumentEntry],
    problems: Iterable[Problem],
    *,
    counts: dict[str, int],
    passages: Iterable[PassagesEntry] = (),
) -> Report:
    """Put a report together; `counts` are what neither the documents nor the problems tell."""
    documents, problems = tuple(documents), tuple(problems)
    summary = Summary(
        documents=len(documents),
        texts=sum(len(document.texts) for document in documents),
        errors=sum(problem.level == Level.ERROR for problem in problems),
        warnings=sum(problem.level == Level.WARNING for problem in problems),
        **counts,
    )
    return Report(summary, documents, problems, tuple(passages))
