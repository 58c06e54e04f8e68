"""The discussions of a group: list them, start one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from muniment.accounts.pages import own_form, own_page
from muniment.discussions import services
from muniment.discussions.errors import NoSuchDocument
from muniment.discussions.forms import TARGET_FIELDS, WritingForm, typed_target
from muniment.discussions.models import Discussion
from muniment.discussions.selectors.listing import discussions_screen, groups_to_choose
from muniment.discussions.selectors.panel import panel_screen
from muniment.discussions.views.common import lead_to, show_form, viewer_of
from muniment.documents.selectors.document import DocumentNotFound
from muniment.groups.models import Membership
from muniment.groups.policies import membership_for
from muniment.passages.targeting import BadTarget, fields_of, read_target
from muniment.passages.targets import Target
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@own_page
def discussions(request: HttpRequest, group: str) -> HttpResponse:
    """Show the discussions of a group, all or those about one document."""
    document, page = request.GET.get("document", ""), request.GET.get("page", "")
    try:
        screen = discussions_screen(group, document, page, viewer=viewer_of(request))
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    context = {"screen": screen, "head": screen.head}
    return render(request, "discussions/discussions.html", context)


@own_page
def panel(request: HttpRequest, document: str) -> HttpResponse:
    """Show what the reader's groups say about a document, as a page or for the reader's panel."""
    language = request.LANGUAGE_CODE or ""
    try:
        screen = panel_screen(document, viewer=viewer_of(request), language=language)
    except DocumentNotFound as missing:
        raise Http404(str(missing)) from missing
    name = "_panel" if "part" in request.GET else "panel"
    return render(request, f"discussions/{name}.html", {"screen": screen})


@own_page
def choose_group(request: HttpRequest) -> HttpResponse:
    """Ask in which group to talk about what the address names."""
    groups = groups_to_choose(viewer_of(request))
    fields = [(name, request.GET[name]) for name in TARGET_FIELDS if request.GET.get(name)]
    query = f"?{urlencode(fields)}" if fields else ""
    choices = [
        (each.name, reverse("discussions:new", kwargs={"group": each.identifier}) + query)
        for each in groups
    ]
    if len(choices) == 1:
        return HttpResponseRedirect(choices[0][1])
    return render(request, "discussions/choose_group.html", {"choices": choices})


@own_form
def new(request: HttpRequest, group: str) -> HttpResponse:
    """Start a discussion."""
    mine = membership_for(viewer_of(request), group)
    is_sent = request.method == "POST"
    form, status = WritingForm.read(request.POST if is_sent else request.GET), 200
    if is_sent and not form.is_preview:
        try:
            started = _start(request, mine, form)
        except Refused as refused:
            form, status = form.refused(refused), 422
        except BadTarget as bad:
            form, status = form.refused(bad), bad.status
        else:
            said = gettext("The discussion has begun.")
            return lead_to(services.address(started), request=request, done=said)
    about = _about(request, form)
    return show_form(request, "new", mine, form, status=status, about=about)


def _start(request: HttpRequest, mine: Membership, form: WritingForm) -> Discussion:
    about = read_target(request.POST) if form.target else typed_target(form.about)
    viewer = viewer_of(request)
    try:
        return services.start(mine, title=form.title, body=form.body, about=about, viewer=viewer)
    except DocumentNotFound:
        raise NoSuchDocument from None


def _about(request: HttpRequest, form: WritingForm) -> dict[str, Any] | None:
    """Name what the reader's page has sent, before anything of it is kept."""
    sent = dict(form.target)
    if not sent:
        return None
    target = Target(sent.get("document", ""), sent.get("page", ""))
    try:
        fields = fields_of(target, viewer=viewer_of(request))
    except (DocumentNotFound, BadTarget) as missing:
        raise Http404(str(missing)) from missing
    return {**fields, "exact": sent.get("exact", "")}
