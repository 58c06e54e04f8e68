"""A walk over every address as a visitor: nothing tells of the one closed document."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from muniment.core import addresses
from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import tree_from_row
from muniment.documents.models import Document, DocumentSurface, TextVersion
from tests.archives import Archive

LINK = re.compile(r"""(?:(?:href|src|action)=|data-[a-z-]+=(?=["'][/?]))["']([^"'<>]+)["']""")
FORM_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')  # new each time
LONG = 25  # characters from which a line of text cannot be anybody else's by chance

Pages = dict[str, bytes]


def walk(client: Client, start: str = "/") -> Pages:
    """Fetch every page and tile that links lead to from the first page."""
    pages: Pages = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        pages[address] = FORM_TOKEN.sub(b"", body)
        if response.headers["Content-Type"].startswith("text/html"):
            waiting.extend(links(address, body.decode()) - set(pages))
    return pages


def links(address: str, body: str) -> set[str]:
    found = set()
    for raw in LINK.findall(body):
        target = urldefrag(urljoin(address, html.unescape(raw)))[0]
        parts = urlsplit(target)
        if parts.netloc or not target.startswith("/") or target.startswith("/static/"):
            continue
        # Panes and pages of one document say the same: its own address stands for them. Where
        # an account leads to afterwards is only echoed.
        is_one = parts.path.startswith(("/documents/", "/account/"))
        found.add(parts.path if is_one else target)
    return found


def is_secret(line: str, open_words: str) -> bool:
    return len(line) >= LONG and line not in open_words


def closed_document() -> Document:
    visible = {document.pk for document in Document.objects.filter(scope__tokens__token="open")}
    closed = Document.objects.exclude(pk__in=visible)
    assert len(closed) == 1, "The sample has one closed document."
    return closed[0]


def secrets_of(document: Document) -> list[str]:
    """Give what would betray a document: its names, its words, its images."""
    versions = TextVersion.objects.exclude(text__document=document)
    open_words = "\n".join(words(version) for version in versions)
    own = TextVersion.objects.filter(text__document=document)
    lines = [line for version in own for line in words(version).split("\n")]
    surfaces = DocumentSurface.objects.filter(document=document, surface__image__isnull=False)
    shared = DocumentSurface.objects.exclude(document=document).values("surface__image")
    images = surfaces.exclude(surface__image__in=shared)
    return [
        document.identifier,
        *{document.title, *document.titles.values()},
        *([document.description] if document.description else []),
        *[line for line in lines if is_secret(line, open_words)],
        *images.values_list("surface__image__identifier", flat=True),
    ]


def words(version: TextVersion) -> str:
    return canonical_string(tree_from_row(json.loads(bytes(version.tree))))


@pytest.fixture(scope="module")
def visitor() -> Client:
    return Client(raise_request_exception=True)


def test_nothing_of_a_closed_document_is_found_at_any_address(
    in_sample: Archive, visitor: Client
) -> None:
    closed = closed_document()
    secrets = secrets_of(closed)
    assert len(secrets) > 3
    pages = walk(visitor)
    assert len([address for address in pages if address.startswith("/documents/")]) >= 40
    for address, body in pages.items():
        text = html.unescape(body.decode(errors="ignore"))
        assert [secret for secret in secrets if secret in text] == [], address


def test_the_archive_looks_as_if_a_closed_document_were_not_there(
    in_sample: Archive, visitor: Client
) -> None:
    with_it = walk(visitor)
    closed_document().delete()
    without_it = walk(visitor)
    assert set(with_it) == set(without_it)
    different = [address for address in with_it if with_it[address] != without_it[address]]
    assert different == []


def test_a_closed_document_and_one_that_never_was_answer_alike(
    in_sample: Archive, visitor: Client
) -> None:
    closed = closed_document()
    for address in (
        addresses.document(closed.identifier),
        addresses.ark("99999", closed.identifier),
    ):
        asked = visitor.get(address)
        never = visitor.get(address.replace(closed.identifier, "m0000000000"))
        assert asked.status_code == never.status_code == 404
        assert asked.content == never.content.replace(b"m0000000000", closed.identifier.encode())


def test_an_image_of_a_closed_document_is_not_found(in_sample: Archive, visitor: Client) -> None:
    closed = closed_document()
    images = list(
        DocumentSurface.objects.filter(document=closed).values_list(
            "surface__image__identifier", flat=True
        )
    )
    assert images
    for identifier in images:
        service = addresses.image_service(identifier)
        assert visitor.get(f"{service}/info.json").status_code == 404
        assert visitor.get(f"{service}/full/200,/0/default.jpg").status_code == 404
