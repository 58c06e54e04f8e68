"""A document that is found by its metadata says by which."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from muniment.access.services import set_scope
from muniment.documents.models import Document
from muniment.documents.searching.indexing import rebuild
from muniment.documents.searching.records import zones_of
from muniment.documents.searching.services import search_documents
from muniment.search.query.parser import parse
from muniment.search.records import Zone
from muniment.search.results import DocumentHit, SearchRequest
from tests.reader.factory import add_text, make_document, make_place, name_person, paragraphs

pytestmark = pytest.mark.usefixtures("home")

VISITOR = frozenset({"open"})


@pytest.fixture
def document(home: None) -> Document:
    """Make a document that names somebody only in its metadata."""
    made = make_document(make_place(), title="Letter of a keeper", description="On the lantern.")
    text = add_text(made, paragraphs("en", "The lighthouse stands."))
    person = name_person(made, text)
    person.names = [{"text": "Aquila", "lang": "la"}]
    person.save()
    return made


def hits(query: str) -> tuple[DocumentHit, ...]:
    return search_documents(SearchRequest(parse(query).tree, VISITOR)).hits


def said(query: str) -> list[tuple[Zone, str]]:
    return [
        (zone.zone, piece.plain)
        for hit in hits(query)
        for zone in hit.zones
        for piece in zone.pieces
        if piece.is_hit
    ]


def test_what_was_found_is_said_where_no_page_shows_it(document: Document) -> None:
    rebuild()
    assert said("aquila") == [(Zone.PERSON, "Aquila")]
    assert said("lanterns") == [(Zone.DESCRIPTION, "lantern")]
    assert said("title:keeper lantern") == [(Zone.TITLE, "keeper"), (Zone.DESCRIPTION, "lantern")]


def test_a_hit_with_a_page_needs_no_more(document: Document) -> None:
    rebuild()
    (hit,) = hits("lighthouse OR keeper")
    assert hit.pages
    assert hit.zones == ()


def test_a_name_of_somebody_who_is_closed_is_not_said(document: Document) -> None:
    rebuild()
    person = document.people.get().person
    assert person is not None
    person.scope = set_scope("person:orlov", level="hidden")
    person.save()
    assert said("aquila") == []


def test_metadata_of_many_documents_costs_the_same_number_of_queries(
    document: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = make_document(make_place("other"), title="Another letter")
    zones_of([document.identifier])
    with django_assert_num_queries(3):
        zones_of([document.identifier])
    with django_assert_num_queries(3):
        assert zones_of([document.identifier, other.identifier]).keys() == {
            document.identifier,
            other.identifier,
        }
