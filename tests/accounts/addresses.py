"""An archive with one thing more to do in it: pinning a slip of paper to a board."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import own_act

BOARD: list[tuple[int | None, str]] = []
"""Who pinned what."""


@require_POST
@needs_account(asks="Log in or register to pin this.", done="It is pinned.")
def pin(request: HttpRequest) -> HttpResponse:
    text = request.POST.get("text", "")
    if not text:
        return HttpResponse("There is nothing on the slip.", status=422)
    BOARD.append((request.user.pk, text))
    if request.POST.get("say"):
        messages.success(request, "Pinned with thanks.")
    return HttpResponseRedirect(request.POST.get("goto") or request.GET.get("goto") or "/about/")


@require_POST
@needs_account()
def pin_json(request: HttpRequest) -> HttpResponse:
    BOARD.append((request.user.pk, request.body.decode()))
    return JsonResponse({"pinned": True}, status=201)


@own_act
def pin_own(request: HttpRequest) -> HttpResponse:
    BOARD.append((request.user.pk, "own"))
    return HttpResponseRedirect("/about/")


@require_POST
def pin_unguarded(request: HttpRequest) -> HttpResponse:
    BOARD.append((0, "unguarded"))
    return HttpResponse("pinned")


urlpatterns = [
    path("pin/", pin, name="pin"),
    path("pin/json/", pin_json, name="pin_json"),
    path("pin/own/", pin_own, name="pin_own"),
    path("pin/unguarded/", pin_unguarded, name="pin_unguarded"),
    path("", include("muniment.config.urls")),
]
