"""What was deleted a moment ago, for the notice that offers to bring it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.library import policies
from muniment.library.selectors.items import item_title


@dataclass(frozen=True, slots=True)
class Gone:
    """Something deleted: what it was called, and the address that brings it back."""

    name: str
    restore: str


def gone_from(asked: str, *, viewer: Viewer) -> Gone | None:
    """Read the address's `gone=folder:…`, as the page after a deletion has it.

    None where there is no such thing, or none that the viewer may bring back.
    """
    kind, _, identifier = asked.partition(":")
    if not identifier:
        return None
    try:
        name = _name(kind, identifier, viewer=viewer)
    except Http404:
        return None
    return Gone(name, reverse(f"library:{kind}_restore", args=[identifier])) if name else None


def _name(kind: str, identifier: str, *, viewer: Viewer) -> str:
    if kind == "folder":
        folder = policies.folder_for(viewer, identifier, deleted=True)
        return folder.name if policies.may_delete_folder(viewer, folder) else ""
    if kind == "item":
        item = policies.item_for(viewer, identifier, deleted=True)
        return item_title(item, viewer=viewer) if policies.may_change_item(viewer, item) else ""
    if kind == "bookmark":
        bookmark = policies.own_bookmark(viewer, identifier, deleted=True)
        return bookmark.name or bookmark.document_title
    return ""
