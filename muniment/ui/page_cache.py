"""Whole pages kept in front of Django, for visitors of whom nothing is known.

Only what a view has marked as the same for every visitor is kept, and only for requests without
a session, credentials or any cookie beyond those listed here, which are part of the key. The
archive's revision is part of it too: a change of content or access empties the memory.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpResponse, parse_cookie

from muniment.core.bounded import BoundedCache
from muniment.core.revision import current_revision
from muniment.ui.languages import language_of

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MARK = "X-Muniment-Public"
KEPT_COOKIES = frozenset({"panes", settings.LANGUAGE_COOKIE_NAME})
"""Cookies that a kept page may depend on: choices of looks, never who somebody is."""

MAX_BYTES = 64_000_000
MAX_PAGE_BYTES = 4_000_000
LONGEST_QUERY = 500  # beyond, no reader has asked: nothing that long is kept
_COMPRESSION = 6
_NOT_KEPT_HEADERS = frozenset(
    {"set-cookie", "content-length", MARK.lower(), "etag", "cache-control"}
)


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: tuple[tuple[str, str], ...]
    body: bytes
    compressed: bytes
    tag: str


_memory: BoundedCache[_Kept] = BoundedCache(max_weight=MAX_BYTES)


def mark_public(response: HttpResponse) -> HttpResponse:
    """Say that a response depends on nothing but address, language and the kept cookies."""
    response.headers[MARK] = "1"
    return response


def pages_first(application: Application) -> Application:
    """Wrap Django so that a page that was sent before to a visitor is sent again from memory."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return application(environ, _without_mark(start_response))
        kept = _memory.get(key)
        if kept is None:
            return _ask(application, environ, start_response, key)
        return _send(kept, environ, start_response)

    return answer


def forget_pages() -> None:
    """Empty the memory; for tests."""
    _memory.clear()


def _key(environ: Environ) -> tuple[Any, ...] | None:
    """Name what the page depends on; None for a request that must not be answered from memory."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    cookies = _cookies(environ.get("HTTP_COOKIE", ""))
    if cookies is None:
        return None
    query = environ.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return None
    asked = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
    return (
        environ.get("wsgi.url_scheme"),
        environ.get("HTTP_HOST"),
        environ.get("HTTP_X_FORWARDED_PROTO"),
        environ.get("PATH_INFO"),
        query,
        language_of(asked, cookies, environ.get("HTTP_ACCEPT_LANGUAGE", "")),
        cookies.get("panes"),
        current_revision(Path(settings.MUNIMENT_HOME)),
    )


def _cookies(header: str) -> dict[str, str] | None:
    """Read the cookies as Django does; None where one says more than a choice of looks."""
    cookies = parse_cookie(header)
    return cookies if cookies.keys() <= KEPT_COOKIES else None


def _without_mark(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [h for h in headers if h[0] != MARK], *rest)

    return start


def _ask(
    application: Application, environ: Environ, start_response: StartResponse, key: tuple[Any, ...]
) -> Iterable[bytes]:
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        said[:] = [status, headers, rest]

    result = application(environ, start)
    status, headers, rest = said
    names = {name.lower() for name, _ in headers}
    is_public = (MARK, "1") in headers and "set-cookie" not in names and status.startswith("200")
    if not is_public or environ["REQUEST_METHOD"] != "GET":
        start_response(status, [h for h in headers if h[0] != MARK], *rest)
        return result
    try:
        body = b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    kept = _keep(body, headers)
    if len(body) <= MAX_PAGE_BYTES:
        _memory.put(key, kept, weight=len(kept.body) + len(kept.compressed))
    return _send(kept, environ, start_response)


def _keep(body: bytes, headers: list[tuple[str, str]]) -> _Kept:
    own = tuple(
        (name, f"{value}, Accept-Encoding" if name.lower() == "vary" else value)
        for name, value in headers
        if name.lower() not in _NOT_KEPT_HEADERS
    )
    tag = hashlib.sha256(body).hexdigest()[:32]
    return _Kept(own, body, gzip.compress(body, _COMPRESSION, mtime=0), tag)


def _send(kept: _Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    is_gzip = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    tag = f'W/"{kept.tag}"'
    common = [*kept.headers, ("ETag", tag), ("Cache-Control", "private, no-cache")]
    if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", common)
        return []
    body = kept.compressed if is_gzip else kept.body
    encoding = [("Content-Encoding", "gzip")] if is_gzip else []
    start_response("200 OK", [*common, *encoding, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
