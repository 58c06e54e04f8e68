"""The protocol over real HTTP, and from a browser that stands on another site.

What the standard demands of containers and annotations is asked for one by one.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.annotations.w3c.checker import check_annotation, check_container, check_page
from tests.archives import ROOT, Archive, LiveArchive, environment, served
from tests.screen import Watch

JSON_LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came over the wire."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True, slots=True)
class Server:
    """A served archive, with somebody who has a token to it."""

    live: LiveArchive
    token: str
    document: str
    text: str
    exact: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send a request as bytes; underscores in names of headers stand for hyphens."""
        connection = http.client.HTTPConnection(urlsplit(self.live.address).netloc, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent["Content-Type"] = JSON_LD
        try:
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, path.removeprefix(self.live.address), content, sent)
            response = connection.getresponse()
            return Answer(response.status, response.msg, response.read())
        finally:
            connection.close()

    def as_reader(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        return self.ask(method, path, body, Authorization=f"Bearer {self.token}", **headers)

    def annotation(self, *, is_public: bool = True) -> dict[str, Any]:
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "body": {"type": "TextualBody", "value": "Сравни с письмом."},
            "audience": self.live.url(f"/annotations/{'public' if is_public else 'mine'}/"),
            "target": {
                "source": self.live.url(f"/documents/{self.document}/?panes={self.text}"),
                "selector": {"type": "TextQuoteSelector", "exact": self.exact},
            },
        }

    def create(self, *, is_public: bool = True) -> Answer:
        made = self.as_reader("POST", "/annotations/", self.annotation(is_public=is_public))
        assert made.status == 201, made.content
        return made


@pytest.fixture(scope="module")
def server(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("w3c") / "home")
    command = [sys.executable, "-m", "tests.annotations.w3c.live_token", str(archive.home)]
    made = subprocess.run(
        command, env=environment(archive.home), cwd=ROOT, check=True, capture_output=True
    )
    with served(archive) as live:
        yield Server(live, **json.loads(made.stdout))


class EmptyPages(BaseHTTPRequestHandler):
    """A site of which each page is empty."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def other_site() -> Iterator[str]:
    """Serve another site, which shares nothing with the archive but the machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), EmptyPages) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://localhost:{site.server_port}/"
        site.shutdown()
        thread.join()


def test_an_annotation_lives_and_dies(server: Server) -> None:
    made = server.create()
    address, etag = made.headers["Location"], made.headers["ETag"]
    assert made.headers["Content-Type"] == JSON_LD
    check_annotation(made.json)
    assert made.json["id"] == address == made.headers["Content-Location"]
    assert address.startswith(server.live.url("/annotations/"))

    read = server.ask("GET", address)
    assert (read.status, read.headers["ETag"], read.json) == (200, etag, made.json)
    head = server.ask("HEAD", address)
    assert (head.status, head.content, head.headers["ETag"]) == (200, b"", etag)
    assert server.ask("GET", address, If_None_Match=etag).status == 304

    changed = {**made.json, "body": {"type": "TextualBody", "value": "Иначе."}}
    assert server.as_reader("PUT", address, changed).status == 428
    put = server.as_reader("PUT", address, changed, If_Match=etag)
    assert put.status == 200 and put.json["body"]["value"] == "Иначе."
    assert server.as_reader("PUT", address, changed, If_Match=etag).status == 412
    assert server.as_reader("DELETE", address, If_Match=etag).status == 412
    gone = server.as_reader("DELETE", address, If_Match=put.headers["ETag"])
    assert (gone.status, gone.content) == (204, b"")
    assert server.ask("GET", address).status == 410


def test_an_annotation_says_what_it_is_in_its_headers(server: Server) -> None:
    read = server.ask("GET", server.create().headers["Location"])
    assert {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"} == set(read.headers["Allow"].split(", "))
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in read.headers["Link"]
    assert "Accept" in read.headers["Vary"]
    assert read.headers["ETag"].startswith('"')
    assert "Set-Cookie" not in read.headers


def test_a_container_says_what_it_is_in_its_headers(server: Server) -> None:
    server.create()
    found = server.ask("GET", "/annotations/")
    assert found.headers["Content-Type"] == JSON_LD
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(found.headers["Allow"].split(", "))
    assert "application/ld+json" in found.headers["Accept-Post"]
    assert '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"' in found.headers["Link"]
    assert "<http://www.w3.org/TR/annotation-protocol/>" in found.headers["Link"]
    assert {"Accept", "Prefer"} <= set(found.headers["Vary"].split(", "))
    assert found.headers["Content-Location"] == found.json["id"]
    assert "Set-Cookie" not in found.headers
    check_container(found.json)
    check_page(server.ask("GET", found.json["last"]).json)


def test_a_document_says_where_its_annotations_are_created(server: Server) -> None:
    page = server.ask("GET", f"/documents/{server.document}/").content.decode()
    link = '<link rel="http://www.w3.org/ns/oa#annotationService" href="/annotations/">'
    assert link in page  # Protocol, 4.4


@pytest.mark.parametrize("path", ["/annotations/", "/annotations/public/", "/annotations/x"])
def test_head_and_options_are_answered(server: Server, path: str) -> None:
    assert server.ask("HEAD", path).content == b""
    options = server.ask("OPTIONS", path)
    assert options.status == 200
    assert options.headers["Allow"].startswith("GET, HEAD, OPTIONS")


def test_compression_leaves_the_tag_to_the_words_it_is_of(server: Server) -> None:
    address = server.create().headers["Location"]
    plain = server.ask("GET", address)
    squeezed = server.ask("GET", address, Accept_Encoding="gzip, br")
    assert squeezed.headers.get("Content-Encoding") is None
    assert squeezed.headers["ETag"] == plain.headers["ETag"]


def test_what_is_private_is_nothing_to_others_and_not_remembered(server: Server) -> None:
    address = server.create(is_public=False).headers["Location"]
    assert server.as_reader("GET", address).headers["Cache-Control"] == "private, no-store"
    assert server.ask("GET", address).status == 404
    mine = server.as_reader("GET", "/annotations/mine/").json
    assert address in {item["id"] for item in mine["first"]["items"]}
    public = server.ask("GET", "/annotations/").content.decode()
    assert address not in public
    assert server.ask("GET", "/annotations/mine/").status == 401


def test_a_script_of_another_site_reads_and_with_a_token_writes(
    server: Server, other_site: str, new_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect(r".*")  # it is another site on purpose, and is refused once
    page = new_page()
    page.goto(other_site)
    asked = {
        "root": server.live.url("/annotations/"),
        "token": server.token,
        "annotation": server.annotation(),
    }
    found = page.evaluate(
        """async ({root, token, annotation}) => {
            const body = JSON.stringify(annotation);
            const type = {"Content-Type": "application/ld+json"};
            const refused = await fetch(root, {method: "POST", body, headers: type});
            const bearer = {Authorization: `Bearer ${token}`};
            const made = await fetch(root, {method: "POST", body, headers: {...type, ...bearer}});
            const address = made.headers.get("Location");
            const read = await fetch(address);
            const etag = read.headers.get("ETag");
            const gone = await fetch(
                address, {method: "DELETE", headers: {...bearer, "If-Match": etag}}
            );
            const cookies = await fetch(root, {credentials: "include"}).catch(() => "blocked");
            return {
                refused: refused.status, made: made.status, words: (await read.json()).body.value,
                gone: gone.status, cookies,
            };
        }""",
        asked,
    )
    assert found == {
        "refused": 401,
        "made": 201,
        "words": "Сравни с письмом.",
        "gone": 204,
        "cookies": "blocked",
    }
