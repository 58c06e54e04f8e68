"""Saving a document, a page or a passage, and what is done with it afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from muniment.access.viewer import Viewer
from muniment.accounts.intents import needs_account
from muniment.accounts.pages import FORM_METHODS, own_act, own_form
from muniment.groups.policies import group_for
from muniment.library import policies
from muniment.library.models import SavedItem
from muniment.library.noting import note_in_group
from muniment.library.selectors.folders import Choices, folder_choices, is_savers
from muniment.library.selectors.items import Wanted, item_screen, wanted
from muniment.library.services import items as services
from muniment.library.services.items import Place
from muniment.library.views.asking import move_of, moved, viewer_of
from muniment.library.views.targets import about_target
from muniment.passages.errors import BadTarget
from muniment.passages.targeting import read_target
from muniment.ui.conflicts import Conflict, Theirs, revision_of
from muniment.ui.refusals import Refused

GROUP = "group:"


@dataclass(frozen=True, slots=True)
class SaveForm:
    """What is to be saved, and where, as the form was filled in."""

    wanted: Wanted
    folder: str = ""
    new_name: str = ""
    note: str = ""


class NoGroupFolder(Refused):
    """A group has no place of its own to save things in, only its folders."""

    def __init__(self) -> None:
        super().__init__(gettext("Choose a folder of the group, or name a new one."))


@require_http_methods(FORM_METHODS)
@needs_account(
    asks=_("Log in or register to save this to your library."),
    done=_("Saved to your library."),
)
@about_target
def save(request: HttpRequest) -> HttpResponse:
    """Save what the address or the form names, in a folder that is there or in a new one."""
    viewer = viewer_of(request)
    data = request.POST if request.method == "POST" else request.GET
    target = read_target(data)
    form = SaveForm(
        wanted(target, viewer=viewer),
        folder=data.get("folder", ""),
        new_name=data.get("new", ""),
        note=data.get("note", ""),
    )
    if request.method != "POST":
        return _save_form(request, form)
    try:
        place = _place(form, viewer=viewer)
        item = services.save_item(target, viewer=viewer, place=place, note=form.note)
    except (BadTarget, Refused) as refused:
        return _save_form(request, form, error=refused)
    note_in_group(item.folder, "folder.filled", viewer=viewer)
    return HttpResponseRedirect(f"{_address(item)}?saved=1")


@require_http_methods(FORM_METHODS)
@needs_account(is_for_visitors=False)
def item(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show a thing saved with its note, and change the note."""
    if request.method != "POST":
        return _show(request, policies.item_for(viewer_of(request), identifier))
    found = policies.own_item(viewer_of(request), identifier)
    note = request.POST.get("note", "")
    revision = revision_of(request.POST.get("revision", "")) or 0
    try:
        services.change_note(found, note=note, revision=revision)
    except Conflict as conflict:
        return _show(request, conflict.current, note=note, conflict=conflict)
    return HttpResponseRedirect(_place_of(found))


@own_form
def move(request: HttpRequest, identifier: str) -> HttpResponse:
    """Move a thing saved into another folder."""
    viewer = viewer_of(request)
    found = policies.own_item(viewer, identifier)
    if request.method == "POST":
        into = policies.own_folder(viewer, request.POST.get("folder", ""))
        policies.check_taking(viewer, found, into=into)
        services.move_item(found, into=into)
        return HttpResponseRedirect(_place_of(found))
    screen = item_screen(found, viewer=viewer)
    return render(
        request,
        "library/move_item.html",
        {
            "item": screen,
            "shelves": _shelves(found, viewer=viewer),
        },
    )


@own_act
def order(request: HttpRequest, identifier: str) -> HttpResponse:
    """Move a thing saved among those in its folder."""
    viewer = viewer_of(request)
    found = policies.orderable_item(viewer, identifier)
    services.order_item(found, move_of(request, policies.orderable_item))
    return moved(request, to=_place_of(found))


@own_act
def delete(request: HttpRequest, identifier: str) -> HttpResponse:
    """Take a thing saved away, with a way to bring it back."""
    found = policies.own_item(viewer_of(request), identifier)
    services.delete_item(found)
    return HttpResponseRedirect(f"{_folder_address(found)}?gone=item:{identifier}")


@own_act
def restore(request: HttpRequest, identifier: str) -> HttpResponse:
    """Bring a thing saved back."""
    found = policies.own_item(viewer_of(request), identifier, deleted=True)
    services.restore_item(found)
    return HttpResponseRedirect(_place_of(found))


def _shelves(found: SavedItem, *, viewer: Viewer) -> tuple[Choices, ...]:
    """Give the folders that a thing may be moved into."""
    shelves = folder_choices(viewer, chosen=found.folder.identifier)
    group = found.folder.group
    if group is None or is_savers(found, viewer):
        return shelves
    return tuple(shelf for shelf in shelves if shelf.group == group.identifier)


def _place(form: SaveForm, *, viewer: Viewer) -> Place:
    if form.folder.startswith(GROUP):
        if not form.new_name.strip():
            raise NoGroupFolder
        return Place(
            new_name=form.new_name, group=group_for(viewer, form.folder.removeprefix(GROUP))
        )
    folder = policies.own_folder(viewer, form.folder) if form.folder else None
    return Place(folder=folder, new_name=form.new_name)


def _save_form(
    request: HttpRequest, form: SaveForm, *, error: BadTarget | Refused | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "error": str(error or ""),
        "shelves": folder_choices(viewer_of(request), chosen=form.folder),
    }
    return render(request, "library/save.html", context, status=error.status if error else 200)


def _show(
    request: HttpRequest,
    found: SavedItem,
    *,
    note: str | None = None,
    conflict: Conflict[SavedItem] | None = None,
) -> HttpResponse:
    screen = item_screen(found, viewer=viewer_of(request))
    context = {
        "item": screen,
        "note": screen.note if note is None else note,
        "theirs": (Theirs(pgettext("reader", "Note"), found.note),) if conflict else (),
        "is_new": "saved" in request.GET,
    }
    return render(request, "library/item.html", context, status=409 if conflict else 200)


def _address(found: SavedItem) -> str:
    return reverse("library:item", args=[found.identifier])


def _folder_address(found: SavedItem) -> str:
    return reverse("library:folder", args=[found.folder.identifier])


def _place_of(found: SavedItem) -> str:
    """Address the page of the folder on which the thing stands."""
    page = services.page_of(found)
    query = f"?page={page}" if page > 1 else ""
    return f"{_folder_address(found)}{query}#{found.identifier}"
