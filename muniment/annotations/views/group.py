"""The notes of a group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from muniment.accounts.pages import own_page
from muniment.annotations.selectors.group import group_notes_screen
from muniment.annotations.views.common import about_document, viewer_of


@own_page
@about_document
def notes(request: HttpRequest, group: str) -> HttpResponse:
    """List the notes that are shown to a group."""
    screen = group_notes_screen(group, request.GET.get("page", ""), viewer=viewer_of(request))
    context = {"screen": screen, "head": screen.head}
    return render(request, "annotations/group.html", context)
