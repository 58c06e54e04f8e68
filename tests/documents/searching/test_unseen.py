"""Between a change of access and the index that knows of it, nothing is told or counted."""

from __future__ import annotations

import pytest

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.documents.models import Document, PendingEntry
from muniment.documents.searching import services
from muniment.documents.searching.indexing import bring_up_to_date
from muniment.documents.searching.pending import note_changed
from muniment.documents.searching.services import results_around, search_documents
from muniment.documents.searching.unseen import not_to_be_told
from muniment.documents.services import withdraw_documents
from muniment.search.query.tree import Word
from muniment.search.results import SearchRequest
from tests.reader.factory import NOW, Place, add_text, make_document, make_place, paragraphs

pytestmark = pytest.mark.usefixtures("home")

VISITOR = frozenset({"open"})
PROOFS = SearchRequest(query=Word("proofs"), tokens=VISITOR)


def written(place: Place, position: int) -> Document:
    document = make_document(place, position=position, type="letter")
    add_text(document, paragraphs("en", "Read the galley proofs."))
    note_changed([document.identifier])
    return document


def withdrawn(*documents: Document) -> None:
    keys = [document.key for document in documents]
    withdraw_documents(keys, package=documents[0].package, at=NOW)


@pytest.fixture
def three(home: None) -> list[Document]:
    """Give three documents that everybody finds."""
    place = make_place()
    documents = [written(place, position) for position in (1, 2, 3)]
    bring_up_to_date()
    assert search_documents(PROOFS).total == 3
    return documents


def test_a_document_that_was_just_withdrawn_is_not_counted(three: list[Document]) -> None:
    withdrawn(three[1])
    before = search_documents(PROOFS)
    bring_up_to_date()
    after = search_documents(PROOFS)
    assert [hit.identifier for hit in before.hits] == [hit.identifier for hit in after.hits]
    assert (before.total, before.facets, before.years) == (2, after.facets, after.years)
    assert before.is_counted


def test_a_document_that_was_just_closed_is_not_among_those_one_steps_through(
    three: list[Document],
) -> None:
    set_scope("diary", level="hidden")
    assert search_documents(PROOFS).total == 0
    assert results_around(PROOFS, 0) == (None, None, 0, 0)


def test_what_is_pending_but_may_be_seen_is_found_and_counted(three: list[Document]) -> None:
    note_changed([three[0].identifier, "person:maisky"])
    assert not_to_be_told(Viewer.visitor()) == ()
    assert search_documents(PROOFS).total == 3


def test_nothing_is_counted_where_too_many_would_have_to_be_left_out(
    three: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_LEFT_OUT", 1)
    withdrawn(*three[:2])
    assert PendingEntry.objects.count() >= 2
    result = search_documents(PROOFS)
    assert [hit.identifier for hit in result.hits] == [three[2].identifier]
    assert not result.is_counted
    assert (result.total, result.facets, result.years) == (1, {}, ())
