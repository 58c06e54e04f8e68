"""All notes of a reader's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from muniment.accounts.pages import own_page
from muniment.annotations.selectors.own import AskedOfMine, own_notes_screen
from muniment.annotations.views.common import about_document, viewer_of


@own_page
@about_document
def mine(request: HttpRequest) -> HttpResponse:
    """List the notes of a reader's own, narrowed as he asks."""
    screen = own_notes_screen(AskedOfMine.read(request.GET), viewer=viewer_of(request))
    return render(request, "annotations/mine.html", {"screen": screen})
