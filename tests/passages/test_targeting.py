"""Targets: from a form's fields to rows that are kept, and to the places that lists lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation
from muniment.documents.models import Document
from muniment.documents.selectors.document import DocumentNotFound
from muniment.library.models import Bookmark
from muniment.passages.models import Anchor, Passage
from muniment.passages.services import erase_unused
from muniment.passages.targeting import (
    BadTarget,
    PassageMismatch,
    PassageTooLong,
    fields_of,
    parse_passage_address,
    read_target,
    target_href,
    views_of,
)
from muniment.passages.targets import ChosenPassage, Target, TargetKind
from tests.passages.builders import add_text, chosen, correct, on
from tests.site.builders import build_archive

VISITOR = Viewer.visitor()


@pytest.fixture
def document(db: None) -> Document:
    document = build_archive().document("8 March", "1917-03-08")
    add_text(document)
    return document


def row_on(document: Document, exact: str) -> Bookmark:
    return Bookmark(**fields_of(on(document, exact), viewer=VISITOR))


def test_a_form_names_a_passage_by_text_version_place_and_words() -> None:
    sent = "document=m1&text=en&version=2&start=5&end=9&exact=words&page=12"
    target = read_target(QueryDict(sent))
    assert target.kind == TargetKind.PASSAGE
    assert target == Target("m1", "12", ChosenPassage("en", 2, 5, 9, "words"))


def test_line_feeds_are_those_of_the_text_and_not_of_forms() -> None:
    sent = "document=m1&text=en&version=1&start=5&end=9&exact=a%0D%0Ab"
    passage = read_target(QueryDict(sent)).passage
    assert passage and passage.exact == "a\nb"


@pytest.mark.parametrize(
    "sent",
    [
        "text=en&version=1&start=1&end=2&exact=a",
        "document=m1&text=en&version=1&start=1&end=2",
        "document=m1&text=en&version=1&start=-1&end=2&exact=a",
        "document=m1&text=en&version=x&start=1&end=2&exact=a",
        "document=m1&text=en&version=1&start=1&end=9999999999&exact=a",
        f"document=m1&text={'e' * 300}&version=1&start=1&end=2&exact=a",
    ],
)
def test_fields_that_name_no_passage_are_refused(sent: str) -> None:
    with pytest.raises(BadTarget):
        read_target(QueryDict(sent))


def test_a_passage_of_a_whole_book_is_refused() -> None:
    sent = QueryDict(mutable=True)
    sent.update({"document": "m1", "text": "en", "version": "1", "start": "0", "end": "20000"})
    sent["exact"] = "a" * 20_000
    with pytest.raises(PassageTooLong, match="10000"):
        read_target(sent)


def test_a_passage_is_kept_with_its_selectors_and_its_place(document: Document) -> None:
    row = row_on(document, "warm")
    passage = row.passage
    assert passage and passage.text and passage.version
    assert (passage.exact, passage.prefix, passage.version_number) == ("warm", "It was a *", 1)
    assert (passage.first_block, passage.first_offset) == ("p1", 10)
    anchor = Anchor.objects.get()
    assert (anchor.status, anchor.start, anchor.end) == ("same", 10, 14)
    assert anchor.version == passage.version


def test_who_chooses_the_same_words_gets_the_same_passage(document: Document) -> None:
    assert row_on(document, "warm").passage == row_on(document, "warm").passage
    assert Passage.objects.count() == 1


def test_only_a_passage_that_nothing_is_about_is_erased(document: Document) -> None:
    now = timezone.now()
    first, second, other = (
        Annotation.objects.create(
            **fields_of(on(document, exact), viewer=VISITOR),
            identifier=name,
            created_at=now,
            changed_at=now,
        )
        for name, exact in (("a", "We walked"), ("b", "We walked"), ("c", "spoke of peace"))
    )
    assert first.passage == second.passage != other.passage
    first.delete()
    other.delete()
    erase_unused()
    assert Passage.objects.get() == second.passage
    second.delete()
    erase_unused()
    assert not Passage.objects.exists() and not Anchor.objects.exists()


def test_words_that_do_not_stand_there_are_refused(document: Document) -> None:
    wrong = replace(chosen("warm"), exact="cold")
    outside = replace(chosen("warm"), start=900, end=904)
    for passage in (wrong, outside):
        with pytest.raises(PassageMismatch) as refused:
            fields_of(Target(document.identifier, passage=passage), viewer=VISITOR)
        assert refused.value.status == 409
    assert not Passage.objects.exists()


def test_a_text_or_version_that_is_not_there_is_refused(document: Document) -> None:
    for passage in (chosen("warm", text="fr"), chosen("warm", version=7)):
        with pytest.raises(BadTarget):
            fields_of(Target(document.identifier, passage=passage), viewer=VISITOR)


def test_nobody_keeps_a_passage_of_a_document_that_is_closed_to_him(document: Document) -> None:
    document.is_withdrawn = True
    document.save()
    with pytest.raises(DocumentNotFound):
        row_on(document, "warm")


def test_a_passage_of_an_older_version_is_taken_to_the_current_one(document: Document) -> None:
    correct(document.texts.get(), "Spring.", "It was a *warm* day in March.", "We spoke of peace.")
    row = row_on(document, "warm")
    here, now = Anchor.objects.order_by("version__number")
    assert (here.status, here.start) == ("same", 10)
    assert (now.status, now.start, now.end) == ("moved", 18, 22)
    assert target_href(row) == f"/documents/{document.identifier}/?passage=en,18,22,2#passage"


def test_a_list_leads_to_where_each_passage_stands_now(
    document: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row_on(document, words) for words in ("warm", "peace")]
    with django_assert_num_queries(3):
        first, second = views_of(rows, VISITOR)
    assert (first.exact, first.status) == ("warm", "same")
    assert second.href.endswith("?passage=en,69,74,1#passage")


def test_a_passage_not_yet_taken_along_leads_by_the_version_that_it_is_of(
    document: Document,
) -> None:
    row = row_on(document, "warm")
    correct(document.texts.get(), "Spring.", "It was a *warm* day in March.")
    shown = views_of([row], VISITOR)[0]
    assert shown.status == ""
    assert shown.href.endswith("?passage=en,10,14,1#passage")


def test_a_passage_that_is_gone_leads_to_its_document(document: Document) -> None:
    row = row_on(document, "peace")
    text = correct(document.texts.get(), "Nothing of it is left.")
    assert row.passage and text.current
    Anchor.objects.create(passage=row.passage, version=text.current, status="orphan")
    shown = views_of([row], VISITOR)[0]
    assert (shown.status, shown.exact) == ("orphan", "peace")
    assert shown.href == f"/documents/{document.identifier}/"


def test_words_of_a_closed_document_are_not_shown(document: Document) -> None:
    row = row_on(document, "peace")
    document.is_withdrawn = True
    document.save()
    shown = views_of([row], VISITOR)[0]
    assert (shown.exact, shown.href, shown.is_visible) == ("", "", False)
    assert "withdrawn" in shown.reason


def test_an_address_of_a_passage_is_read_and_refused_where_it_is_none() -> None:
    assert parse_passage_address("a,b,1,2,3") == ChosenPassage("a,b", 3, 1, 2, "")
    for none in ("", "en", "en,1,2", ",1,2,3", "en,1,x,3", "en,-1,2,3"):
        assert parse_passage_address(none) is None
