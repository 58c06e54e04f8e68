"""What the views of groups share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from muniment.groups.policies import Somebody
from muniment.ui.paging import PageNotFound

View = Callable[..., HttpResponse]


def lead_to(url_name: str, *, request: HttpRequest, done: str, **kwargs: Any) -> HttpResponse:
    """Lead to a page that says what was done."""
    messages.success(request, done)
    return HttpResponseRedirect(reverse(f"groups:{url_name}", kwargs=kwargs))


def viewer_of(request: HttpRequest) -> Somebody:
    """Say who looks."""
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def paged(view: View) -> View:
    """Answer 404 where a list has no such page."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except PageNotFound as missing:
            raise Http404(str(missing)) from missing

    return answer
