"""One note: write, read, edit, delete it and bring it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from muniment.access.viewer import Viewer
from muniment.accounts.intents import needs_account
from muniment.accounts.pages import FORM_METHODS, own_act, own_form
from muniment.annotations import policies
from muniment.annotations.errors import BadBox
from muniment.annotations.exchange import note_json
from muniment.annotations.forms import NoteForm, read_about
from muniment.annotations.models import Annotation
from muniment.annotations.selectors.note import (
    about_view,
    group_choices,
    note_screen,
    shown_groups,
)
from muniment.annotations.selectors.rows import document_notes
from muniment.annotations.services import notes as services
from muniment.annotations.services.places import About
from muniment.annotations.views.common import (
    about_document,
    is_staff,
    json_answer,
    refusal,
    template_for,
    viewer_of,
    wants_json,
)
from muniment.notices.services import mark_read_under
from muniment.passages.targeting import BadTarget
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import Refused


@require_http_methods(FORM_METHODS)
@needs_account(
    asks=_("Log in or register to keep this note."),
    done=_("Your note is kept."),
)
@about_document
def new(request: HttpRequest, document: str) -> HttpResponse:
    """Write a note on what the address or the form names."""
    viewer = viewer_of(request)
    is_sent = request.method == "POST"
    data = request.POST if is_sent else request.GET
    form, about = NoteForm.read(data), read_about(data, document)
    status = 200
    if is_sent and not form.is_preview:
        try:
            note = services.create(about, form.content, viewer=viewer)
        except Refused as refused:
            form, status = form.refused(refused), 422
            if wants_json(request):
                return refusal(form.error, status=status)
        else:
            return answer_with(request, note, status=201)
    context = {
        "form": form,
        "about": _about(about, viewer=viewer),
        "groups": group_choices(viewer, chosen=form.content.groups),
        "action": reverse("annotations:new", args=[document]),
        "document": document,
    }
    return render(request, template_for(request, "new"), context, status=status)


def _about(about: About, *, viewer: Viewer) -> Any:
    try:
        return about_view(about, viewer=viewer)
    except BadBox as bad:
        raise BadTarget(str(bad)) from bad


@require_safe
def note(request: HttpRequest, note: str) -> HttpResponse:
    """Show a note with its threads; whoever sees it need not be told of it any more."""
    viewer = viewer_of(request)
    found = policies.note_for(viewer, note, is_staff=is_staff(request))
    if viewer.account_id is not None:
        mark_read_under(services.address(found), account_id=viewer.account_id)
    context = {"screen": note_screen(found, viewer=viewer)}
    return render(request, template_for(request, "note"), context)


@own_form
def edit(request: HttpRequest, note: str) -> HttpResponse:
    """Write a note anew."""
    viewer = viewer_of(request)
    found = policies.own_note(viewer, note)
    form, status = NoteForm.of(found, shown_groups(found, viewer=viewer)), 200
    if request.method == "POST":
        form = NoteForm.read(request.POST)
        if not form.is_preview:
            try:
                services.edit(found, form.content, viewer=viewer, revision=form.revision)
            except Refused as refused:
                form, status = form.refused(refused), 422
            except Conflict as conflict:
                form, status = form.against(conflict.current), 409
            else:
                return answer_with(request, found)
    if wants_json(request) and status != 200:
        said = form.error or gettext("This note was changed in another window meanwhile.")
        return refusal(said, status=status)
    context = {
        "form": form,
        "screen": note_screen(found, viewer=viewer),
        "groups": group_choices(viewer, chosen=form.content.groups),
        "action": reverse("annotations:edit", args=[note]),
    }
    return render(request, template_for(request, "edit"), context, status=status)


@own_act
def delete(request: HttpRequest, note: str) -> HttpResponse:
    """Delete a note; the page after it has a way back."""
    found = policies.own_note(viewer_of(request), note)
    services.delete(found, viewer=viewer_of(request))
    if wants_json(request):
        return HttpResponse(status=204)
    return HttpResponseRedirect(f"{reverse('annotations:mine')}?gone={note}")


@own_act
def restore(request: HttpRequest, note: str) -> HttpResponse:
    """Bring a deleted note back."""
    found = policies.deleted_note(viewer_of(request), note)
    services.restore(found)
    if not wants_json(request):
        messages.success(request, gettext("The note is back."))
    return answer_with(request, found)


def answer_with(request: HttpRequest, note: Annotation, *, status: int = 200) -> HttpResponse:
    """Lead to a note, or give it to a script."""
    if wants_json(request) and note.document:
        rows = document_notes(note.document, viewer=viewer_of(request), only=note.pk).rows
        return json_answer(note_json(rows[0]), status=status)
    return HttpResponseRedirect(services.address(note))
