"""Invitations: see the open ones, make new ones, withdraw them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from muniment.accounts.pages import own_act, own_form
from muniment.groups import services
from muniment.groups.models import Membership
from muniment.groups.policies import membership_for
from muniment.groups.selectors.invitations import invitations_screen
from muniment.groups.services.inviting import DAYS
from muniment.groups.views.common import lead_to, paged, viewer_of
from muniment.ui.refusals import Refused


@own_form
@paged
def invitations(request: HttpRequest, group: str) -> HttpResponse:
    """Show the open invitations, and mail new ones."""
    if request.method != "POST":
        return _show(request, group)
    mine = membership_for(viewer_of(request), group)
    text = request.POST.get("addresses", "")
    try:
        sent = services.invite_by_email(
            mine,
            text,
            days=_days(request),
            address_of=lambda secret: _address(request, secret),
            language=request.LANGUAGE_CODE or "en",
        )
    except Refused as refused:
        return _show(request, group, status=422, error=str(refused), addresses=text)
    said = ngettext(
        "%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(sent)
    )
    return lead_to("invitations", request=request, done=said % {"count": len(sent)}, group=group)


@own_act
@paged
def make_link(request: HttpRequest, group: str) -> HttpResponse:
    """Make a link, and show it: the only time, since only its digest is kept."""
    mine: Membership = membership_for(viewer_of(request), group)
    try:
        secret = services.make_link(mine, days=_days(request))
    except Refused as refused:
        return _show(request, group, status=422, link_error=str(refused))
    return _show(request, group, link=_address(request, secret))


@own_act
def withdraw(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    services.withdraw(membership_for(viewer_of(request), group), pk)
    return lead_to(
        "invitations",
        request=request,
        done=gettext("The invitation was withdrawn. It lets nobody in any more."),
        group=group,
    )


def _show(request: HttpRequest, group: str, *, status: int = 200, **more: Any) -> HttpResponse:
    screen = invitations_screen(group, request.GET.get("page", ""), viewer=viewer_of(request))
    context = {"screen": screen, "head": screen.head, "days": DAYS, **more}
    return render(request, "groups/invitations.html", context, status=status)


def _days(request: HttpRequest) -> int:
    asked = request.POST.get("days", "")
    return next((days for days in DAYS if str(days) == asked), DAYS[0])


def _address(request: HttpRequest, secret: str) -> str:
    """Address an invitation under the archive's own address, whatever host was asked."""
    path = reverse("groups:join", args=[secret])
    root: str = settings.MUNIMENT_PUBLIC_URL
    return root + path if root else request.build_absolute_uri(path)
