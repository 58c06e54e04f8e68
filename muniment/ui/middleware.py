"""Headers that every response of the archive carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponseBase

from muniment.ui.modules import import_map_hash

STYLE_HASHES = ("'sha256-9xTiqzfwFaL2SGb1rmr8gysEwVVjIvqWAgmZgqFqpEE='",)
"""Hashes of the style elements that third-party modules put into the page: OpenSeadragon's one."""


@cache
def policy() -> str:
    """Return the Content Security Policy of every page: nothing inline, nothing from elsewhere."""
    directives = {
        "default-src": ("'self'",),
        "script-src": ("'self'", import_map_hash()),
        "style-src": ("'self'", *STYLE_HASHES),
        "img-src": ("'self'", "data:", "blob:"),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'self'",),
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Add the Content Security Policy to a response that brings none of its own."""

    def add_policy(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        return response

    return add_policy
