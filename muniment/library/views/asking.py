"""What the views of the library share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from muniment.access.viewer import Viewer
from muniment.library.ordering import Move, Step

_Row = TypeVar("_Row", bound=Model)


def viewer_of(request: HttpRequest) -> Viewer:
    """Give whoever asks."""
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def move_of(request: HttpRequest, find: Callable[[Viewer, str], _Row]) -> Move[_Row]:
    """Read where something is to go; `find` gives what it goes before or after."""

    def named(name: str) -> _Row | None:
        asked = request.POST.get(name, "")
        return find(viewer_of(request), asked) if asked else None

    step = request.POST.get("step", "")
    if step in list(Step):
        return Move(step=Step(step))
    return Move(before=named("before"), after=named("after"))


def moved(request: HttpRequest, *, to: str) -> HttpResponse:
    """Answer a move: a script has done it on the page already, others see the page again."""
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=204)
    return HttpResponseRedirect(to)


def back_to(request: HttpRequest, *, otherwise: str) -> str:
    """Give the page of ours that a form says to return to."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else otherwise
