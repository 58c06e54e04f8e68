"""Where words of any version stand now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.documents.selectors.document import DocumentNotFound
from muniment.passages.models import Anchor, Passage
from muniment.passages.selectors import Placed, place_of
from muniment.passages.services import make_passage
from muniment.passages.targets import ChosenPassage
from tests.passages.builders import WORDS, add_text, chosen, correct
from tests.passages.conftest import Bring, the_text
from tests.site.builders import build_archive

VISITOR = Viewer.visitor()
Status = Anchor.Status


@pytest.fixture
def document(db: None) -> Document:
    document = build_archive().document("8 March", "1917-03-08")
    add_text(document)
    return document


def test_words_of_the_current_version_stand_where_they_were_chosen(document: Document) -> None:
    placed = place_of(document.identifier, chosen("warm"), viewer=VISITOR)
    assert placed == Placed("en", 1, Status.SAME, 10, 14, leaf="p1")


def test_words_of_an_older_version_are_found_and_nothing_is_kept(
    document: Document, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    correct(document.texts.get(), "Spring.", "It was a *warm* day in May.", "We walked and spoke.")
    with django_assert_max_num_queries(7):
        moved = place_of(document.identifier, chosen("warm"), viewer=VISITOR)
    assert moved == Placed("en", 2, Status.MOVED, 18, 22, leaf="p2")
    edited = place_of(document.identifier, chosen("day in March"), viewer=VISITOR)
    assert edited == Placed("en", 2, Status.EDITED, 24, 34, leaf="p2")
    gone = place_of(document.identifier, chosen("of peace"), viewer=VISITOR)
    assert gone and (gone.status, gone.leaf, gone.page) == (Status.ORPHAN, "", "")
    assert not Passage.objects.exists()


def test_what_was_kept_of_a_place_is_not_worked_out_again(document: Document) -> None:
    passage = make_passage(document, chosen("warm"))
    text = correct(document.texts.get(), "Spring.", *WORDS)
    kept = Anchor(passage=passage, version=text.current, status="edited", start=1, end=3)
    kept.save()
    placed = place_of(document.identifier, chosen("warm"), viewer=VISITOR)
    assert placed and (placed.status, placed.start, placed.end) == (Status.EDITED, 1, 3)


@pytest.mark.parametrize(
    "nowhere",
    [
        replace(chosen("warm"), text="fr"),
        replace(chosen("warm"), version=7),
        replace(chosen("warm"), end=9_000),
        replace(chosen("warm"), start=14),
    ],
)
def test_what_was_never_there_has_no_place(document: Document, nowhere: ChosenPassage) -> None:
    assert place_of(document.identifier, nowhere, viewer=VISITOR) is None


def test_a_closed_document_says_nothing_of_its_words(document: Document) -> None:
    document.is_withdrawn = True
    document.save()
    with pytest.raises(DocumentNotFound):
        place_of(document.identifier, chosen("warm"), viewer=VISITOR)


def test_the_page_of_the_words_is_told(bring: Bring) -> None:
    bring('<p><pb n="4"/>The post came on Monday.</p>', '<p>A <pb n="5"/>letter too.</p>')
    text = the_text()
    for words, page in (("Monday", "4"), ("A", "4"), ("letter too", "5")):
        start = "The post came on Monday.\nA letter too.".index(words)
        place = ChosenPassage(text.key, 1, start, start + len(words), "")
        placed = place_of(text.document.identifier, place, viewer=VISITOR)
        assert placed and placed.page == page
