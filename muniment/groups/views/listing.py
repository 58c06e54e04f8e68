"""The groups of a reader: list, make one, join one, open a closed one again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import account_of, own_act, own_form, own_page
from muniment.groups import services
from muniment.groups.errors import InvitationNotFound
from muniment.groups.selectors.invitations import invited_screen
from muniment.groups.selectors.listing import groups_screen
from muniment.groups.views.common import lead_to, paged, viewer_of
from muniment.groups.views.forms import GroupForm
from muniment.ui.refusals import Refused


@own_page
@paged
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups that the reader is in."""
    screen = groups_screen(request.GET.get("page", ""), viewer=viewer_of(request))
    return render(request, "groups/groups.html", {"screen": screen})


@own_form
def new(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    if request.method != "POST":
        return render(request, "groups/new.html", {"form": GroupForm()})
    form = GroupForm.read(request.POST)
    try:
        made = services.create(form.name, description=form.description, by=account_of(request))
    except Refused as refused:
        context = {"form": form.refused(refused)}
        return render(request, "groups/new.html", context, status=422)
    return lead_to(
        "invitations",
        request=request,
        done=gettext("The group was made. Now invite its members."),
        group=made.identifier,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs_account(asks=_("Log in or register to join the group."))
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what an invitation is to, also to visitors, and let those with an account in."""
    try:
        if request.method == "POST":
            joined = services.accept(secret, account_of(request)).identifier
            said = gettext("You are in the group.")
            return lead_to("group", request=request, done=said, group=joined)
        screen = invited_screen(secret, viewer=viewer_of(request))
    except InvitationNotFound:
        response = render(request, "groups/no_invitation.html", status=404)
    else:
        if screen.is_member:
            return redirect("groups:group", group=screen.identifier)
        response = render(request, "groups/join.html", {"screen": screen})
    # The secret stands in the address: it must not reach another site, nor any store of pages.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@own_act
def reopen(request: HttpRequest, group: str) -> HttpResponse:
    """Open a group again that the reader has closed."""
    opened = services.reopen(group, by=account_of(request))
    return lead_to(
        "group", request=request, done=gettext("The group is open again."), group=opened.identifier
    )
