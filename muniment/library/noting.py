"""Tell a group's page of activity what happens to its folders and tags."""

from __future__ import annotations

from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.groups.services.noting import note_event
from muniment.library.models import Folder


def note_in_group(folder: Folder, kind: str, *, viewer: Viewer) -> None:
    """Note that something happened to a folder, if it is a group's."""
    if folder.group:
        href = reverse("library:folder", args=[folder.identifier])
        note_event(
            folder.group, actor_id=viewer.account_id, kind=kind, subject=folder.name, href=href
        )
