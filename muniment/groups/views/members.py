"""The members of a group, and what may be done about one of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from muniment.accounts.pages import own_act, own_page
from muniment.groups import services
from muniment.groups.errors import NotYourRole, OwnerStays
from muniment.groups.policies import membership_for
from muniment.groups.selectors.members import member_of, member_screen, members_screen
from muniment.groups.views.common import lead_to, paged, viewer_of


@own_page
@paged
def members(request: HttpRequest, group: str) -> HttpResponse:
    """Show the members of a group."""
    asked, page = request.GET.get("name", ""), request.GET.get("page", "")
    screen = members_screen(group, asked, page, viewer=viewer_of(request))
    return render(request, "groups/members.html", {"screen": screen, "head": screen.head})


@own_page
def member(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one member, and what the viewer may do about him."""
    screen = member_screen(group, pk, viewer=viewer_of(request))
    return render(request, "groups/member.html", {"screen": screen, "head": screen.head})


@own_act
def set_role(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give a member another role."""
    mine = membership_for(viewer_of(request), group)
    try:
        services.set_role(mine, member_of(mine, pk), request.POST.get("role", ""))
    except OwnerStays as refused:
        raise NotYourRole(str(refused)) from refused
    return lead_to("members", request=request, done=gettext("The role was changed."), group=group)


@own_act
def hand_over(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Make a member the owner."""
    mine = membership_for(viewer_of(request), group)
    services.hand_over(mine, member_of(mine, pk))
    return lead_to(
        "members",
        request=request,
        done=gettext("The group was handed over. You are a moderator of it now."),
        group=group,
    )


@own_act
def remove(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take a member out of the group."""
    mine = membership_for(viewer_of(request), group)
    try:
        services.remove(mine, member_of(mine, pk))
    except OwnerStays as refused:
        raise NotYourRole(str(refused)) from refused
    return lead_to(
        "members",
        request=request,
        done=gettext("The member was removed from the group."),
        group=group,
    )
