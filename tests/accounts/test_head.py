"""The head of the page says whether somebody is logged in, and no memory mixes readers up."""

from __future__ import annotations

import pytest
from django.test import Client

from muniment.accounts.models import User
from muniment.ui.page_cache import MARK
from tests.accounts.conftest import log_in

pytestmark = pytest.mark.django_db


def test_a_visitor_may_register_or_log_in_and_comes_back(client: Client) -> None:
    page = client.get("/browse/?lang=en").content.decode()
    assert 'href="/account/login/?next=/browse/%3Flang%3Den"' in page
    assert 'href="/account/register/?next=/browse/%3Flang%3Den"' in page


def test_a_reader_finds_the_own_name_and_the_way_out(client: Client, reader: User) -> None:
    log_in(client)
    page = client.get("/browse/").content.decode()
    assert "Анна Сергеевна" in page
    assert 'href="/account/"' in page
    assert 'action="/account/logout/"' in page
    assert "/account/login/" not in page


def test_a_readers_page_is_kept_in_no_memory(client: Client, reader: User) -> None:
    assert MARK in client.get("/browse/").headers
    log_in(client)
    answer = client.get("/browse/")
    assert MARK not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_visitor_with_a_session_gets_the_page_of_every_visitor(client: Client) -> None:
    page = client.get("/browse/").content
    client.post("/account/login/", {"login": "nobody@example.org", "password": "wrong"})
    session = client.session
    session["something"] = "known"
    session.save()
    assert client.get("/browse/").content == page


def test_a_visitors_page_holds_no_token_and_sets_no_cookie(client: Client) -> None:
    answer = client.get("/browse/")
    assert b"csrf" not in answer.content
    assert not answer.cookies


def test_pages_of_accounts_are_not_for_search_engines(client: Client) -> None:
    assert b'<meta name="robots" content="noindex">' in client.get("/account/login/").content
