"""The notes on a document: a page, the panel beside the document, and what scripts ask for."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from muniment.annotations.exchange import notes_json
from muniment.annotations.selectors.document import Asked, notes_screen
from muniment.annotations.selectors.rows import document_notes
from muniment.annotations.views.common import about_document, json_answer, viewer_of
from muniment.passages.targeting import visible_document


@require_safe
@about_document
def notes(request: HttpRequest, document: str) -> HttpResponse:
    """Show the notes on a document."""
    if request.GET.get("format") == "json":
        return _as_json(request, document)
    screen = notes_screen(document, Asked.read(request.GET), viewer=viewer_of(request))
    part = "_panel" if request.GET.get("fragment") else "document"
    return render(request, f"annotations/{part}.html", {"screen": screen})


def _as_json(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give all notes; a visitor's browser asks whether they are still the same."""
    viewer = viewer_of(request)
    document = visible_document(identifier, viewer=viewer)
    found = document_notes(document, viewer=viewer)
    content = notes_json(found, may_annotate=bool(found.texts))
    if viewer.account_id is not None:
        return json_answer(content)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    is_known = tag in parse_etags(request.headers.get("If-None-Match", ""))
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    response = (
        HttpResponseNotModified(headers=headers)
        if is_known
        else HttpResponse(content, "application/json", headers=headers)
    )
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
