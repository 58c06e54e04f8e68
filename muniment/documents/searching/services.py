"""Search this archive: what the screens call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import orjson
from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from muniment.access.viewer import Viewer
from muniment.core.revision import current_revision
from muniment.documents.models import Document
from muniment.documents.searching import index
from muniment.documents.searching.health import look_now_and_then
from muniment.documents.searching.metadata import with_metadata
from muniment.documents.searching.records import all_names
from muniment.documents.searching.unseen import MOST_LEFT_OUT, not_to_be_told
from muniment.documents.written import Row, rows_by_key
from muniment.people.models import Person
from muniment.search.base import Engine
from muniment.search.results import Around, SearchRequest, SearchResult
from muniment.search.search import neighbours, search
from muniment.search.words.other_names import NameBook, OtherNames


def engine() -> Engine:
    """Give the engine; where its index is missing or old a new one is asked for meanwhile."""
    look_now_and_then()
    return index.engine()


def other_names(viewer: Viewer) -> OtherNames:
    """Give the names of the people whom a viewer may see, as the registers have them."""
    return _Names(viewer.tokens)


def search_documents(request: SearchRequest) -> SearchResult:
    """Search for whoever holds the request's tokens.

    The database has the last word: a document that was closed or withdrawn a moment ago is neither
    among the hits nor counted, even if the index does not know of it yet. Where there are too many
    of these to be left out one by one, or the index is still to be made, nothing is counted.
    """
    viewer = Viewer(tokens=request.tokens)
    unseen = not_to_be_told(viewer)
    request = replace(request, without=unseen[:MOST_LEFT_OUT])
    names = other_names(viewer)
    result = search(engine(), request, other_names=names)
    found = [hit.identifier for hit in result.hits]
    visible = {identifier for (identifier,) in rows_by_key(_visible, found, viewer=viewer)}
    hits = (hit for hit in result.hits if hit.identifier in visible)
    shown = with_metadata(hits, request, names=names)
    is_being_made = not result.total and index.engine().needs_rebuild()
    if is_being_made or len(unseen) > MOST_LEFT_OUT:
        return _uncounted(replace(result, hits=shown), request)
    return replace(result, hits=shown, total=result.total - (len(found) - len(shown)))


def _uncounted(result: SearchResult, request: SearchRequest) -> SearchResult:
    """Leave out all numbers; the total says whether there is another page."""
    shown = request.offset + len(result.hits)
    total = shown + 1 if result.total > request.offset + request.limit else shown
    return SearchResult(
        total, result.hits, {}, (), also_searched=result.also_searched, is_counted=False
    )


def _visible(viewer: Viewer, identifiers: list[str]) -> QuerySet[Document, Row]:
    visible = Document.objects.visible_to(viewer).filter(identifier__in=identifiers)
    return visible.values_list("identifier")


def results_around(request: SearchRequest, position: int, *, identifier: str = "") -> Around:
    """Give what stands around a document that stood at number `position` (from 0) of the results.

    These are identifiers as the index has them: whoever shows them asks the database first.
    """
    viewer = Viewer(tokens=request.tokens)
    unseen = not_to_be_told(viewer)
    request = replace(request, without=unseen[:MOST_LEFT_OUT])
    names = other_names(viewer)
    found = neighbours(engine(), request, position, owner=identifier, other_names=names)
    return found._replace(total=0) if len(unseen) > MOST_LEFT_OUT else found


@dataclass(frozen=True, slots=True)
class _Names:
    """Names that are read when the first is asked for: many searches ask for none."""

    tokens: frozenset[str]

    def forms(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Give the other names of all who are called so."""
        home = Path(settings.MUNIMENT_HOME)
        return _name_book(home, current_revision(home), self.tokens).forms(words)


@lru_cache(maxsize=16)
def _name_book(home: Path, revision: int, tokens: frozenset[str]) -> OtherNames:
    """Make a book for one archive (`home`) as of one revision; most change nobody's names."""
    people = Person.objects.visible_to(Viewer(tokens=tokens)).order_by("pk")
    rows = people.annotate(written=Cast("names", TextField())).values_list("name", "written")
    return _book_of(tuple(rows))


@lru_cache(maxsize=4)
def _book_of(rows: tuple[tuple[str, str], ...]) -> OtherNames:
    named = (all_names(name, orjson.loads(written)) for name, written in rows)
    return NameBook(tuple(text for text, _ in names if text) for names in named)
