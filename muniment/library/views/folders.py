"""Folders: the list of them, one of them, and all that is done with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from muniment.access.viewer import Viewer
from muniment.accounts.pages import own_act, own_form, own_page
from muniment.groups.models import Group
from muniment.groups.policies import Act, group_for, may, membership_for
from muniment.groups.selectors.frame import head_of
from muniment.library import policies
from muniment.library.errors import NotAllowed, NotFoundHere
from muniment.library.models import Folder
from muniment.library.noting import note_in_group
from muniment.library.selectors.folders import (
    FolderChoice,
    choices_in,
    folder_screen,
    folders_screen,
    group_shelf,
)
from muniment.library.selectors.gone import gone_from
from muniment.library.services import folders as services
from muniment.library.trees import Tree
from muniment.library.views.asking import move_of, moved, viewer_of
from muniment.library.words import who_sees
from muniment.ui.conflicts import Conflict, Theirs, revision_of
from muniment.ui.paging import PageNotFound
from muniment.ui.refusals import Refused


@dataclass(frozen=True, slots=True)
class FolderForm:
    """The form of a folder, new or not, as it was filled in."""

    heading: str
    action: str
    back: str
    name: str = ""
    description: str = ""
    is_public: bool = False
    may_be_public: bool = True
    who: str = ""
    revision: int = 0


@own_page
def index(request: HttpRequest) -> HttpResponse:
    """Show a reader's folders and those of his groups."""
    viewer = viewer_of(request)
    screen = folders_screen(viewer)
    gone = gone_from(request.GET.get("gone", ""), viewer=viewer)
    return render(request, "library/index.html", {"screen": screen, "gone": gone})


@own_page
def of_group(request: HttpRequest, group: str) -> HttpResponse:
    """Show the folders of one group."""
    viewer = viewer_of(request)
    mine = membership_for(viewer, group)
    context = {
        "head": head_of(mine),
        "shelf": group_shelf(mine.group),
        "may_delete": may(mine.role, Act.MODERATE),
        "gone": gone_from(request.GET.get("gone", ""), viewer=viewer),
    }
    return render(request, "library/group_folders.html", context)


