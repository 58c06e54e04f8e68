"""Complaints about notes and replies."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import FORM_METHODS
from muniment.annotations import policies
from muniment.annotations.forms import WordsForm
from muniment.annotations.models import Annotation, Reply
from muniment.annotations.services import reports as services
from muniment.annotations.services.notes import address
from muniment.annotations.views.common import template_for, viewer_of
from muniment.annotations.words import author_of, excerpt_of
from muniment.ui.refusals import Refused

_ASKS = _("Log in or register to report this, so that you can be told what becomes of it.")
_DONE = _("Your report is with the staff. You will be told what becomes of it.")


@require_http_methods(FORM_METHODS)
@needs_account(asks=_ASKS, done=_DONE)
def note(request: HttpRequest, note: str) -> HttpResponse:
    """Complain about a note."""
    found = policies.note_for(viewer_of(request), note)
    return _report(request, found, None)


@require_http_methods(FORM_METHODS)
@needs_account(asks=_ASKS, done=_DONE)
def reply(request: HttpRequest, reply: str) -> HttpResponse:
    """Complain about a reply."""
    found = policies.reply_for(viewer_of(request), reply)
    return _report(request, found.annotation, found)


def _report(request: HttpRequest, note: Annotation, written: Reply | None) -> HttpResponse:
    thing = written or note
    policies.check_report(viewer_of(request), thing)
    form, status = WordsForm.complaint(request.POST), 200
    if request.method == "POST":
        try:
            services.report(note, form.body, viewer=viewer_of(request), written=written)
        except Refused as refused:
            form, status = form.refused(refused), 422
        else:
            messages.success(request, str(_DONE))
            return HttpResponseRedirect(address(note))
    context = {
        "form": form,
        "title": gettext("Report a reply") if written else gettext("Report a note"),
        "author": author_of(thing),
        "excerpt": excerpt_of(thing.body),
        "back": address(note),
    }
    return render(request, template_for(request, "report"), context, status=status)
