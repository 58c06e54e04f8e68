"""Muniment's own search over the same records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.search.bare import CHOSEN
from benchmarks.search.records import FACETS, Page
from muniment.search.base import Engine
from muniment.search.entries import entries_of
from muniment.search.query.parser import parse
from muniment.search.records import (
    DocumentRecord,
    Facet,
    PageStart,
    Passage,
    TextRecord,
    Zone,
    ZoneText,
)
from muniment.search.results import SearchRequest
from muniment.search.search import search
from muniment.search.tantivy import TantivyEngine

OPEN = frozenset({"open"})
BATCH = 500


def record_of(page: Page) -> DocumentRecord:
    """Make the record of a document of one page."""
    language = page.facets["language"]
    passage = Passage(page.body, language, "AUTHOR", leaf="b1")
    starts = (PageStart("1", "1", 0, 0),)
    text = TextRecord("t", "TRANSCRIPTION", "EDITED", language, (passage,), starts)
    facets: dict[Facet, tuple[str, ...]] = {
        Facet(name): (value,) for name, value in page.facets.items()
    }
    return DocumentRecord(
        identifier=page.key,
        see=OPEN,
        read=OPEN,
        zones=(ZoneText(Zone.TITLE, page.title, language),),
        texts=(text,),
        facets=facets | {Facet.YEAR: (str(page.day.year),)},
        first_day=page.day.toordinal(),
        last_day=page.day.toordinal(),
        title_order=page.title,
    )


def build(path: Path, pages: Iterable[Page]) -> Engine:
    """Index the records."""
    engine = TantivyEngine(path)
    engine.rebuild(_batches(iter(pages)))
    return engine


def _batches(pages: Iterator[Page]) -> Iterator[list[tuple[str, tuple]]]:  # type: ignore[type-arg]
    while batch := list(islice(pages, BATCH)):
        yield [(page.key, entries_of(record_of(page))) for page in batch]


def typed(kind: str, words: tuple[str, ...]) -> str:
    """Write a query as a reader would type it."""
    plain = " ".join(words)
    return {"phrase": f'"{plain}"', "prefix": f"{plain}*", "fuzzy": f"{plain}~1"}.get(kind, plain)


def page(engine: Engine, kind: str, words: tuple[str, ...]) -> int:
    """Answer for a page of results as the screen does; give the total."""
    request = SearchRequest(
        query=parse(typed(kind, words)).tree,
        tokens=OPEN,
        chosen={Facet(CHOSEN[0]): (CHOSEN[1],)} if kind == "narrowed" else {},
        facets=tuple(Facet(name) for name in FACETS),
    )
    return search(engine, request).total
