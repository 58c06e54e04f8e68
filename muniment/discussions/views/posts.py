"""What is said in a discussion: say, edit, delete, bring back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from muniment.accounts.pages import own_act, own_form
from muniment.discussions import policies, services
from muniment.discussions.forms import WritingForm, body_label
from muniment.discussions.models import Post
from muniment.discussions.policies import Place, place_for, post_of
from muniment.discussions.selectors.discussion import answered_in
from muniment.discussions.views.common import lead_to, show_form, viewer_of
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import Refused


@own_act
def say(request: HttpRequest, group: str, discussion: str) -> HttpResponse:
    """Say something, or see first how it will look."""
    place = place_for(viewer_of(request), group, discussion)
    policies.check_goes_on(place)
    form, status = WritingForm.read(request.POST), 200
    answers = post_of(place, form.answers) if form.answers else None
    if not form.is_preview:
        try:
            post = services.say(place, form.body, answers=answers)
        except Refused as refused:
            form, status = form.refused(refused), 422
        else:
            return HttpResponseRedirect(services.post_address(post))
    return show_form(
        request,
        "write",
        place.mine,
        form,
        status=status,
        discussion=place.discussion,
        back=services.address(place.discussion),
        answering=answered_in(place, form.answers),
    )


@own_form
def edit(request: HttpRequest, group: str, discussion: str, post: str) -> HttpResponse:
    """Write a post anew."""
    place = place_for(viewer_of(request), group, discussion)
    written = post_of(place, post)
    policies.check_edit(place, written)
    form, status = WritingForm.of_post(written), 200
    if request.method == "POST":
        form = WritingForm.read(request.POST)
        if not form.is_preview:
            try:
                services.edit(place, written, form.body, revision=form.revision)
            except Refused as refused:
                form, status = form.refused(refused), 422
            except Conflict as conflict:
                form, status = _against(form, conflict.current), 409
            else:
                return HttpResponseRedirect(services.post_address(written))
    return show_form(
        request,
        "write",
        place.mine,
        form,
        status=status,
        discussion=place.discussion,
        back=services.post_address(written),
        is_edit=True,
    )


@own_act
def delete(request: HttpRequest, group: str, discussion: str, post: str) -> HttpResponse:
    """Delete a post; its place says how to bring it back."""
    place, written = _written(request, group, discussion, post)
    services.delete(place, written)
    said = gettext("The post was deleted. It can be brought back for thirty days.")
    return lead_to(services.post_address(written), request=request, done=said)


@own_act
def restore(request: HttpRequest, group: str, discussion: str, post: str) -> HttpResponse:
    """Bring a deleted post back."""
    place, written = _written(request, group, discussion, post)
    services.restore(place, written)
    said = gettext("The post is back.")
    return lead_to(services.post_address(written), request=request, done=said)


def _written(request: HttpRequest, group: str, discussion: str, post: str) -> tuple[Place, Post]:
    place = place_for(viewer_of(request), group, discussion)
    return place, post_of(place, post)


def _against(form: WritingForm, current: Post) -> WritingForm:
    return form.against(current.revision, body_label(), current.body)
