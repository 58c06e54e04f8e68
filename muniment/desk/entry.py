"""Who may come to the desk: staff who have given their second step in this session.

For everyone else there is nothing here: each address below `/desk/` answers exactly as one that
does not exist, whatever is sent to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muniment.accounts.pages import FORM_METHODS
from muniment.accounts.staff import SecondStep, is_staff, second_step_of

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Barrier:
    """What somebody of the staff has still to do before the desk opens, and where."""

    is_set_up: bool
    href: str


def desk_page(view: View) -> View:
    """Show a page to staff."""
    return _for_staff(require_safe(view))


def desk_form(view: View) -> View:
    """Show a form to staff, and take it."""
    return _for_staff(require_http_methods(FORM_METHODS)(view))


def desk_act(view: View) -> View:
    """Let staff do something by POST."""
    return _for_staff(require_POST(view))


def _for_staff(view: View) -> View:
    guarded = csrf_protect(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_staff(request):
            raise Http404
        if barrier := barrier_before(request):
            return _explain(request, barrier)
        return guarded(request, *args, **kwargs)

    # Forgery is looked for behind the door, and no slash is added before it: either would tell
    # that there is an address.
    vars(answer)["csrf_exempt"] = True
    vars(answer)["should_append_slash"] = False
    return answer


def barrier_before(request: HttpRequest) -> Barrier | None:
    """Say which step is missing, and where it is set up or given. One query."""
    step = second_step_of(request)
    if step is SecondStep.GIVEN:
        return None
    if step is SecondStep.NOT_SET_UP:
        return Barrier(is_set_up=False, href=reverse("mfa_index"))
    is_app = step is SecondStep.APP_WAITS
    check = reverse("mfa_reauthenticate" if is_app else "mfa_reauthenticate_webauthn")
    back = request.get_full_path() if request.method == "GET" else reverse("desk:start")
    return Barrier(is_set_up=True, href=f"{check}?{urlencode({'next': back})}")


def _explain(request: HttpRequest, barrier: Barrier) -> HttpResponse:
    return render(request, "desk/second_step.html", {"barrier": barrier}, status=403)
