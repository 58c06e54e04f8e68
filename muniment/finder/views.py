"""Views of the search page: parse the address, search, show."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.searching.parameters import SearchParameters
from muniment.documents.selectors.results import found_documents
from muniment.finder.advanced import advanced_screen, query_of_form
from muniment.finder.as_json import screen_json
from muniment.finder.asking import ask
from muniment.finder.choices import offered
from muniment.finder.suggesting import suggestions
from muniment.ui.guides import guide_page
from muniment.ui.paging import PageNotFound

MAX_SELECTED = 50
MAX_TYPED = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what a search finds, as a page or as JSON."""
    parameters = SearchParameters.read(request.GET)
    try:
        screen = ask(parameters, viewer=_viewer(request), language=request.LANGUAGE_CODE or "")
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    if request.GET.get("format") == "json":
        return JsonResponse(screen_json(screen, request.build_absolute_uri))
    return render(request, "finder/search.html", {"screen": screen})


@require_safe
def advanced(request: HttpRequest) -> HttpResponse:
    """Show the form of all that can be asked, or turn it into a query and search."""
    if "ask" in request.GET:
        parameters = SearchParameters(q=query_of_form(request.GET))
        return HttpResponseRedirect(addresses.search(parameters.query_string()))
    values = offered(viewer=_viewer(request), language=request.LANGUAGE_CODE or "")
    screen = advanced_screen(request.GET.get("q", ""), request.GET.get("view", ""), offered=values)
    return render(request, "finder/advanced.html", {"screen": screen})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Offer titles, people, places and phrases for what is being typed."""
    typed = request.GET.get("q", "").replace("\0", " ").strip()[:MAX_TYPED]
    language = request.LANGUAGE_CODE or ""
    found = suggestions(typed, viewer=_viewer(request), language=language)
    return JsonResponse({"suggestions": found})


@require_safe
def open_selected(request: HttpRequest) -> HttpResponse:
    """Open the first of the selected documents; the reader then leads through them in turn."""
    asked = list(dict.fromkeys(request.GET.getlist("id")))[:MAX_SELECTED]
    results = request.GET.get("results", "")
    viewer = _viewer(request)
    visible = found_documents(asked, viewer=viewer, language=request.LANGUAGE_CODE or "")
    chosen = [identifier for identifier in asked if identifier in visible]
    if not chosen:
        return HttpResponseRedirect(addresses.search(results))
    query = {
        "q": SearchParameters.of(results).q,
        "list": ",".join(chosen),
        "results": results,
    }
    kept = urlencode({name: value for name, value in query.items() if value}, safe=",")
    return HttpResponseRedirect(f"{addresses.document(chosen[0])}?{kept}")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how to search."""
    screen = guide_page("search", request.LANGUAGE_CODE or "")
    return render(request, "finder/help.html", {"screen": screen})


def _viewer(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined, no-any-return]
