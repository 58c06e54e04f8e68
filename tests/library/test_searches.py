"""Saved searches know what is new in them, and mail it to those who ask."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from muniment.documents.models import Document
from muniment.documents.searching.indexing import bring_up_to_date, rebuild
from muniment.documents.searching.pending import note_changed
from muniment.library.alerts import send_alerts
from muniment.library.models import SavedSearch
from muniment.library.services.searches import (
    clean_parameters,
    mark_seen,
    new_documents,
    save_search,
)
from muniment.mail.models import OutgoingMail
from tests.library.builders import World

NOW = timezone.now()


@pytest.fixture
def world(world: World, tmp_path: Path, settings: Any) -> World:
    """Give the world with three documents, two of them of today, in an index of its own."""
    settings.MUNIMENT_HOME = tmp_path
    settings.MUNIMENT_PUBLIC_URL = "https://archive.example.org"
    for title, days in (("Old letter", 9), ("New letter", 0), ("New telegram", 0)):
        document = world.archive.document(title, "1917-03-08")
        Document.objects.filter(pk=document.pk).update(created_at=NOW - timedelta(days=days))
    rebuild()
    return world


def saved(world: World, query: str = "q=letter", **fields: Any) -> SavedSearch:
    search = save_search(query, viewer=world.viewer("owner"), name="Letters")
    SavedSearch.objects.filter(pk=search.pk).update(
        **{"seen_at": NOW - timedelta(days=2), "created_at": NOW - timedelta(days=8), **fields}
    )
    search.refresh_from_db()
    return search


def titles(found: tuple[str, ...]) -> list[str]:
    known = dict(Document.objects.values_list("identifier", "title"))
    return [known[name] for name in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=letter", ["New letter"]),
        ("q=", ["New letter", "New telegram"]),
        ("q=telegram&year=1917", ["New telegram"]),
        ("q=letter+OR+telegram", ["New letter", "New telegram"]),
        ("year=1918", []),
    ],
)
def test_new_is_what_was_added_since_and_matches(
    world: World, query: str, expected: list[str]
) -> None:
    search = saved(world, query)
    new = new_documents(search, viewer=world.viewer("owner"), since=search.seen_at)
    assert sorted(titles(new.identifiers)) == expected
    assert new.total == len(expected)


def test_what_the_reader_may_not_see_is_not_new(world: World) -> None:
    search = saved(world)
    Document.objects.filter(title="New letter").update(is_withdrawn=True)
    assert new_documents(search, viewer=world.viewer("owner"), since=search.seen_at).total == 0


def test_nothing_is_asked_of_the_index_where_nothing_was_added(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    search = saved(world)
    with django_assert_num_queries(1):
        assert new_documents(search, viewer=world.viewer("owner"), since=timezone.now()).total == 0


def test_a_search_is_kept_without_the_page_that_was_shown() -> None:
    assert clean_parameters("q=peace&page=3&more=person&sort=oldest&nonsense=1") == (
        "q=peace&sort=oldest"
    )


def test_opening_a_search_marks_it_as_seen_and_goes_on_showing_what_was_new(
    client: Client, world: World
) -> None:
    client.force_login(world.accounts["owner"])
    search = saved(world)
    listed = client.get(reverse("library:searches")).content.decode()
    assert "1 new document" in listed
    opened = client.get(reverse("library:search", args=[search.identifier]), follow=True)
    assert "New letter" in opened.content.decode()
    assert "New letter" in client.get(opened.redirect_chain[0][0]).content.decode()
    assert "Nothing new" in client.get(reverse("library:searches")).content.decode()


def test_what_the_index_has_still_to_take_up_is_not_passed_over(world: World) -> None:
    search, viewer = saved(world), world.viewer("owner")
    late = world.archive.document("Late letter", "1917-03-09")
    note_changed([late.identifier])
    mark_seen(search, now=timezone.now())
    search.refresh_from_db()
    bring_up_to_date()
    new = new_documents(search, viewer=viewer, since=search.seen_at)
    assert titles(new.identifiers) == ["Late letter"]
    mark_seen(search, now=timezone.now())
    search.refresh_from_db()
    assert new_documents(search, viewer=viewer, since=search.seen_at).total == 0


def test_a_moment_that_is_none_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.accounts["owner"])
    address = reverse("library:search", args=[saved(world).identifier])
    for since in (
        "yesterday",
        "2026-99-99T00:00:00Z",
        "2026-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
    ):
        assert client.get(address, {"since": since}).status_code == 404


# Mails -------------------------------------------------------------------------------------------


def mails() -> list[tuple[str, str]]:
    return [(mail.to, mail.subject) for mail in OutgoingMail.objects.order_by("pk")]


def test_what_is_new_is_mailed_once(world: World) -> None:
    saved(world, alert="daily")
    send_alerts(NOW)
    send_alerts(NOW + timedelta(minutes=5))
    send_alerts(NOW + timedelta(days=1))
    assert mails() == [("owner@example.org", "1 new document: Letters")]
    text = OutgoingMail.objects.get().text
    assert "New letter" in text and "Old letter" not in text
    search = SavedSearch.objects.get()
    assert f"https://archive.example.org/library/searches/{search.identifier}/" in text


def test_a_weekly_mail_waits_for_its_week(world: World) -> None:
    search = saved(world, alert="weekly", created_at=NOW - timedelta(days=2))
    send_alerts(NOW)
    assert mails() == []
    SavedSearch.objects.filter(pk=search.pk).update(created_at=NOW - timedelta(days=8))
    send_alerts(NOW)
    assert len(mails()) == 1


@pytest.mark.parametrize(
    "fields", [{"alert": "never"}, {"alert": "daily", "seen_at": NOW + timedelta(hours=1)}]
)
def test_nothing_is_mailed_where_nobody_asks_or_nothing_is_new(
    world: World, fields: dict[str, Any]
) -> None:
    saved(world, **fields)
    send_alerts(NOW)
    assert mails() == []


def test_a_closed_account_gets_no_mail(world: World) -> None:
    saved(world, alert="daily")
    world.accounts["owner"].is_active = False
    world.accounts["owner"].save(update_fields=["is_active"])
    send_alerts(NOW)
    assert mails() == []


def test_a_mail_speaks_the_language_in_which_the_search_was_saved(world: World) -> None:
    with translation.override("ru"):
        saved(world, alert="daily")
    send_alerts(NOW)
    assert mails() == [("owner@example.org", "1 новый документ: Letters")]
    assert settings.LANGUAGE_CODE == "en"
