"""The sample archive is searched as its readers find it."""

from __future__ import annotations

import pytest

from muniment.documents.models import Document
from muniment.documents.searching.services import search_documents
from muniment.search.query.parser import parse
from muniment.search.records import Facet
from muniment.search.results import SearchRequest, SearchResult
from tests.archives import Archive

pytestmark = pytest.mark.usefixtures("in_sample")

VISITOR = frozenset({"open"})


def ask(typed: str, tokens: frozenset[str] = VISITOR) -> SearchResult:
    return search_documents(SearchRequest(query=parse(typed).tree, tokens=tokens, limit=50))


def test_with_nothing_typed_every_open_document_is_found() -> None:
    result = ask("")
    closed = Document.objects.exclude(scope__level="open")
    assert result.total == Document.objects.exclude(pk__in=closed).count() > 10
    assert result.facets[Facet.COLLECTION] and result.years


def test_nothing_of_the_closed_document_is_told() -> None:
    closed = Document.objects.exclude(scope__level="open").get()
    everything = ask("")
    assert closed.identifier not in {hit.identifier for hit in everything.hits}
    assert ask(f'title:"{closed.title}"').total == 0
    tokens = VISITOR | set(closed.scope.tokens.values_list("token", flat=True))
    assert closed.identifier in {hit.identifier for hit in ask("", tokens).hits} | {
        hit.identifier for hit in ask(f'title:"{closed.title}"', tokens).hits
    }


def test_pages_of_hits_are_pages_of_the_reader(sample_archive: Archive) -> None:
    assert (sample_archive.home / "search").is_dir()
    first = Document.objects.filter(scope__level="open", is_withdrawn=False).order_by("pk").first()
    assert first is not None
    word = next(w for w in first.title.split() if len(w) > 4)
    assert ask(word).total >= 1
