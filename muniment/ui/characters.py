"""Requests with characters that no database keeps: they are answered before any view is asked."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def only_storable(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse an address or a form with U+0000 or half a character with 400 and a page."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not (_is_address_storable(request) and _is_form_storable(request)):
            return render(request, "400.html", status=400)
        return get_response(request)

    return answer


def _is_address_storable(request: HttpRequest) -> bool:
    """Look at what was sent; it is decoded only where it claims to be in another encoding."""
    query = request.META.get("QUERY_STRING", "")
    if "%00" in query or "\0" in query or not _is_storable(request.path):
        return False
    return "charset" not in (request.content_params or {}) or all(
        _is_storable(value) for values in request.GET.lists() for value in (values[0], *values[1])
    )


def _is_form_storable(request: HttpRequest) -> bool:
    if request.method != "POST" or request.content_type not in _FORMS:
        return True
    try:
        sent = request.POST.lists()
    except (UnreadablePostError, MultiPartParserError):  # no form to look at; the view finds out
        return True
    return all(_is_storable(value) for name, values in sent for value in (name, *values))


def _is_storable(text: str) -> bool:
    """Tell whether a text has no U+0000 and no half of a surrogate pair."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
