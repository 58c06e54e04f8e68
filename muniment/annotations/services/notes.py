"""Write, edit, delete and bring back notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Audience, Share
from muniment.annotations.services.contents import Content, checked, groups_of
from muniment.annotations.services.limits import check_notes
from muniment.annotations.services.places import About, columns_of
from muniment.core.identifiers import random_identifier
from muniment.documents.models import Document
from muniment.groups.models import Group, GroupEvent
from muniment.groups.services import note_event
from muniment.ui import conflicts

_QUIET = timedelta(hours=1)
"""A group's activity tells once of all notes that one writes on a document within this time."""


def create(
    about: About,
    content: Content,
    *,
    viewer: Viewer,
    motivation: str = "commenting",
    source: dict[str, Any] | None = None,
) -> Annotation:
    """Write a note. `source` is the W3C annotation as a client sent it.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page or passage; see `passages.targeting`.
    :raises Refused: something is missing, too long or too much; see `errors`.
    """
    is_place = about.box is not None or about.target.passage is not None
    content = checked(content, may_be_bare=is_place)
    now = timezone.now()
    with transaction.atomic():
        check_notes(viewer.account_id)
        groups = groups_of(content, viewer=viewer)
        note = Annotation.objects.create(
            identifier=random_identifier(),
            author_id=viewer.account_id,
            motivation=motivation,
            source=source,
            created_at=now,
            changed_at=now,
            **_columns(content),
            **columns_of(about, viewer=viewer),
        )
        _show_to(note, groups, viewer=viewer)
    return note


def edit(
    note: Annotation,
    content: Content,
    *,
    viewer: Viewer,
    revision: int | None,
    **more: Any,
) -> Annotation:
    """Write a note anew, in its author's name. `more` are columns that only a protocol sets.

    :raises Refused: something is missing or too long.
    :raises Conflict: it was changed since the form was opened.
    """
    content = checked(content, may_be_bare=bool(note.box or note.passage_id))
    with transaction.atomic():
        groups = groups_of(content, viewer=viewer)
        note = conflicts.change(
            note,
            rows=Annotation.objects.filter(deleted_at=None),
            revision=revision,
            changed_at=timezone.now(),
            **_columns(content),
            **more,
        )
        _show_to(note, groups, viewer=viewer)
    return note


def move(note: Annotation, about: About, *, viewer: Viewer, revision: int | None) -> Annotation:
    """Let a note be about something else, such as another passage of its document.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page or passage.
    :raises Refused: the box does not lie on an image of it.
    :raises Conflict: it was changed since the form was opened.
    """
    with transaction.atomic():
        columns = {"surface": None, "box": None, **columns_of(about, viewer=viewer)}
        rows = Annotation.objects.filter(deleted_at=None)
        return conflicts.change(
            note, rows=rows, revision=revision, changed_at=timezone.now(), **columns
        )


def delete(note: Annotation, *, viewer: Viewer) -> None:
    """Delete a note; it can be brought back for thirty days."""
    Annotation.objects.filter(pk=note.pk, deleted_at=None).update(
        deleted_at=timezone.now(), deleted_by=viewer.account_id
    )


def restore(note: Annotation) -> None:
    """Bring a deleted note back."""
    Annotation.objects.filter(pk=note.pk).update(deleted_at=None, deleted_by=None)


def take_away(group_id: int, account_id: int) -> None:
    """Take an author's notes out of a group that he has left; those shown nowhere else are his."""
    Share.objects.filter(group=group_id, annotation__author=account_id).delete()
    mine = Annotation.objects.filter(author=account_id, audience=Audience.GROUPS)
    mine.filter(shares=None).update(audience=Audience.PRIVATE)


def address(note: Annotation) -> str:
    """Address a note with its threads."""
    return reverse("annotations:note", args=[note.identifier])


def _columns(content: Content) -> dict[str, Any]:
    return {
        "body": content.body,
        "colour": content.colour,
        "tags": list(content.tags),
        "audience": content.audience,
    }


def _show_to(note: Annotation, groups: Iterable[Group], *, viewer: Viewer) -> None:
    """Show a note to these groups and to no other that its author is in now."""
    wanted = {group.pk: group for group in groups}
    mine = note.shares.filter(group__in=Group.objects.of(viewer.account_id))
    mine.exclude(group__in=wanted).delete()
    have = set(note.shares.values_list("group_id", flat=True))
    new = [group for pk, group in wanted.items() if pk not in have]
    Share.objects.bulk_create([Share(annotation=note, group=group) for group in new])
    if new:
        _tell_groups(note, new)


def _tell_groups(note: Annotation, groups: Iterable[Group]) -> None:
    """Note in the groups' activity that something was shown to them.

    Members who may not see the document do not learn its title from this.
    """
    open_documents = Document.objects.visible_to(Viewer.visitor())
    is_open = open_documents.filter(identifier=note.document_identifier).exists()
    kind, subject = "note.shared_somewhere", ""
    if is_open:
        kind, subject = "note.shared", note.document_title
    for group in groups:
        since = timezone.now() - _QUIET
        told = GroupEvent.objects.filter(group=group, actor=note.author_id, kind=kind)
        if not told.filter(subject=subject, at__gt=since).exists():
            href = address(note) if subject else ""
            note_event(group, actor_id=note.author_id, kind=kind, subject=subject, href=href)
