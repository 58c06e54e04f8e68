"""Tags: their lists, the documents of one, and what is done with them."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from muniment.accounts.intents import needs_account
from muniment.accounts.pages import FORM_METHODS, own_act, own_form, own_page
from muniment.groups.policies import group_for, membership_for
from muniment.groups.selectors.frame import head_of
from muniment.library import policies
from muniment.library.errors import NotFoundHere
from muniment.library.models import Tag
from muniment.library.selectors.items import wanted
from muniment.library.selectors.reader import PUBLIC, tag_owners
from muniment.library.selectors.tags import group_tags, others_of, tag_screen, tags_screen
from muniment.library.services import tags as services
from muniment.library.views.asking import back_to, viewer_of
from muniment.library.views.targets import about_target
from muniment.passages.targeting import read_target, visible_document
from muniment.ui.conflicts import Conflict, Theirs, revision_of
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@own_page
def index(request: HttpRequest) -> HttpResponse:
    """List a reader's tags and those of his groups."""
    return render(request, "library/tags.html", {"screen": tags_screen(viewer_of(request))})


@own_page
def of_group(request: HttpRequest, group: str) -> HttpResponse:
    """List the tags of one group."""
    viewer = viewer_of(request)
    mine = membership_for(viewer, group)
    context = {"head": head_of(mine), "shelf": group_tags(mine.group, viewer=viewer)}
    return render(request, "library/group_tags.html", context)


@require_safe
def tag(request: HttpRequest, identifier: str) -> HttpResponse:
    """List the documents that a tag is on; of one that everyone may see, to everyone."""
    viewer = viewer_of(request)
    try:
        found = policies.tag_for(viewer, identifier)
        screen = tag_screen(found, viewer=viewer, page=request.GET.get("page", ""))
    except NotFoundHere:
        if viewer.account_id is None:  # it may be his, once he has logged in
            return redirect_to_login(request.get_full_path())
        raise
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "library/tag.html", {"screen": screen})


@require_http_methods(FORM_METHODS)
@needs_account(
    asks=_("Log in or register to tag this document."), done=_("The document has its tag.")
)
@about_target
def add(request: HttpRequest) -> HttpResponse:
    """Put a tag on the document that the address or the form names."""
    viewer = viewer_of(request)
    data = request.POST if request.method == "POST" else request.GET
    target = read_target(data)
    document = visible_document(target.document, viewer=viewer)
    owner, error = data.get("who", ""), ""
    if request.method == "POST":
        is_public = owner == PUBLIC
        group = group_for(viewer, owner) if owner and not is_public else None
        try:
            made = services.add_tag(
                document, name=data.get("name", ""), viewer=viewer, group=group, is_public=is_public
            )
            otherwise = reverse("library:tag", args=[made.identifier])
            return HttpResponseRedirect(back_to(request, otherwise=otherwise))
        except Refused as refused:
            error = str(refused)
    context = {
        "wanted": wanted(target, viewer=viewer),
        "name": data.get("name", ""),
        "who": owner,
        "owners": tag_owners(viewer),
        "error": error,
    }
    return render(request, "library/tag_add.html", context, status=400 if error else 200)


@own_act
@about_target
def remove(request: HttpRequest, identifier: str) -> HttpResponse:
    """Take a tag away from a document."""
    viewer = viewer_of(request)
    found = policies.usable_tag(viewer, identifier)
    document = visible_document(read_target(request.POST).document, viewer=viewer)
    services.remove_tag(found, document)
    otherwise = reverse("library:tag", args=[identifier])
    return HttpResponseRedirect(back_to(request, otherwise=otherwise))


@own_form
def change(request: HttpRequest, identifier: str) -> HttpResponse:
    """Rename a tag, and say who may see it."""
    found = policies.own_tag(viewer_of(request), identifier)
    if request.method != "POST":
        return _form(request, found)
    name, is_public = request.POST.get("name", ""), request.POST.get("public") == "yes"
    revision = revision_of(request.POST.get("revision", "")) or 0
    try:
        services.change_tag(found, name=name, is_public=is_public, revision=revision)
    except Refused as refused:
        return _form(request, found, name=name, error=str(refused))
    except Conflict as conflict:
        return _form(request, conflict.current, name=name, is_theirs=True)
    return HttpResponseRedirect(reverse("library:tag", args=[identifier]))


@own_act
def merge(request: HttpRequest, identifier: str) -> HttpResponse:
    """Put another tag in the place of one, everywhere."""
    viewer = viewer_of(request)
    found = policies.own_tag(viewer, identifier)
    into = policies.own_tag(viewer, request.POST.get("into", ""))
    try:
        services.merge_tags(found, into=into)
    except Refused as refused:
        return _form(request, found, error=str(refused))
    return HttpResponseRedirect(reverse("library:tag", args=[into.identifier]))


@own_act
def delete(request: HttpRequest, identifier: str) -> HttpResponse:
    """Delete a tag."""
    found = policies.own_tag(viewer_of(request), identifier)
    group = found.group
    services.delete_tag(found)
    if group:
        return HttpResponseRedirect(reverse("library:group_tags", args=[group.identifier]))
    return HttpResponseRedirect(reverse("library:tags"))


def _form(
    request: HttpRequest,
    found: Tag,
    *,
    name: str | None = None,
    error: str = "",
    is_theirs: bool = False,
) -> HttpResponse:
    context = {
        "tag": found,
        "name": found.name if name is None else name,
        "others": others_of(found),
        "uses": found.uses.count(),
        "error": error,
        "theirs": (Theirs(pgettext("thing", "Name"), found.name),) if is_theirs else (),
    }
    status = 409 if is_theirs else 400 if error else 200
    return render(request, "library/tag_form.html", context, status=status)
