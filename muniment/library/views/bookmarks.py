"""Bookmarks: their list, and what is done with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import FORM_METHODS, own_act, own_form, own_page
from muniment.library import policies
from muniment.library.selectors.bookmarks import bookmark_rows, bookmarks_screen
from muniment.library.selectors.gone import gone_from
from muniment.library.selectors.items import wanted
from muniment.library.services import bookmarks as services
from muniment.library.views.asking import back_to, move_of, moved, viewer_of
from muniment.library.views.targets import about_target
from muniment.passages.targeting import read_target
from muniment.ui.conflicts import Conflict, Theirs, revision_of
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@own_page
def index(request: HttpRequest) -> HttpResponse:
    """List a reader's bookmarks."""
    viewer = viewer_of(request)
    try:
        screen = bookmarks_screen(viewer, page=request.GET.get("page", ""))
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    gone = gone_from(request.GET.get("gone", ""), viewer=viewer)
    return render(request, "library/bookmarks.html", {"screen": screen, "gone": gone})


@require_http_methods(FORM_METHODS)
@needs_account(
    asks=_("Log in or register to put a bookmark here."), done=_("The bookmark is in its place.")
)
@about_target
def add(request: HttpRequest) -> HttpResponse:
    """Put a bookmark on the page that the address or the form names."""
    viewer = viewer_of(request)
    data = request.POST if request.method == "POST" else request.GET
    target = read_target(data)
    name, error = data.get("name", ""), ""
    if request.method == "POST":
        try:
            made = services.add_bookmark(target, viewer=viewer, name=name)
            href = reverse("library:bookmark", args=[made.identifier])
            return HttpResponseRedirect(f"{href}?added=1")
        except Refused as refused:
            error = str(refused)
    context = {"wanted": wanted(target, viewer=viewer), "name": name, "error": error}
    return render(request, "library/bookmark_add.html", context, status=400 if error else 200)


@own_form
def change(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give a bookmark a name."""
    viewer = viewer_of(request)
    found = policies.own_bookmark(viewer, identifier)
    name, error, status = found.name, "", 200
    theirs: tuple[Theirs, ...] = ()
    if request.method == "POST":
        name = request.POST.get("name", "")
        revision = revision_of(request.POST.get("revision", "")) or 0
        try:
            services.rename_bookmark(found, name=name, revision=revision)
            return HttpResponseRedirect(f"{reverse('library:bookmarks')}#{identifier}")
        except Refused as refused:
            error, status = str(refused), 400
        except Conflict as conflict:
            found, status = conflict.current, 409
            theirs = (Theirs(pgettext("thing", "Name"), found.name),)
    context = {
        "row": bookmark_rows([found], viewer=viewer)[0],
        "name": name,
        "revision": found.revision,
        "error": error,
        "theirs": theirs,
        "is_new": "added" in request.GET,
    }
    return render(request, "library/bookmark.html", context, status=status)


@own_act
def order(request: HttpRequest, identifier: str) -> HttpResponse:
    """Move a bookmark among the others."""
    viewer = viewer_of(request)
    found = policies.own_bookmark(viewer, identifier)
    services.order_bookmark(found, move_of(request, policies.own_bookmark))
    return moved(request, to=f"{reverse('library:bookmarks')}#{identifier}")


@own_act
def delete(request: HttpRequest, identifier: str) -> HttpResponse:
    """Take a bookmark away, with a way to bring it back."""
    services.delete_bookmark(policies.own_bookmark(viewer_of(request), identifier))
    otherwise = f"{reverse('library:bookmarks')}?gone=bookmark:{identifier}"
    return HttpResponseRedirect(back_to(request, otherwise=otherwise))


@own_act
def restore(request: HttpRequest, identifier: str) -> HttpResponse:
    """Bring a bookmark back."""
    found = policies.own_bookmark(viewer_of(request), identifier, deleted=True)
    services.restore_bookmark(found)
    return HttpResponseRedirect(f"{reverse('library:bookmarks')}#{identifier}")
