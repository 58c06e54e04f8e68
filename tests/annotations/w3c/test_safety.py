"""Whatever is sent, nothing breaks and no script is kept as HTML."""

from __future__ import annotations

import contextlib
import json
from typing import Any
from urllib.parse import quote

import lxml.html
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.annotations.models import Annotation
from muniment.annotations.w3c.errors import Rejected
from muniment.annotations.w3c.loading import DEEPEST, load
from muniment.annotations.w3c.reading import read_annotation
from tests.annotations.builders import World
from tests.annotations.w3c.checker import check_annotation
from tests.annotations.w3c.clients import ROOT, Program, quoting

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    '"><iframe src="javascript:alert(1)">',
)

_WORDS = st.sampled_from(
    ["warm", "river", "TextualBody", "Annotation", "TextQuoteSelector", "TextPositionSelector",
     "FragmentSelector", "xywh=1,2,3,4", "text/plain", "text/html", "tagging", "commenting",
     "http://www.w3.org/ns/anno.jsonld", f"{ROOT}/documents/x0001/?panes=en",
     f"{ROOT}/annotations/public/", "2026-01-01T00:00:00Z", "", *SCRIPTS]
)  # fmt: skip
_NAMES = st.sampled_from(
    ["@context", "id", "type", "body", "bodyValue", "target", "motivation", "audience", "value",
     "format", "purpose", "source", "selector", "exact", "prefix", "start", "end", "state",
     "refinedBy", "styleClass", "sourceDate", "schema:version", "scope", "via", "creator", "items"]
)  # fmt: skip
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | _WORDS
ANY_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=5),
    max_leaves=12,
)


@pytest.fixture
def program(world: World) -> Program:
    """Give one program for all examples: making tokens is not what is tried here."""
    return Program(world.author)


@st.composite
def nearly_right(draw: st.DrawFn) -> dict[str, Any]:
    """Make an annotation of which some members are anything."""
    members: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "Was it?"},
        "target": {
            "source": f"{ROOT}/documents/x0001/?panes=en",
            "selector": {"type": "TextQuoteSelector", "exact": "warm"},
        },
    }
    members |= draw(st.dictionaries(_NAMES, ANY_JSON, max_size=3))
    for name in ("body", "target"):
        if isinstance(members.get(name), dict):
            members[name] = members[name] | draw(st.dictionaries(_NAMES, ANY_JSON, max_size=2))
    return members


@given(st.binary(max_size=200) | ANY_JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(Rejected):
        read_annotation(load(data))


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b" ", 400), (b"null", 400), (b"[]", 400), (b"{", 400), (b"\xff", 400),
        (b'{"a": "\\ud800"}', 400), (b'{"a": "\\u0000"}', 400), (b'{"a": 1e999}', 400),
        (b'{"a": NaN}', 400), (b'{"a":' * 2000 + b"1" + b"}" * 2000, 400),
        (b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", 400),
        (b'{"a": "' + b"x" * 70_000 + b'"}', 413), (b"{}", 415),
        (b'{"@context": "http://schema.org/", "type": "Annotation"}', 415),
        (b'{"@context": ["http://www.w3.org/ns/anno.jsonld", 5], "type": "Annotation"}', 415),
        (b'{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Note"}', 415),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_what_is_no_annotation_is_refused(world: World, data: bytes, status: int) -> None:
    answer = Program(world.author).post(data)
    assert answer.status_code == status, answer.content
    assert "Link" in answer.headers and "Accept-Post" in answer.headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "", "é"],
)
def test_other_formats_are_refused(world: World, media_type: str) -> None:
    program = Program(world.author)
    client: Client = program._client
    answer = client.generic("POST", "/annotations/", json.dumps(quoting(world)), media_type)
    assert answer.status_code == 415


@pytest.mark.django_db
@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(members=nearly_right())
def test_no_annotation_breaks_anything(program: Program, settings: Any, members: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    answer = program.post(json.dumps(members).encode())
    assert answer.status_code in (201, 400, 403, 409, 413, 415, 429), answer.content
    if answer.status_code == 201:
        check_annotation(answer.json())
        again = program.get(answer.headers["Location"])
        assert again.json() == answer.json()
        put = program.put(answer.headers["Location"], again.json(), If_Match=again.headers["ETag"])
        assert put.status_code == 200, put.content
        assert put.json()["target"] == answer.json()["target"]
        assert put.json().get("body") == answer.json().get("body")


@pytest.mark.django_db
@given(
    identifier=st.text(max_size=20), headers=st.lists(st.text(max_size=30), min_size=4, max_size=4)
)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_address_and_no_header_breaks_anything(
    world: World, identifier: str, headers: list[str]
) -> None:
    names = ("Accept", "Prefer", "If-None-Match", "If-Match")
    given_headers = dict(zip(names, headers, strict=True))
    client = Client()
    for path in (
        f"/annotations/{quote(identifier, safe='')}",
        f"/annotations/?page={quote(identifier)}",
        f"/annotations/?iris={quote(identifier)}",
        f"/annotations/groups/{quote(identifier, safe='')}/",
        f"/annotations/documents/{quote(identifier, safe='')}/",
    ):
        assert client.get(path, headers=given_headers).status_code < 500
        assert client.delete(path, headers=given_headers).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", None])
def test_no_script_reaches_a_page(world: World, script: str, media_type: str | None) -> None:
    body = {"type": "TextualBody", "value": script, "format": media_type}
    tag = {"type": "TextualBody", "value": script[:60], "purpose": "tagging"}
    members = quoting(world, body=[body, tag], audience=f"{ROOT}/annotations/public/")
    answer = Program(world.author).post(members)
    assert answer.status_code == 201
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    note = Annotation.objects.get()
    page = lxml.html.fromstring(Client().get(f"/notes/{note.identifier}/").content)
    main: Any = page.find(".//main")
    assert not main.xpath(".//script | .//img | .//iframe | .//svg[@onload]")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//@href[starts-with(., 'javascript:')]")
    assert "alert(1)" in main.text_content()
