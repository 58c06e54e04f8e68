"""The history of what was read: private, kept only on request, erasable."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from muniment.accounts.pages import own_act, own_page
from muniment.documents.selectors.document import DocumentNotFound
from muniment.library.selectors.history import history_screen
from muniment.library.services import history as services
from muniment.library.views.asking import viewer_of
from muniment.passages.errors import BadTarget
from muniment.passages.targeting import read_target, visible_document
from muniment.ui.paging import PageNotFound


@own_page
def index(request: HttpRequest) -> HttpResponse:
    """Show what a reader has read, and the switch."""
    try:
        screen = history_screen(viewer_of(request), page=request.GET.get("page", ""))
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "library/history.html", {"screen": screen})


@own_act
def choose(request: HttpRequest) -> HttpResponse:
    """Switch the history on or off."""
    services.choose_history(viewer_of(request), keeps=request.POST.get("keep") == "yes")
    return HttpResponseRedirect(reverse("library:history"))


@own_act
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one document from the history, or all of it."""
    viewer = viewer_of(request)
    if request.POST.get("what") == "all":
        services.erase_history(viewer)
    elif document := request.POST.get("document", ""):
        services.erase_history(viewer, document=document)
    return HttpResponseRedirect(reverse("library:history"))


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Note that a document is read: the reader's page says so once somebody stays on it.

    It is said by a form of its own, some seconds after the page was shown. So reading writes
    nothing, pages stay as they are kept for all, and what was only passed by is not noted.
    """
    viewer = viewer_of(request)
    if viewer.account_id is None:
        return HttpResponse(status=204)
    try:
        document = visible_document(read_target(request.POST).document, viewer=viewer)
    except (BadTarget, DocumentNotFound) as error:
        raise Http404(str(error)) from error
    services.note_reading(document, viewer=viewer)
    return HttpResponse(status=204)
