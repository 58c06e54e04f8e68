"""Take a note to another passage, as when its own is no longer in the text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from muniment.accounts.pages import own_form
from muniment.annotations import policies
from muniment.annotations.forms import read_about
from muniment.annotations.models import Annotation
from muniment.annotations.selectors.note import note_screen
from muniment.annotations.services import notes as services
from muniment.annotations.views.common import about_document, refusal, viewer_of, wants_json
from muniment.annotations.views.notes import answer_with
from muniment.passages.services import find_words
from muniment.passages.targeting import visible_document
from muniment.ui.conflicts import Conflict, revision_of

MOST = 20


@own_form
@about_document
def move(request: HttpRequest, note: str) -> HttpResponse:
    """Ask for the words of another passage, show where they stand, and take the note there."""
    viewer = viewer_of(request)
    found = policies.own_note(viewer, note)
    document = visible_document(found.document_identifier, viewer=viewer)
    if request.method == "POST":
        return _take(request, found)
    words = request.GET.get("words", "")[:500]
    return _ask(request, found, words=words, places=find_words(document, words, most=MOST))


def _take(request: HttpRequest, note: Annotation) -> HttpResponse:
    about = read_about(request.POST, note.document_identifier)
    revision = revision_of(request.POST.get("revision", ""))
    try:
        services.move(note, about, viewer=viewer_of(request), revision=revision)
    except Conflict as conflict:
        said = gettext("This note was changed in another window meanwhile.")
        if wants_json(request):
            return refusal(said, status=409)
        return _ask(request, conflict.current, error=said, status=409)
    if not wants_json(request):
        messages.success(request, gettext("The note has its new passage."))
    return answer_with(request, note)


def _ask(request: HttpRequest, note: Annotation, *, status: int = 200, **more: Any) -> HttpResponse:
    screen = note_screen(note, viewer=viewer_of(request))
    context = {"screen": screen, "revision": note.revision, "most": MOST, **more}
    return render(request, "annotations/move.html", context, status=status)
