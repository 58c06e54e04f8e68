"""One group: its first page, its activity, its settings, leaving and closing it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from muniment.accounts.pages import own_form, own_page
from muniment.groups import policies, services
from muniment.groups.policies import Act, may, membership_for
from muniment.groups.selectors.frame import head_of
from muniment.groups.selectors.group import activity_screen, group_screen
from muniment.groups.views.common import lead_to, paged, viewer_of
from muniment.groups.views.forms import GroupForm
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import Refused


@own_page
def group(request: HttpRequest, group: str) -> HttpResponse:
    """Show a group at a glance."""
    screen = group_screen(group, viewer=viewer_of(request))
    return render(request, "groups/group.html", {"screen": screen, "head": screen.head})


@own_page
@paged
def activity(request: HttpRequest, group: str) -> HttpResponse:
    """Show what happened in a group."""
    screen = activity_screen(group, request.GET.get("page", ""), viewer=viewer_of(request))
    return render(request, "groups/activity.html", {"screen": screen, "head": screen.head})


@own_form
def settings(request: HttpRequest, group: str) -> HttpResponse:
    """Describe a group anew."""
    mine = membership_for(viewer_of(request), group)
    policies.check(mine.role, Act.CHANGE)
    form, status = GroupForm.of(mine.group), 200
    if request.method == "POST":
        form = GroupForm.read(request.POST)
        try:
            services.change(
                mine, name=form.name, description=form.description, revision=form.revision
            )
        except Refused as refused:
            form, status = form.refused(refused), 422
        except Conflict as conflict:
            form, status = form.against(conflict.current), 409
        else:
            return lead_to(
                "settings", request=request, done=gettext("The changes were saved."), group=group
            )
    context = {
        "head": head_of(mine),
        "form": form,
        "may_close": may(mine.role, Act.CLOSE),
    }
    return render(request, "groups/settings.html", context, status=status)


@own_form
def leave(request: HttpRequest, group: str) -> HttpResponse:
    """Ask whether to leave a group, and leave it."""
    mine = membership_for(viewer_of(request), group)
    if request.method != "POST":
        policies.check(mine.role, Act.LEAVE)
        return render(request, "groups/leave.html", {"head": head_of(mine)})
    services.leave(mine)
    return lead_to(
        "groups",
        request=request,
        done=gettext("You have left the group. What you wrote yourself is still yours."),
    )


@own_form
def close(request: HttpRequest, group: str) -> HttpResponse:
    """Ask whether to close a group, and close it."""
    mine = membership_for(viewer_of(request), group)
    if request.method != "POST":
        policies.check(mine.role, Act.CLOSE)
        return render(request, "groups/close.html", {"head": head_of(mine)})
    services.close(mine)
    return lead_to(
        "groups",
        request=request,
        done=gettext("The group was closed. Nobody can read anything of it any more."),
    )
