"""From a screen to a response, and from what is not there to a helpful page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muniment.access.viewer import Viewer
from muniment.documents.selectors.errors import NotHeld
from muniment.ui.page_cache import mark_public
from muniment.ui.paging import PageNotFound

P = ParamSpec("P")


def show(request: HttpRequest, template: str, screen: object) -> HttpResponse:
    """Show a screen of the archive's content: the same for every visitor until that changes."""
    response = render(request, f"site/{template}.html", {"screen": screen})
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return mark_public(response) if viewer.is_visitor else response


def reading(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let a view be read only, and answer 404 where its selector finds nothing for the viewer."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except (NotHeld, PageNotFound) as missing:
            raise Http404(str(missing)) from missing

    return require_safe(answer)
