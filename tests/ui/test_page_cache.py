"""Whole pages in front of Django: what is kept, and what never is."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from muniment.core.revision import touch_revision
from muniment.ui.page_cache import MARK, forget_pages, pages_first


class Counting:
    """A WSGI application that counts how often it is asked."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.asked = 0
        self.status = status
        self.headers = [("Content-Type", "text/html"), ("Vary", "Cookie"), *headers]

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.asked += 1
        start(self.status, list(self.headers))
        return [b"page of ", environ["PATH_INFO"].encode()]


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


def ask(
    application: Any, path: str = "/documents/m1/", method: str = "GET", **environ: str
) -> tuple[str, dict[str, str], bytes]:
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        said[:] = [status, dict(headers)]

    asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "localhost", **environ}
    body = b"".join(application(asked, start))
    return said[0], said[1], body


PUBLIC = (MARK, "1")


def test_a_public_page_is_made_once() -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    assert ask(outer)[2] == ask(outer)[2] == b"page of /documents/m1/"
    assert inner.asked == 1
    assert MARK not in ask(outer)[1]


def test_a_page_that_is_not_marked_is_never_kept() -> None:
    inner = Counting()
    outer = pages_first(inner)
    ask(outer), ask(outer)
    assert inner.asked == 2


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "panes=ru; sessionid=abc"},
        {"HTTP_COOKIE": "csrftoken=abc"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
    ],
)
def test_whoever_may_be_known_is_answered_by_django(environ: dict[str, str]) -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    ask(outer)
    ask(outer, **environ)
    ask(outer, **environ)
    assert inner.asked == 3
    assert MARK not in ask(outer, **environ)[1]


def test_a_page_that_sets_a_cookie_is_never_kept() -> None:
    inner = Counting(PUBLIC, ("Set-Cookie", "sessionid=abc"))
    outer = pages_first(inner)
    ask(outer), ask(outer)
    assert inner.asked == 2


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Server Error"])
def test_only_found_pages_are_kept(status: str) -> None:
    inner = Counting(PUBLIC, status=status)
    outer = pages_first(inner)
    ask(outer), ask(outer)
    assert inner.asked == 2


def test_a_post_goes_to_django() -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    ask(outer), ask(outer, method="POST")
    assert inner.asked == 2


@pytest.mark.parametrize(
    "environ",
    [
        {"QUERY_STRING": "panes=ru"},
        {"QUERY_STRING": "lang=ru"},
        {"HTTP_ACCEPT_LANGUAGE": "ru"},
        {"HTTP_COOKIE": "django_language=ru"},
        {"HTTP_COOKIE": "panes=ru"},
        {"HTTP_HOST": "archive.example.org"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_all_that_a_page_depends_on_makes_another_page(environ: dict[str, str]) -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    ask(outer), ask(outer, **environ)
    assert inner.asked == 2


def test_a_change_of_the_archive_empties_the_memory() -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    ask(outer)
    touch_revision(Path(settings.MUNIMENT_HOME))
    ask(outer)
    assert inner.asked == 2


def test_a_browser_that_has_the_page_gets_no_second_copy() -> None:
    outer = pages_first(Counting(PUBLIC))
    tag = ask(outer)[1]["ETag"]
    status, headers, body = ask(outer, HTTP_IF_NONE_MATCH=tag)
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == tag


def test_a_page_is_sent_compressed_to_those_who_take_it() -> None:
    outer = pages_first(Counting(PUBLIC))
    ask(outer)
    _, headers, body = ask(outer, HTTP_ACCEPT_ENCODING="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"page of /documents/m1/"
    assert headers["Content-Length"] == str(len(body))
    assert "Accept-Encoding" in headers["Vary"]


def test_the_head_of_a_kept_page_has_no_body() -> None:
    outer = pages_first(Counting(PUBLIC))
    ask(outer)
    assert ask(outer, method="HEAD")[2] == b""


@pytest.mark.parametrize("cookie", ["panes=x y,en", 'panes="en', "panes=image\xe9,en", "panes"])
def test_no_cookie_that_is_oddly_written_is_taken_for_none(cookie: str) -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    ask(outer, HTTP_COOKIE=cookie), ask(outer)
    assert inner.asked == 2


def test_a_query_that_no_link_has_fills_no_memory() -> None:
    inner = Counting(PUBLIC)
    outer = pages_first(inner)
    ask(outer, QUERY_STRING="x=" + "y" * 1000), ask(outer, QUERY_STRING="x=" + "y" * 1000)
    assert inner.asked == 2
