"""One discussion: read it, call it something else, end it and let it go on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext

from muniment.accounts.pages import account_of, own_act, own_form, own_page
from muniment.discussions import policies, services
from muniment.discussions.forms import WritingForm
from muniment.discussions.policies import place_for
from muniment.discussions.selectors.discussion import Asked, discussion_screen
from muniment.discussions.views.common import lead_to, show_form, viewer_of
from muniment.notices.services import mark_read_under
from muniment.ui.conflicts import Conflict
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@own_page
def discussion(request: HttpRequest, group: str, discussion: str) -> HttpResponse:
    """Show what was said; whoever sees it need not be told of it any more."""
    asked = Asked(*(request.GET.get(name, "") for name in ("page", "post", "answer")))
    try:
        screen = discussion_screen(group, discussion, asked, viewer=viewer_of(request))
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    mark_read_under(request.path, account_id=account_of(request).pk)
    context = {"screen": screen, "head": screen.head, "form": WritingForm()}
    return render(request, "discussions/discussion.html", context)


@own_form
def edit(request: HttpRequest, group: str, discussion: str) -> HttpResponse:
    """Call a discussion something else."""
    place = place_for(viewer_of(request), group, discussion)
    policies.check_title(place)
    form, status = WritingForm.of_discussion(place.discussion), 200
    if request.method == "POST":
        form = WritingForm.read(request.POST)
        try:
            services.change_title(place, form.title, revision=form.revision)
        except Refused as refused:
            form, status = form.refused(refused), 422
        except Conflict as conflict:
            current = conflict.current
            form = form.against(current.revision, pgettext("discussion", "Title"), current.title)
            status = 409
        else:
            said = gettext("The title was changed.")
            return lead_to(services.address(place.discussion), request=request, done=said)
    back = services.address(place.discussion)
    return show_form(request, "title", place.mine, form, status=status, back=back)


@own_act
def end(request: HttpRequest, group: str, discussion: str) -> HttpResponse:
    """End a discussion."""
    place = place_for(viewer_of(request), group, discussion)
    services.end(place)
    said = gettext(
        "The discussion was ended. It can still be read, but nothing more can be said in it."
    )
    return lead_to(services.address(place.discussion), request=request, done=said)


@own_act
def resume(request: HttpRequest, group: str, discussion: str) -> HttpResponse:
    """Let a discussion go on."""
    place = place_for(viewer_of(request), group, discussion)
    services.resume(place)
    said = gettext("The discussion goes on.")
    return lead_to(services.address(place.discussion), request=request, done=said)
