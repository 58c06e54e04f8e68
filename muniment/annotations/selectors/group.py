"""The notes that are shown to a group."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Audience
from muniment.annotations.selectors.listed import ListedNote, listed
from muniment.groups.models import Group
from muniment.groups.policies import Somebody, membership_for
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class GroupNotesScreen:
    """The notes shown to a group, newest first."""

    head: GroupHead
    notes: tuple[ListedNote, ...]
    paging: Paging


def group_notes_screen(identifier: str, page: str, *, viewer: Viewer) -> GroupNotesScreen:
    """Read the notes shown to a group. Ten queries at most.

    :raises GroupNotFound: there is no such group that the viewer is in now.
    :raises PageNotFound: there is no such page.
    """
    mine = membership_for(viewer, identifier)
    notes = Annotation.objects.visible_to(viewer).filter(
        audience=Audience.GROUPS, shares__group=mine.group, deleted_at=None
    )
    paging = Paging.of(page, total=notes.count(), size=PAGE_SIZE)
    rows = notes.select_related("author", "passage").order_by("-pk")
    shown = listed(rows[paging.start : paging.stop], viewer=viewer)
    return GroupNotesScreen(head_of(mine), shown, paging)


def count_of(group: Group, viewer: Somebody) -> int:
    """Count the notes shown to a group that the viewer may see. One query."""
    notes = Annotation.objects.visible_to(Viewer(account_id=viewer.account_id))
    shown = notes.filter(audience=Audience.GROUPS, shares__group=group)
    return shown.filter(deleted_at=None).count()
