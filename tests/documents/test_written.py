"""Queries that are written once and asked with other keys each time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.documents.written import Row, rows_by_key
from tests.site.builders import Archive, build_archive

VISITOR = Viewer.visitor()


def days(viewer: Viewer, identifiers: list[str]) -> QuerySet[Any, Row]:
    visible = Document.objects.visible_to(viewer).filter(identifier__in=identifiers)
    return visible.order_by("pk").values_list("identifier", "titles", "date_earliest")


@pytest.fixture
def archive(db: None) -> Archive:
    made = build_archive()
    for number in range(1, 26):
        made.document(f"Letter {number}", f"1918-01-{number:02}")
    Document.objects.filter(identifier="x0003").update(titles={"ru": "Письмо"})
    return made


def test_a_written_query_gives_what_the_orm_gives(archive: Archive) -> None:
    for keys in (["x0001"], ["x0003", "x0002"], [f"x{n:04}" for n in range(1, 26)]):
        assert rows_by_key(days, keys, viewer=VISITOR) == [*days(VISITOR, keys)]


def test_values_are_python_s(archive: Archive) -> None:
    (row,) = rows_by_key(days, ["x0003"], viewer=VISITOR)
    assert row == ("x0003", {"ru": "Письмо"}, date(1918, 1, 3))


def test_keys_of_one_question_are_not_kept_for_the_next(archive: Archive) -> None:
    rows_by_key(days, ["x0001", "x0002"], viewer=VISITOR)
    assert [row[0] for row in rows_by_key(days, ["x0004"], viewer=VISITOR)] == ["x0004"]


def test_a_key_asked_twice_is_one(archive: Archive) -> None:
    assert len(rows_by_key(days, ["x0001"] * 30, viewer=VISITOR)) == 1


def test_what_is_closed_meanwhile_is_not_given(archive: Archive) -> None:
    assert rows_by_key(days, ["x0001"], viewer=VISITOR)
    closed = set_scope("closed", level="restricted")
    Document.objects.filter(identifier="x0001").update(scope=closed)
    assert not rows_by_key(days, ["x0001"], viewer=VISITOR)
    reader = Viewer(tokens=frozenset({"open", f"restricted:{closed.pk}"}))
    assert rows_by_key(days, ["x0001"], viewer=reader)


def test_whoever_holds_no_token_is_given_nothing(archive: Archive) -> None:
    assert not rows_by_key(days, ["x0001"], viewer=Viewer(tokens=frozenset()))


def test_keys_in_strange_letters_are_only_keys(archive: Archive) -> None:
    assert not rows_by_key(days, ["%s", "'x", "\0" + "0", "%(a)s"], viewer=VISITOR)


def test_no_keys_ask_nothing_and_some_ask_once(
    archive: Archive, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert not rows_by_key(days, [], viewer=VISITOR)
    with django_assert_num_queries(1):
        rows_by_key(days, [f"x{n:04}" for n in range(1, 26)], viewer=VISITOR)
