"""The discussions of a group, and the groups in which one may be started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count

from muniment.access.viewer import Viewer
from muniment.discussions.models import Discussion, Post
from muniment.discussions.services import address
from muniment.groups.models import Group
from muniment.groups.names import name_of
from muniment.groups.policies import Somebody, membership_for
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.passages.targeting import TargetView, views_of
from muniment.ui.paging import Paging

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class DiscussionLine:
    """A discussion in a list; `target` is None where it is about no document."""

    title: str
    href: str
    author: str
    posts: int
    changed_at: datetime
    is_ended: bool
    target: TargetView | None


@dataclass(frozen=True, slots=True)
class DiscussionsScreen:
    """The discussions of a group, those in which something was said last at the top."""

    head: GroupHead
    discussions: tuple[DiscussionLine, ...]
    about: str  # the title of the document that they were narrowed to, "" for all
    paging: Paging


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group in which a discussion may be started."""

    identifier: str
    name: str


def discussions_screen(
    group: str, document: str, page: str, *, viewer: Viewer
) -> DiscussionsScreen:
    """Read the discussions of a group, all or those about one document. At most six queries.

    :raises GroupNotFound: there is none that the viewer is in now.
    :raises PageNotFound: there is no such page.
    """
    mine = membership_for(viewer, group)
    found = Discussion.objects.filter(group=mine.group)
    if document:
        found = found.filter(document_identifier=document)
    paging = Paging.of(page, total=found.count(), size=PAGE_SIZE)
    rows = list(
        found.select_related("author", "passage").order_by("-changed_at", "-pk")[
            paging.start : paging.stop
        ]
    )
    for row in rows:
        row.group = mine.group
    targets, said = targets_of(rows, viewer), _posts_in(rows)
    return DiscussionsScreen(
        head=head_of(mine),
        discussions=tuple(_line(row, targets, said) for row in rows),
        about=_about(document, targets),
        paging=paging,
    )


def groups_to_choose(viewer: Viewer) -> tuple[GroupChoice, ...]:
    """Give the groups that the viewer is in, by name. One query."""
    groups = Group.objects.of(viewer.account_id).order_by("name", "pk")
    return tuple(GroupChoice(*row) for row in groups.values_list("identifier", "name"))


def count_of(group: Group, viewer: Somebody) -> int:
    """Count the discussions of a group. One query."""
    return Discussion.objects.filter(group=group).count()


def targets_of(rows: Sequence[Discussion], viewer: Viewer) -> dict[int, TargetView]:
    """Give what discussions are about, by their keys. No query where none is about anything.

    The title of a document that the viewer may not see is told only to who started the discussion.
    """
    aimed = [row for row in rows if row.document_identifier]
    if not aimed:
        return {}
    seen = zip(aimed, views_of(aimed, viewer), strict=True)
    return {
        row.pk: view
        if view.is_visible or row.author_id == viewer.account_id
        else replace(view, title="", label="")
        for row, view in seen
    }


def _posts_in(rows: Sequence[Discussion]) -> dict[int, int]:
    """Count what was said in discussions, by their keys. One query."""
    said = Post.objects.filter(discussion__in=[row.pk for row in rows], deleted_at=None)
    return dict(said.order_by().values_list("discussion").annotate(Count("pk")))


def _line(row: Discussion, targets: dict[int, TargetView], said: dict[int, int]) -> DiscussionLine:
    return DiscussionLine(
        title=row.title,
        href=address(row),
        author=name_of(row.author),
        posts=said.get(row.pk, 0),
        changed_at=row.changed_at,
        is_ended=row.ended_at is not None,
        target=targets.get(row.pk),
    )


def _about(document: str, targets: dict[int, TargetView]) -> str:
    """Name the document that a list is narrowed to."""
    titles = (view.title for view in targets.values())
    return next((title for title in titles if document and title), document)
