"""Notes on all kinds of documents in one list, each with what it is about and who sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.safestring import SafeString

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Reply, Share
from muniment.annotations.policies import is_author
from muniment.annotations.services.notes import address
from muniment.annotations.words import author_of, seen_by
from muniment.groups.models import Group
from muniment.passages.models import Anchor
from muniment.passages.targeting import TargetView, views_of
from muniment.ui.markdown import readers_markdown


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note in a list that is not of one document."""

    identifier: str
    href: str
    target: TargetView
    exact: str
    author: str
    body: SafeString
    colour: str
    tags: tuple[str, ...]
    seen_by: str
    replies: int
    created_at: datetime
    is_mine: bool
    is_orphan: bool
    is_hidden: bool
    is_deleted: bool


def listed(notes: Iterable[Annotation], *, viewer: Viewer) -> tuple[ListedNote, ...]:
    """Show notes that the viewer may see, in their order. Seven queries at most.

    `author` and `passage` are at hand.
    """
    rows = list(notes)
    groups, replies = _groups(rows, viewer), _replies(rows, viewer)
    return tuple(
        ListedNote(
            identifier=row.identifier,
            href=address(row),
            target=target,
            # A reader's own words stay before him, even where the document is closed by now.
            exact=row.passage.exact if row.passage and is_author(viewer, row) else target.exact,
            author=author_of(row),
            body=readers_markdown(row.body),
            colour=row.colour,
            tags=tuple(row.tags),
            seen_by=seen_by(row.audience, groups.get(row.pk, ())),
            replies=replies.get(row.pk, 0),
            created_at=row.created_at,
            is_mine=is_author(viewer, row),
            is_orphan=target.status == Anchor.Status.ORPHAN,
            is_hidden=row.hidden_at is not None,
            is_deleted=row.deleted_at is not None,
        )
        for row, target in zip(rows, views_of(rows, viewer), strict=True)
    )


def _groups(rows: Sequence[Annotation], viewer: Viewer) -> dict[int, list[str]]:
    """Name the viewer's groups that notes are shown to."""
    mine = Group.objects.of(viewer.account_id)
    shares = Share.objects.filter(annotation__in=rows, group__in=mine).order_by("group__name")
    names: dict[int, list[str]] = defaultdict(list)
    for annotation, name in shares.values_list("annotation", "group__name"):
        names[annotation].append(name)
    return names


def _replies(rows: Sequence[Annotation], viewer: Viewer) -> dict[int, int]:
    """Count the replies that the viewer may see, by note."""
    seen = Reply.objects.kept().seen_in(Group.objects.of(viewer.account_id))
    counts = seen.filter(annotation__in=rows).order_by().values_list("annotation")
    return dict(counts.annotate(Count("pk")))
