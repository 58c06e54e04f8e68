"""Documents made straight in the database, for tests of the screens that show them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from muniment.access.models import Scope
from muniment.access.services import set_scope
from muniment.core.identifiers import new_name
from muniment.core.text.canonical import canonical_sha256, canonical_string
from muniment.core.text.model import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Note,
    PageBreak,
    TextTree,
    tree_as_row,
)
from muniment.documents import models
from muniment.people.models import Person

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A package with one volume."""

    scope: Scope
    package: models.Package
    volume: models.Volume


def make_place(name: str = "diary", *, level: str = "open") -> Place:
    """Make a package and its volume, open or not."""
    scope = set_scope(name, level=level)
    package = models.Package.objects.create(
        identifier=name, title=name.title(), scope=scope, rights="Free to read."
    )
    volume = models.Volume.objects.create(
        slug=name, package=package, scope=scope, key=name, title=name.title()
    )
    return Place(scope, package, volume)


def make_document(
    place: Place, *, position: int = 1, title: str = "8 March", **fields: object
) -> models.Document:
    """Make a document of the volume, dated 8 March 1939 where nothing else is said."""
    values: dict[str, object] = {
        "scope": place.scope,
        "volume": place.volume,
        "volume_position": position,
        "date_edtf": "1939-03-08",
        "date_earliest": date(1939, 3, 8),
        "date_latest": date(1939, 3, 8),
        **fields,
    }
    return models.Document.objects.create(
        identifier=new_name("99999"),
        package=place.package,
        key=f"d{position}",
        title=title,
        changed_at=NOW,
        **values,
    )


def add_text(
    document: models.Document,
    tree: TextTree,
    *,
    kind: str = "TRANSCRIPTION",
    position: int = 1,
    **fields: object,
) -> models.Text:
    """Give a document a text with one version and the rows at its side."""
    text = models.Text.objects.create(
        document=document,
        key=f"{kind.lower()}-{tree.language}-{position}",
        kind=kind,
        language=tree.language,
        position=position,
        **fields,
    )
    canonical = canonical_string(tree)
    version = models.TextVersion.objects.create(
        text=text,
        number=1,
        tree=json.dumps(tree_as_row(tree)).encode(),
        sha256=canonical_sha256(canonical),
        digest=canonical_sha256(canonical),
        length=len(canonical),
        blocks=sum(1 for _ in tree.blocks()),
        notes=len(tree.notes),
        reason="first",
        parser="test",
        created_at=NOW,
    )
    text.current = version
    text.save()
    for page in tree.page_breaks:
        models.PageBreak.objects.create(
            version=version,
            sequence=page.sequence,
            label=page.label,
            edition=page.edition,
            flow=page.flow,
            leaf=page.leaf,
            offset=page.offset,
            is_implied=page.implied,
        )
    return text


def paragraphs(language: str, *words: str, pages: Sequence[tuple[str, int, int]] = ()) -> TextTree:
    """Make a text of paragraphs p1, p2 …; `pages` are (label, paragraph from 1, offset)."""
    body = [
        Block(BlockKind.PARAGRAPH, f"p{number}", text) for number, text in enumerate(words, start=1)
    ]
    breaks = [
        PageBreak(sequence, label, "", "", "", f"p{paragraph}", offset)
        for sequence, (label, paragraph, offset) in enumerate(pages, start=1)
    ]
    return TextTree(language, body, [], breaks)


def with_note(tree: TextTree, *, at: int = 5) -> TextTree:
    """Add a note that the first paragraph calls."""
    tree.body[0].marks.append(Mark(at, at, MarkKind.NOTE, {"note": "n1"}))
    tree.notes.append(Note("n1", [Block(BlockKind.PARAGRAPH, "n1p", "Compare the itinerary.")]))
    return tree


def name_person(document: models.Document, text: models.Text, *, key: str = "orlov") -> Person:
    """Name a person in a text's first paragraph, and put him into the register."""
    person = Person.objects.create(
        slug=key,
        scope=document.scope,
        register="diary",
        name="Orlov, Pyotr",
        sort_name="orlov",
        names=[
            {"text": "Пётр Орлов", "lang": "ru", "preferred": True},
            {"text": "Pyotr Orlov", "lang": "en", "preferred": True},
        ],
        birth_edtf="1868",
        death_edtf="1941",
        offices=[["en", "Hydrographer"]],
    )
    models.DocumentPerson.objects.create(
        document=document, person=person, role="NAMED", wording="Orlov", position=1
    )
    assert text.current is not None
    models.Name.objects.create(
        version=text.current, person=person, type="person", key=key, leaf="p1", start=0, end=5
    )
    return person
