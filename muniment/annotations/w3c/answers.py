"""Answers with the headers that the protocol asks of them, whatever they say (Protocol, 3, 4, 6).

Scripts of other sites may read and write, but by a token alone: nothing is shared with a site that
sends a reader's cookies along (Fetch, 3.3.5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from muniment.accounts.tokens.bearer import token_of
from muniment.annotations.w3c.vocabulary import (
    ANNOTATION_TYPE,
    CONSTRAINTS,
    CONTAINER_TYPE,
    JSON,
    PROFILED,
    RESOURCE_TYPE,
)

EXPOSED = "Accept-Post, Allow, Content-Location, ETag, Link, Location, Retry-After"
ASKED = "Accept, Authorization, Content-Type, If-Match, If-None-Match, Prefer, Slug"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of resource, by what all answers for it say."""

    allow: str
    links: tuple[str, ...]
    vary: str = "Accept, Authorization, Cookie"
    accept_post: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Give the headers of every answer."""
        headers = {"Allow": self.allow, "Link": ", ".join(self.links), "Vary": self.vary}
        return headers | ({"Accept-Post": self.accept_post} if self.accept_post else {})


_READ = "GET, HEAD, OPTIONS"
_PREFERRED = "Accept, Prefer, Authorization, Cookie"
_CONTAINER_LINKS = (CONTAINER_TYPE, RESOURCE_TYPE, CONSTRAINTS)

ANNOTATION = Kind(f"{_READ}, PUT, DELETE", (RESOURCE_TYPE, ANNOTATION_TYPE, CONSTRAINTS))
CONTAINER = Kind(_READ, _CONTAINER_LINKS, _PREFERRED)
OPEN_CONTAINER = Kind(f"{_READ}, POST", _CONTAINER_LINKS, _PREFERRED, f"{PROFILED}, {JSON}")
PAGE = Kind(_READ, (RESOURCE_TYPE, CONSTRAINTS))


@dataclass(frozen=True, slots=True)
class Body:
    """JSON-LD as it is sent; the same bytes have the same tag."""

    content: bytes
    media_type: str

    @classmethod
    def of(cls, members: Mapping[str, Any], *, media_type: str) -> Body:
        """Write the members of an object."""
        return cls(orjson.dumps(members), media_type)

    @property
    def etag(self) -> str:
        """Give the strong entity tag (RFC 9110, 8.8.3)."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'


def send(
    request: HttpRequest, body: Body, *, kind: Kind, status: int = 200, location: str = ""
) -> HttpResponse:
    """Send a representation; nothing of it where the client has the same already.

    `location` is the address of what is sent.
    """
    headers = {"ETag": body.etag, "Content-Location": location, **_caching(request)}
    if status == 201:
        headers["Location"] = location
    response = HttpResponse(body.content, body.media_type, status, headers=headers)
    if request.method in ("GET", "HEAD"):
        found = get_conditional_response(request, etag=body.etag, response=response)
        assert isinstance(found, HttpResponse)
        response = found
    return finish(request, response, kind=kind)


def lead_to(request: HttpRequest, page: str, *, kind: Kind) -> HttpResponse:
    """Lead a person to the page that shows the same."""
    response = HttpResponse(status=303, headers={"Location": page, **_caching(request)})
    return finish(request, response, kind=kind)


def nothing(request: HttpRequest, *, kind: Kind) -> HttpResponse:
    """Say that it is done, and that there is nothing more to say."""
    return finish(request, HttpResponse(status=204, headers=_caching(request)), kind=kind)


def options(request: HttpRequest, *, kind: Kind) -> HttpResponse:
    """Tell what may be asked. It says nothing of what is there: browsers ask without a token."""
    headers = {
        "Access-Control-Allow-Methods": kind.allow,
        "Access-Control-Allow-Headers": ASKED,
        "Access-Control-Max-Age": "86400",
    }
    return finish(request, HttpResponse(b"", headers=headers), kind=kind)


def refuse(
    request: HttpRequest, sentence: str, *, status: int, kind: Kind, etag: str = ""
) -> HttpResponse:
    """Say in a sentence why not."""
    headers = {"Cache-Control": "no-store"} | ({"ETag": etag} if etag else {})
    if status == 429:
        headers["Retry-After"] = "60"
    response = HttpResponse(f"{sentence}\n", "text/plain; charset=utf-8", status, headers=headers)
    return finish(request, response, kind=kind)


def finish(request: HttpRequest, response: HttpResponse, *, kind: Kind) -> HttpResponse:
    """Add the headers that every answer has."""
    for name, value in kind.headers.items():
        response.headers[name] = value
    if not _is_by_session(request):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _is_by_session(request: HttpRequest) -> bool:
    return token_of(request) is None and bool(request.session.session_key)


def _caching(request: HttpRequest) -> dict[str, str]:
    """Let what everyone may see be kept and asked for again; let nothing else be kept."""
    is_known = token_of(request) is not None or bool(request.session.session_key)
    return {"Cache-Control": "private, no-store" if is_known else "public, no-cache"}
