"""Packages built by hand, as the readers of formats would hand them over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from muniment.core.dates import parse_iso
from muniment.core.text.linearise import count_characters
from muniment.core.text.model import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Note,
    PageBreak,
    TextKind,
    TextTree,
)
from muniment.sources.model import (
    PersonMention,
    PersonRole,
    Problems,
    SourceDivision,
    SourceDocument,
    SourcePackage,
    SourcePerson,
    SourcePersonName,
    SourceText,
    SourceVolume,
)

PEOPLE = (
    SourcePerson(
        ids=("ivanova", "p1"),
        names=(
            SourcePersonName("Ивановская Вера Петровна", "ru"),
            SourcePersonName("Vera Ivanovskaya", "en", preferred=True),
        ),
    ),
    SourcePerson(ids=("kern",), names=(SourcePersonName("Anton Kern", "en"),)),
)


def tree(*paragraphs: str, language: str = "en", marks: Iterable[Mark] = ()) -> TextTree:
    """Make a text of paragraphs; the marks are the first one's. Ids are minted in order."""
    body = [
        Block(BlockKind.PARAGRAPH, f"b{number}", plain)
        for number, plain in enumerate(paragraphs, start=1)
    ]
    if body:
        body[0].marks = list(marks)
    return TextTree(language, body)


def tree_with_note(first: str, note: str) -> TextTree:
    """Make a paragraph with a name, a note that it calls, and two page breaks."""
    marks = [
        Mark(0, 4, MarkKind.NAME, {"type": "person", "ref": "#ivanova"}),
        Mark(len(first), len(first), MarkKind.NOTE, {"note": "n1", "text": "1"}),
        Mark(4, 4, MarkKind.REMOVED, {"text": "-", "reason": "it divides a word"}),
    ]
    return TextTree(
        "en",
        [Block(BlockKind.PARAGRAPH, "b1", first, marks)],
        [Note("n1", [Block(BlockKind.PARAGRAPH, "b2", note)], label="1")],
        [
            PageBreak(0, "4", "", "s4", "", "b1", 0, implied=True),
            PageBreak(1, "5", "", "s5", "", "b1", 4),
        ],
    )


def text(body: TextTree, *, kind: str = TextKind.TRANSCRIPTION, **facts: Any) -> SourceText:
    """Make a text of a tree."""
    return SourceText(kind, body.language, body, **facts)


def document(key: str, *texts: SourceText, day: str = "1917-03-08", **facts: Any) -> SourceDocument:
    """Make a document in the volume "v" with as many characters as its texts have."""
    made = SourceDocument(
        key, "volume.xml", 1, f"Entry {key}", xml_id=key, date=parse_iso(day), texts=list(texts)
    )
    made.volume = "v"
    made.people = (PersonMention(PersonRole.AUTHOR, "V. Ivanovskaya", "p1"),)
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def entry(key: str, *paragraphs: str, **facts: Any) -> SourceDocument:
    """Make a document with one transcription."""
    made = document(key, text(tree(*paragraphs)), **facts)
    made.source_characters = sum(map(count_characters, paragraphs))
    return made


def package(
    folder: Path,
    documents: Callable[[], list[SourceDocument]],
    *,
    identifier: str = "diary-1917",
    **facts: Any,
) -> SourcePackage:
    """Make a package whose documents are made anew at each reading; its one file is written."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "volume.xml"
    if not file.exists():
        file.write_text("<TEI/>", encoding="utf-8")
    facts.setdefault("people", PEOPLE)
    facts.setdefault("volumes", (SourceVolume("v", "A Diary of 1917"),))
    facts.setdefault("divisions", {"v": [SourceDivision("march", "", "March")]})
    return SourcePackage(
        path=folder,
        identifier=identifier,
        title="A Diary of 1917",
        problems=Problems(),
        documents=lambda: iter(documents()),
        files=(file,),
        **facts,
    )
