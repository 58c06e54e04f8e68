"""Tiles that are sent before Django: only to visitors, only what is open, and just the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from muniment.access.viewer import OPEN
from muniment.core.revision import touch_revision
from muniment.iiif import shortway
from muniment.images.models import Image
from tests.images.conftest import StoreImage
from tests.images.files import page

pytestmark = pytest.mark.django_db

TILE = "0,0,512,512/512,512/0/default.jpg"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    by_django: bool


@dataclass
class Server:
    """The archive behind WSGI, telling which way an answer came."""

    came_to_django: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        django = WSGIHandler()

        def counted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self.came_to_django.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.application = shortway.tiles_first(counted)

    def ask(self, path: str, method: str = "GET", **environ: str) -> Answer:
        full: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path}
        full |= {"HTTP_HOST": "testserver", **environ}
        setup_testing_defaults(full)
        started: list[Any] = []
        before = len(self.came_to_django)
        body = b"".join(self.application(full, lambda *given: started.extend(given)))
        by_django = len(self.came_to_django) > before
        return Answer(int(started[0][:3]), dict(started[1]), body, by_django)


@pytest.fixture
def server() -> Server:
    shortway._roots.clear()
    return Server()


@pytest.fixture
def image(store: StoreImage, rights: dict[int, set[str]]) -> Image:
    stored = store(page(1301, 903))
    rights[stored.pk] = {OPEN}
    return stored


@pytest.fixture
def service(image: Image) -> str:
    return f"/iiif/image/3/{image.identifier}"


def test_the_first_tile_comes_from_django_and_the_next_the_short_way(
    server: Server, service: str
) -> None:
    first, second = server.ask(f"{service}/{TILE}"), server.ask(f"{service}/{TILE}")
    assert (first.by_django, second.by_django) == (True, False)
    assert (second.status, second.body) == (HTTPStatus.OK, first.body)
    assert {name: first.headers[name] for name in second.headers} == second.headers


@pytest.mark.parametrize(
    "rest",
    [
        "512,0,512,512/512,/0/default.jpg",
        "1024,512,277,391/277,391/0/default.jpg",
        "1024,512,277,391/max/0/default.jpg",
        "1024,512,512,512/277,391/0/default.jpg",
        "0,0,1024,903/512,452/0/default.jpg",
        "full/326,226/0/default.jpg",
        "0,0,1301,903/326,226/0/default.jpg",
    ],
)
def test_every_stored_tile_is_the_same_both_ways(server: Server, service: str, rest: str) -> None:
    server.ask(f"{service}/{TILE}")
    short = server.ask(f"{service}/{rest}")
    long = Client().get(f"{service}/{rest}")
    assert not short.by_django
    assert short.body == long.content
    assert {name: long.headers[name] for name in short.headers} == short.headers


@pytest.mark.parametrize(
    "rest",
    [
        "info.json",
        "1,0,512,512/512,512/0/default.jpg",
        "0,0,512,512/512,512/90/default.jpg",
        "0,0,512,512/512,512/0/gray.jpg",
        "0,0,512,512/512,512/0/default.png",
        "0,0,512,512/0,0/0/default.jpg",
        "0,0,0,0/512,512/0/default.jpg",
        "2048,0,512,512/512,512/0/default.jpg",
        "full/max/0/default.jpg",
    ],
)
def test_everything_else_is_left_to_django(server: Server, service: str, rest: str) -> None:
    server.ask(f"{service}/{TILE}")
    assert server.ask(f"{service}/{rest}").by_django


def test_a_request_with_a_session_or_credentials_goes_to_django(
    server: Server, service: str, client: Client
) -> None:
    server.ask(f"{service}/{TILE}")
    client.force_login(get_user_model().objects.create_user("reader@example.org"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert server.ask(f"{service}/{TILE}", HTTP_COOKIE=cookie).by_django
    assert server.ask(f"{service}/{TILE}", HTTP_AUTHORIZATION="Basic x").by_django
    assert not server.ask(f"{service}/{TILE}", HTTP_COOKIE="django_language=ru").by_django


def test_an_image_that_is_closed_is_not_sent_the_short_way_any_more(
    server: Server, service: str, image: Image, rights: dict[int, set[str]], home: Path
) -> None:
    server.ask(f"{service}/{TILE}")
    rights[image.pk] = {"staff"}
    touch_revision(home)
    closed = server.ask(f"{service}/{TILE}")
    assert (closed.status, closed.by_django) == (HTTPStatus.NOT_FOUND, True)


def test_an_image_that_only_some_may_see_never_goes_the_short_way(
    server: Server, store: StoreImage, rights: dict[int, set[str]], service: str
) -> None:
    server.ask(f"{service}/{TILE}")
    closed = store(page(1300, 900))
    rights[closed.pk] = {"staff"}
    for _ in range(2):
        answer = server.ask(f"/iiif/image/3/{closed.identifier}/{TILE}")
        assert (answer.status, answer.by_django) == (HTTPStatus.NOT_FOUND, True)


def test_a_host_that_django_has_not_checked_goes_to_django(server: Server, service: str) -> None:
    server.ask(f"{service}/{TILE}")
    strange = server.ask(f"{service}/{TILE}", HTTP_HOST="evil.example.com")
    assert (strange.status, strange.by_django) == (HTTPStatus.BAD_REQUEST, True)
    assert server.ask(f"{service}/{TILE}", HTTP_HOST="evil.example.com").by_django


def test_who_has_the_tile_already_is_told_so(server: Server, service: str) -> None:
    first = server.ask(f"{service}/{TILE}")
    for condition in (
        {"HTTP_IF_NONE_MATCH": first.headers["ETag"]},
        {"HTTP_IF_NONE_MATCH": f'"other", W/{first.headers["ETag"]}'},
        {"HTTP_IF_MODIFIED_SINCE": first.headers["Last-Modified"]},
    ):
        again = server.ask(f"{service}/{TILE}", **condition)
        assert (again.status, again.body, again.by_django) == (304, b"", False)
    assert server.ask(f"{service}/{TILE}", HTTP_IF_NONE_MATCH='"other"').status == HTTPStatus.OK


def test_head_sends_the_headers_alone(server: Server, service: str) -> None:
    whole = server.ask(f"{service}/{TILE}")
    head = server.ask(f"{service}/{TILE}", method="HEAD")
    assert (head.body, head.by_django) == (b"", False)
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert server.ask(f"{service}/{TILE}", method="POST").by_django
