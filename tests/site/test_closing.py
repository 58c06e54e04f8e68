"""What is closed after readers have seen it is gone at once: pages, lists, tiles, memories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.utils import timezone

from muniment.access.services import set_scope
from muniment.core import addresses
from muniment.core.revision import touch_revision
from muniment.documents.models import Document, DocumentSurface
from muniment.documents.services import withdraw_documents
from muniment.iiif.shortway import tiles_first
from muniment.ui.page_cache import pages_first
from tests.archives import Archive
from tests.site.test_closed_document import secrets_of, walk

READER = re.compile("/documents/[^/]+/(contents/)?")
Commit = Callable[..., AbstractContextManager[list[Any]]]


@dataclass(frozen=True, slots=True)
class Answer:
    status_code: int
    headers: dict[str, str]
    content: bytes
    streaming: bool = False


@dataclass(slots=True)
class Server:
    """The archive as a WSGI server runs it, with everything that stands before Django."""

    asked_of_django: list[str] = field(default_factory=list)
    application: Any = None

    def __post_init__(self) -> None:
        django = WSGIHandler()

        def counted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self.asked_of_django.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.application = tiles_first(pages_first(counted))

    def get(self, address: str, **environ: str) -> Answer:
        path, _, query = address.partition("?")
        asked: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
        asked |= {"HTTP_HOST": "testserver", **environ}
        setup_testing_defaults(asked)
        said: list[Any] = []
        body = b"".join(self.application(asked, lambda *given: said.extend(given)))
        return Answer(int(said[0][:3]), dict(said[1]), body)


@pytest.fixture
def server(in_sample: Archive) -> Iterator[Server]:
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)  # it would end the test's transaction
    touch_revision(in_sample.home)
    yield Server()
    touch_revision(in_sample.home)  # what the test did is taken back
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def document(in_sample: Archive) -> Document:
    """Give an open document that has page images of its own."""
    own = DocumentSurface.objects.filter(surface__image__isnull=False)
    shown = Document.objects.filter(scope__tokens__token="open", on_surfaces__in=own)
    found = shown.distinct().order_by("pk").first()
    assert found is not None
    return found


def warm(server: Server) -> dict[str, bytes]:
    """Ask for everything twice, so that every memory holds what it ever holds."""
    walk(server)  # type: ignore[arg-type]
    before = len(server.asked_of_django)
    pages = walk(server)  # type: ignore[arg-type]
    documents = {a for a in pages if READER.fullmatch(a)}
    assert documents
    assert documents.isdisjoint(server.asked_of_django[before:]), "The memory is in use."
    return pages


def found_in(server: Server, known: Iterable[str], secrets: list[str]) -> list[tuple[str, str]]:
    """Ask again for every address that was ever seen, and look for what is now closed."""
    hits = []
    for address in known:
        answer = server.get(address)
        if answer.status_code == 200:  # a page that is not there says what was asked for
            text = answer.content.decode(errors="ignore")
            unasked = [secret for secret in secrets if secret not in address]  # no mere echo
            hits += [(address, secret) for secret in unasked if secret in text]
    return hits


def test_a_document_that_is_closed_leaves_every_page_list_and_tile(
    server: Server, document: Document, django_capture_on_commit_callbacks: Commit
) -> None:
    pages = warm(server)
    own = addresses.document(document.identifier)
    tile = next(a for a in pages if a.startswith("/iiif/") and is_of(document, a))
    assert own in pages and server.get(tile).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        closed = set_scope("document:closed", level="restricted", parent=document.package.scope)
        Document.objects.filter(pk=document.pk).update(scope=closed)
    dates = {document.title, *document.titles.values()}  # which other diaries have too
    assert found_in(server, pages, [s for s in secrets_of(document) if s not in dates]) == []
    assert server.get(own).status_code == server.get(f"{own}contents/").status_code == 404
    assert server.get(addresses.ark("99999", document.identifier)).status_code == 404
    assert server.get(tile).status_code == 404


def test_a_withdrawn_document_is_gone_as_a_closed_one(server: Server, document: Document) -> None:
    warm(server)
    withdraw_documents([document.key], package=document.package, at=timezone.now())
    touch_revision(Path(settings.MUNIMENT_HOME))
    own = addresses.document(document.identifier)
    assert server.get(own).status_code == 404
    again = walk(server)  # type: ignore[arg-type]
    assert own not in again
    assert [a for a in again if a.startswith("/iiif/") and is_of(document, a)] == []


def test_a_closed_package_takes_all_that_is_in_it_along(
    server: Server, document: Document, django_capture_on_commit_callbacks: Commit
) -> None:
    pages, package = warm(server), document.package
    names = [d.identifier for d in package.documents.all()]
    slugs = [addresses.volume(v.slug) for v in package.volumes.all()]
    with django_capture_on_commit_callbacks(execute=True):
        set_scope(package.scope.key, level="restricted")
    again = walk(server)  # type: ignore[arg-type]
    assert [a for a in again if any(name in a for name in [*names, *slugs])] == []
    gone = {a for a in pages if any(name in a for name in [*names, *slugs])}
    answers = {address: server.get(address) for address in gone}
    led = {address for address, answer in answers.items() if answer.status_code == 302}
    assert all(
        answers[address].headers["Location"].startswith("/account/login/") for address in led
    )
    assert {answers[address].status_code for address in gone - led} == {404}


def is_of(document: Document, address: str) -> bool:
    """Tell whether an address is of an image that this document alone shows."""
    own = DocumentSurface.objects.filter(document=document, surface__image__isnull=False)
    shared = DocumentSurface.objects.exclude(document=document).values("surface__image")
    images = own.exclude(surface__image__in=shared)
    names = images.values_list("surface__image__identifier", flat=True)
    return any(name in address for name in names)
