"""The notes that are shown to a group."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.annotations.models import Share, ShareQuerySet
from muniment.annotations.selectors.listed import ListedNote, listed
from muniment.groups.models import Group
from muniment.groups.policies import Somebody, membership_for
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.ui.paging import Paging

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class GroupNotesScreen:
    """The notes shown to a group, the last shown first."""

    head: GroupHead
    notes: tuple[ListedNote, ...]
    paging: Paging


def group_notes_screen(identifier: str, page: str, *, viewer: Viewer) -> GroupNotesScreen:
    """Read the notes shown to a group. Nine queries at most, whatever their number.

    :raises GroupNotFound: there is no such group that the viewer is in now.
    :raises PageNotFound: there is no such page.
    """
    mine = membership_for(viewer, identifier)
    shown = Share.objects.seen_in(mine.group, viewer)
    paging = Paging.of(page, total=shown.count(), size=PAGE_SIZE)
    rows = Share.objects.filter(pk__in=_keys(shown, paging)).order_by("-pk")
    notes = [
        each.annotation for each in rows.select_related("annotation__author", "annotation__passage")
    ]
    return GroupNotesScreen(head_of(mine), listed(notes, viewer=viewer), paging)


def _keys(shown: ShareQuerySet, paging: Paging) -> list[int]:
    """Give the keys of a page, counted from the nearer end: what is passed over costs time, too."""
    start, stop, total = paging.start, paging.stop, paging.total
    if start > total // 2:
        keys = shown.order_by("pk").values_list("pk", flat=True)[total - stop : total - start]
    else:
        keys = shown.order_by("-pk").values_list("pk", flat=True)[start:stop]
    return list(keys)


def count_of(group: Group, viewer: Somebody) -> int:
    """Count the notes shown to a group that the viewer, who is in it, may see. One query."""
    return Share.objects.seen_in(group, Viewer(account_id=viewer.account_id)).count()
