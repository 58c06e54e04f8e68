"""Saved searches: their list, what is new in one, and what is done with them."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import FORM_METHODS, own_act, own_form, own_page
from muniment.documents.searching.parameters import SearchParameters
from muniment.library import policies
from muniment.library.models import SavedSearch
from muniment.library.selectors.searches import new_screen, searches_screen
from muniment.library.services import searches as services
from muniment.library.views.asking import viewer_of
from muniment.ui.conflicts import Conflict, Theirs, revision_of
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@own_page
def index(request: HttpRequest) -> HttpResponse:
    """List a reader's searches, with how much is new in each."""
    rows = searches_screen(viewer_of(request))
    return render(request, "library/searches.html", {"rows": rows})


@require_http_methods(FORM_METHODS)
@needs_account(asks=_("Log in or register to save this search."), done=_("The search is saved."))
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search that the address names, by the part behind its question mark."""
    data = request.POST if request.method == "POST" else request.GET
    parameters = services.clean_parameters(data.get("search", ""))
    name = data.get("name", "") or SearchParameters.of(parameters).q
    alert, error = data.get("alert", SavedSearch.Alert.NEVER), ""
    if request.method == "POST":
        try:
            made = services.save_search(
                parameters, viewer=viewer_of(request), name=data.get("name", ""), alert=alert
            )
            href = reverse("library:search_change", args=[made.identifier])
            return HttpResponseRedirect(f"{href}?saved=1")
        except Refused as refused:
            error = str(refused)
    context = {
        "search": parameters,
        "name": name,
        "alert": alert,
        "alerts": SavedSearch.Alert.choices,
        "error": error,
    }
    return render(request, "library/search_save.html", context, status=400 if error else 200)


@own_page
def search(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show what is new in a search; with this it counts as seen.

    The address then names the point in time since when it is new, and so stays the same.
    """
    viewer = viewer_of(request)
    found = policies.own_search(viewer, identifier)
    asked = request.GET.get("since", "")
    if not asked:
        services.mark_seen(found, now=timezone.now())
        since = urlencode({"since": found.seen_at.isoformat()})
        return HttpResponseRedirect(f"{request.path}?{since}")
    try:
        page = request.GET.get("page", "")
        screen = new_screen(found, viewer=viewer, since=_moment(asked), page=page)
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "library/search.html", {"screen": screen})


@own_form
def change(request: HttpRequest, identifier: str) -> HttpResponse:
    """Rename a search, and say how often what is new in it is mailed."""
    found = policies.own_search(viewer_of(request), identifier)
    name, alert, error, status = found.name, found.alert, "", 200
    theirs: tuple[Theirs, ...] = ()
    if request.method == "POST":
        name, alert = request.POST.get("name", ""), request.POST.get("alert", "")
        revision = revision_of(request.POST.get("revision", "")) or 0
        try:
            services.change_search(found, name=name, alert=alert, revision=revision)
            return HttpResponseRedirect(f"{reverse('library:searches')}#{identifier}")
        except Refused as refused:
            error, status = str(refused), 400
        except Conflict as conflict:
            found, status = conflict.current, 409
            theirs = (
                Theirs(pgettext("thing", "Name"), found.name),
                Theirs(gettext("Mails"), str(SavedSearch.Alert(found.alert).label)),
            )
    context = {
        "search": found,
        "name": name,
        "alert": alert,
        "alerts": SavedSearch.Alert.choices,
        "error": error,
        "theirs": theirs,
        "is_new": "saved" in request.GET,
    }
    return render(request, "library/search_form.html", context, status=status)


@own_act
def delete(request: HttpRequest, identifier: str) -> HttpResponse:
    """Delete a search."""
    policies.own_search(viewer_of(request), identifier).delete()
    return HttpResponseRedirect(reverse("library:searches"))


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text)
        if found and timezone.is_aware(found):
            found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None or timezone.is_naive(found):
        raise Http404("The address names no point in time.")
    return found
