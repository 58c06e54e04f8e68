"""The language of the interface: asked for in the address, chosen before, or the browser's wish.

`?lang=ru` holds for one page and makes an address that anyone may be sent to; a choice by the
switch is kept in a cookie, the only one that somebody who only reads ever gets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "lang"


def language_of(query: Mapping[str, str], cookies: Mapping[str, str], accepted: str) -> str:
    """Choose the interface's language from query, cookies and the Accept-Language header."""
    for code in (query.get(PARAMETER), cookies.get(settings.LANGUAGE_COOKIE_NAME)):
        if code and is_offered(code):
            return code
    return _negotiate(accepted)


def is_offered(code: str) -> bool:
    """Tell whether the interface speaks this language."""
    return any(code == offered for offered, _ in settings.LANGUAGES)


@lru_cache(maxsize=1000)
def _negotiate(accepted: str) -> str:
    for tag, _quality in parse_accept_lang_header(accepted.lower()):
        code = tag.partition("-")[0]
        if is_offered(code):
            return code
    return settings.LANGUAGE_CODE


def language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Speak the reader's language, and say in the headers on what it depended."""

    def speak(request: HttpRequest) -> HttpResponseBase:
        code = language_of(request.GET, request.COOKIES, request.headers.get("Accept-Language", ""))
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            response.headers.setdefault("Content-Language", code)
        return response

    return speak
