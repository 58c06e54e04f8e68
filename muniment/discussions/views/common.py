"""What the views of discussions share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from muniment.access.viewer import Viewer
from muniment.discussions.forms import WritingForm
from muniment.groups.models import Membership
from muniment.groups.selectors.frame import head_of


def viewer_of(request: HttpRequest) -> Viewer:
    """Say who looks."""
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def lead_to(address: str, *, request: HttpRequest, done: str) -> HttpResponse:
    """Lead to a page that says what was done."""
    messages.success(request, done)
    return HttpResponseRedirect(address)


def show_form(
    request: HttpRequest,
    template: str,
    mine: Membership,
    form: WritingForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Show a form on a page of the group."""
    context = {"head": head_of(mine), "form": form, **more}
    return render(request, f"discussions/{template}.html", context, status=status)