@require_safe
def folder(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show what is in a folder; one that everyone may see, to everyone."""
    viewer = viewer_of(request)
    try:
        found = policies.folder_for(viewer, identifier)
        screen = folder_screen(found, viewer=viewer, page=request.GET.get("page", ""))
    except NotFoundHere:
        if viewer.account_id is None:  # it may be his, once he has logged in
            return redirect_to_login(request.get_full_path())
        raise
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    gone = gone_from(request.GET.get("gone", ""), viewer=viewer)
    return render(request, "library/folder.html", {"screen": screen, "gone": gone})


@own_form
def new(request: HttpRequest) -> HttpResponse:
    """Make a folder: of one's own, of a group's, or inside another."""
    viewer = viewer_of(request)
    parent, group = _place(request, viewer=viewer)
    form = _empty_form(parent, group, action=request.get_full_path())
    if request.method != "POST":
        return _folder_form(request, form)
    sent = _sent(request, form)
    try:
        made = services.create_folder(
            sent.name,
            viewer=viewer,
            description=sent.description,
            parent=parent,
            group=group,
            is_public=sent.is_public,
        )
    except Refused as refused:
        return _folder_form(request, sent, error=str(refused))
    note_in_group(made, "folder.added", viewer=viewer)
    return HttpResponseRedirect(_address(made))


@own_form
def change(request: HttpRequest, identifier: str) -> HttpResponse:
    """Rename and describe a folder, and say who may see it."""
    found = policies.own_folder(viewer_of(request), identifier)
    form = _form_of(found)
    if request.method != "POST":
        return _folder_form(request, form)
    sent = _sent(request, form)
    try:
        services.change_folder(
            found,
            name=sent.name,
            description=sent.description,
            is_public=sent.is_public,
            revision=sent.revision,
        )
    except Refused as refused:
        return _folder_form(request, sent, error=str(refused))
    except Conflict as conflict:
        return _folder_form(request, sent, conflict=conflict)
    return HttpResponseRedirect(_address(found))


@own_form
def move(request: HttpRequest, identifier: str) -> HttpResponse:
    """Move a folder into another of the same owner."""
    viewer = viewer_of(request)
    found = policies.own_folder(viewer, identifier)
    error = ""
    if request.method == "POST":
        asked = request.POST.get("folder", "")
        into = policies.own_folder(viewer, asked) if asked else None
        try:
            services.move_folder(found, into=into)
            return HttpResponseRedirect(_address(found))
        except Refused as refused:
            error = str(refused)
    tree = Tree.around(found)
    parent = found.parent.identifier if found.parent else ""
    outside = FolderChoice("", gettext("Not in any folder"), not parent)
    return render(
        request,
        "library/move.html",
        {
            "name": found.name,
            "action": request.path,
            "back": _address(found),
            "error": error,
            "choices": (outside, *choices_in(tree, chosen=parent, without=tree.inside(found))),
        },
        status=400 if error else 200,
    )


@own_act
def order(request: HttpRequest, identifier: str) -> HttpResponse:
    """Move a folder among those beside it."""
    viewer = viewer_of(request)
    found = policies.own_folder(viewer, identifier)
    services.order_folder(found, move_of(request, policies.own_folder))
    return moved(request, to=f"{_around(found)}#{identifier}")


@own_act
def delete(request: HttpRequest, identifier: str) -> HttpResponse:
    """Take a folder away, with a way to bring it back."""
    viewer = viewer_of(request)
    found = policies.own_folder(viewer, identifier)
    _check_delete(viewer, found)
    services.delete_folder(found)
    return HttpResponseRedirect(f"{_around(found)}?gone=folder:{identifier}")


@own_act
def restore(request: HttpRequest, identifier: str) -> HttpResponse:
    """Bring a folder back."""
    viewer = viewer_of(request)
    found = policies.own_folder(viewer, identifier, deleted=True)
    _check_delete(viewer, found)
    return HttpResponseRedirect(_address(services.restore_folder(found)))


def _check_delete(viewer: Viewer, folder: Folder) -> None:
    if not policies.may_delete_folder(viewer, folder):
        raise NotAllowed(gettext("Only who runs the group may delete its folders."))


def _place(request: HttpRequest, *, viewer: Viewer) -> tuple[Folder | None, Group | None]:
    """Read where a new folder is to stand."""
    parent, group = request.GET.get("parent", ""), request.GET.get("group", "")
    if parent:
        return policies.own_folder(viewer, parent), None
    return None, group_for(viewer, group) if group else None


def _address(folder: Folder) -> str:
    return reverse("library:folder", args=[folder.identifier])


def _around(folder: Folder) -> str:
    """Address the page on which a folder stands in its list."""
    if folder.parent and not folder.parent.deleted_at:
        return _address(folder.parent)
    if folder.group:
        return reverse("library:group_folders", args=[folder.group.identifier])
    return reverse("library:index")


def _empty_form(parent: Folder | None, group: Group | None, *, action: str) -> FolderForm:
    owner = parent.group if parent else group
    if parent:
        back = _address(parent)
        heading = gettext("New folder in “%(name)s”") % {"name": parent.name}
    elif owner:
        back = reverse("library:group_folders", args=[owner.identifier])
        heading = gettext("New folder for %(group)s") % {"group": owner.name}
    else:
        back, heading = reverse("library:index"), gettext("New folder")
    who = who_sees(Folder(group=owner)) if owner else ""
    return FolderForm(heading, action, back, may_be_public=owner is None, who=who)


def _form_of(folder: Folder) -> FolderForm:
    return FolderForm(
        heading=gettext("Rename and describe"),
        action=reverse("library:folder_change", args=[folder.identifier]),
        back=_address(folder),
        name=folder.name,
        description=folder.description,
        is_public=folder.is_public,
        may_be_public=folder.group_id is None,
        who=who_sees(folder) if folder.group_id else "",
        revision=folder.revision,
    )


def _sent(request: HttpRequest, form: FolderForm) -> FolderForm:
    """Fill a form in with what was sent."""
    return FolderForm(
        form.heading,
        form.action,
        form.back,
        name=request.POST.get("name", ""),
        description=request.POST.get("description", ""),
        is_public=request.POST.get("public") == "yes",
        may_be_public=form.may_be_public,
        who=form.who,
        revision=revision_of(request.POST.get("revision", "")) or 0,
    )


def _folder_form(
    request: HttpRequest,
    form: FolderForm,
    *,
    error: str = "",
    conflict: Conflict[Folder] | None = None,
) -> HttpResponse:
    revision: int = form.revision
    theirs: tuple[Theirs, ...] = ()
    if conflict:
        revision = conflict.current.revision
        theirs = (
            Theirs(pgettext("thing", "Name"), conflict.current.name),
            Theirs(gettext("Description"), conflict.current.description),
        )
    context = {"form": form, "error": error, "theirs": theirs, "revision": revision}
    status = 409 if conflict else 400 if error else 200
    return render(request, "library/folder_form.html", context, status=status)
