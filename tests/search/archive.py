"""Small records of documents, made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from muniment.search.records import (
    DocumentRecord,
    Facet,
    PageStart,
    Passage,
    TextRecord,
    Zone,
    ZoneText,
)

OPEN = frozenset({"open"})


def passages(*plains: str, language: str = "en", voice: str = "AUTHOR") -> tuple[Passage, ...]:
    """Make passages of one language and voice."""
    return tuple(Passage(plain, language, voice, leaf=f"b{n}") for n, plain in enumerate(plains))


def text(
    *parts: str | Passage,
    language: str = "en",
    kind: str = "TRANSCRIPTION",
    pages: tuple[PageStart, ...] = (),
) -> TextRecord:
    """Make a text; strings become passages of the author's."""
    made = tuple(
        Passage(part, language, "AUTHOR", leaf=f"b{n}") if isinstance(part, str) else part
        for n, part in enumerate(parts)
    )
    pages = pages or (PageStart("", "", 0, 0),)
    return TextRecord(kind.lower(), kind, "EDITED", language, made, pages)


def document(
    identifier: str,
    *texts: TextRecord,
    title: str = "",
    day: date | None = None,
    facets: Mapping[Facet, tuple[str, ...]] | None = None,
    **others: Any,
) -> DocumentRecord:
    """Make a document that everybody may see and read, if nothing else is said."""
    found = dict(facets or {})
    if day:
        others |= {"first_day": day.toordinal(), "last_day": day.toordinal()}
        found.setdefault(Facet.YEAR, (str(day.year),))
    others = {"see": OPEN, "read": OPEN, "title_order": title} | others
    zones = others.pop("zones", ())
    if title:
        zones = (ZoneText(Zone.TITLE, title, "en"), *zones)
    return DocumentRecord(identifier=identifier, texts=texts, zones=zones, facets=found, **others)
