"""Replies: answer a note, edit, delete and bring back what was said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import own_act, own_form
from muniment.annotations import policies
from muniment.annotations.forms import WordsForm
from muniment.annotations.models import Annotation, Reply
from muniment.annotations.policies import Thread
from muniment.annotations.selectors.note import note_screen
from muniment.annotations.services import replies as services
from muniment.annotations.services.notes import address
from muniment.annotations.views.common import (
    refusal,
    template_for,
    viewer_of,
    wants_json,
)
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import Refused


@require_POST
@needs_account(
    asks=_("Log in or register to reply."),
    done=_("Your reply is there."),
)
def reply(request: HttpRequest, note: str) -> HttpResponse:
    """Answer a note in the thread of a group, or in the open."""
    viewer = viewer_of(request)
    found = policies.note_for(viewer, note)
    thread = policies.thread_for(found, request.POST.get("group", ""), viewer=viewer)
    form = WordsForm.read(request.POST)
    try:
        written = services.reply(found, form.body, thread=thread, viewer=viewer)
    except Refused as refused:
        return _refused(request, found, form.refused(refused), thread)
    return _said(request, written, status=201)


def _refused(
    request: HttpRequest, note: Annotation, form: WordsForm, thread: Thread
) -> HttpResponse:
    if wants_json(request):
        return refusal(form.error, status=422)
    context = {
        "screen": note_screen(note, viewer=viewer_of(request)),
        "writing": form,
        "writing_in": thread.identifier,
    }
    return render(request, template_for(request, "note"), context, status=422)


@own_form
def edit(request: HttpRequest, reply: str) -> HttpResponse:
    """Write a reply anew."""
    written = policies.own_reply(viewer_of(request), reply)
    form, status = WordsForm.of(written), 200
    if request.method == "POST":
        form = WordsForm.read(request.POST)
        try:
            services.edit_reply(written, form.body, revision=form.revision)
        except Refused as refused:
            form, status = form.refused(refused), 422
        except Conflict as conflict:
            form, status = form.against(conflict.current), 409
        else:
            return _said(request, written)
    if wants_json(request) and status != 200:
        said = form.error or gettext("This reply was changed in another window meanwhile.")
        return refusal(said, status=status)
    context = {"form": form, "reply": reply, "back": services.reply_address(written)}
    return render(request, template_for(request, "reply_edit"), context, status=status)


@own_act
def delete(request: HttpRequest, reply: str) -> HttpResponse:
    """Delete a reply; whoever has deleted it sees in its place a way back."""
    written = policies.deletable_reply(viewer_of(request), reply)
    services.delete_reply(written, viewer=viewer_of(request))
    if wants_json(request):
        return HttpResponse(status=204)
    messages.success(request, gettext("The reply was deleted. You can bring it back for 30 days."))
    return HttpResponseRedirect(f"{address(written.annotation)}#reply-{reply}")


@own_act
def restore(request: HttpRequest, reply: str) -> HttpResponse:
    """Bring a deleted reply back."""
    written = policies.deleted_reply(viewer_of(request), reply)
    services.restore_reply(written)
    return _said(request, written)


def _said(request: HttpRequest, written: Reply, *, status: int = 200) -> HttpResponse:
    href = services.reply_address(written)
    if wants_json(request):
        return JsonResponse({"id": written.identifier, "href": href}, status=status)
    return HttpResponseRedirect(href)
