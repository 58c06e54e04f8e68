"""One note with its threads, and what forms say of what a note is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from muniment.access.viewer import Viewer
from muniment.annotations import policies
from muniment.annotations.models import Annotation, Audience, Reply
from muniment.annotations.policies import Thread
from muniment.annotations.services.notes import address
from muniment.annotations.services.places import About, columns_of
from muniment.annotations.services.replies import reply_address
from muniment.annotations.words import author_of, excerpt_of, seen_by
from muniment.core import addresses
from muniment.groups.models import Group, Membership
from muniment.groups.policies import Act, may
from muniment.passages.targeting import TargetView, fields_of, page_words, views_of
from muniment.passages.targets import Target
from muniment.ui.markdown import readers_markdown


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply as the viewer sees it; one that he has deleted himself has only its way back."""

    identifier: str
    href: str
    author: str
    body: SafeString
    created_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    is_hidden: bool
    may_edit: bool
    may_delete: bool
    may_report: bool


@dataclass(frozen=True, slots=True)
class ThreadView:
    """What was said to a note in a group, or in the open."""

    group: str  # identifier, "" in the open
    name: str  # of the group
    href: str
    replies: tuple[ReplyView, ...]
    may_reply: bool


@dataclass(frozen=True, slots=True)
class NoteScreen:
    """A note, what it is about, who sees it and what was said to it."""

    identifier: str
    href: str
    target: TargetView
    exact: str
    document: str
    document_notes: str
    author: str
    colour: str
    body: SafeString
    excerpt: str
    tags: tuple[str, ...]
    seen_by: str
    created_at: datetime
    edited_at: datetime | None
    is_mine: bool
    is_box: bool
    is_orphan: bool
    is_edited_passage: bool
    is_deleted: bool
    is_hidden: bool
    may_edit: bool
    may_report: bool
    may_restore: bool
    threads: tuple[ThreadView, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """What a form is about, as it shows it."""

    title: str
    label: str
    exact: str
    is_box: bool
    href: str


def note_screen(note: Annotation, *, viewer: Viewer) -> NoteScreen:
    """Show a note that the viewer may see. At most nine queries."""
    target = views_of([note], viewer)[0]
    is_mine = policies.is_author(viewer, note)
    is_deleted = note.deleted_at is not None
    threads = _threads(note, viewer=viewer)
    changed = note.changed_at if note.revision > 1 else None
    exact = note.passage.exact if note.passage and is_mine else target.exact
    return NoteScreen(
        identifier=note.identifier,
        href=address(note),
        target=target,
        exact="" if is_deleted else exact,
        document=note.document_identifier,
        document_notes=reverse("annotations:document", args=[note.document_identifier])
        if target.is_visible
        else "",
        author=author_of(note),
        colour=note.colour,
        body=SafeString("") if is_deleted else readers_markdown(note.body),
        excerpt="" if is_deleted else excerpt_of(note.body),
        tags=() if is_deleted else tuple(note.tags),
        seen_by=_seen_by(note, threads, is_mine=is_mine),
        created_at=note.created_at,
        edited_at=changed,
        is_mine=is_mine,
        is_box=bool(note.box),
        is_orphan=target.status == "orphan",
        is_edited_passage=target.status == "edited",
        is_deleted=is_deleted,
        is_hidden=note.hidden_at is not None,
        may_edit=is_mine and not is_deleted,
        may_report=not (is_mine or is_deleted),
        may_restore=is_deleted and is_mine and note.deleted_by_id == viewer.account_id,
        threads=threads,
    )


def _seen_by(note: Annotation, threads: Sequence[ThreadView], *, is_mine: bool) -> str:
    """Name the groups of the viewer; staff who look at what was reported are not told which."""
    names = [thread.name for thread in threads if thread.name]
    if note.audience == Audience.GROUPS and not (names or is_mine):
        return str(Audience.GROUPS.label)
    return seen_by(note.audience, names)


def _threads(note: Annotation, *, viewer: Viewer) -> tuple[ThreadView, ...]:
    threads = policies.threads_of(note, viewer=viewer)
    by_group = _replies(note, threads)
    run = _run_by(viewer, [thread.group for thread in threads if thread.group])
    return tuple(
        ThreadView(
            group=thread.identifier,
            name=thread.group.name if thread.group else "",
            href=reverse("groups:group", args=[thread.identifier]) if thread.group else "",
            replies=tuple(
                _reply(reply, viewer, runs=reply.group_id in run)
                for reply in by_group.get(thread.group.pk if thread.group else None, ())
                if not reply.deleted_at or _may_restore(reply, viewer)
                if not reply.hidden_at or policies.is_author(viewer, reply)
            ),
            may_reply=note.deleted_at is None,
        )
        for thread in threads
    )


def _replies(note: Annotation, threads: Sequence[Thread]) -> dict[int | None, list[Reply]]:
    if not threads:
        return {}
    found: dict[int | None, list[Reply]] = defaultdict(list)
    for reply in note.replies.select_related("author").order_by("pk"):
        reply.annotation = note
        found[reply.group_id].append(reply)
    return found


def _run_by(viewer: Viewer, groups: Sequence[Group]) -> set[int]:
    """Give the groups that the viewer runs. One query, none where there are none."""
    if not groups:
        return set()
    mine = Membership.objects.filter(account=viewer.account_id or 0, group__in=groups)
    return {group for group, role in mine.values_list("group", "role") if may(role, Act.MODERATE)}


def _may_restore(reply: Reply, viewer: Viewer) -> bool:
    return bool(reply.body) and (
        viewer.account_id is not None and reply.deleted_by_id == viewer.account_id
    )


def _reply(reply: Reply, viewer: Viewer, *, runs: bool) -> ReplyView:
    is_mine, is_deleted = policies.is_author(viewer, reply), reply.deleted_at is not None
    return ReplyView(
        identifier=reply.identifier,
        href=reply_address(reply),
        author=author_of(reply),
        body=SafeString("") if is_deleted else readers_markdown(reply.body),
        created_at=reply.created_at,
        edited_at=reply.changed_at if reply.revision > 1 else None,
        is_deleted=is_deleted,
        is_hidden=reply.hidden_at is not None,
        may_edit=is_mine and not is_deleted,
        may_delete=(is_mine or runs) and not is_deleted,
        may_report=not (is_mine or is_deleted),
    )


def about_view(about: About, *, viewer: Viewer) -> AboutView:
    """Say what a form is about, before anything is kept.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page.
    :raises BadBox: the box does not lie on an image of it.
    """
    chosen = about.target.passage
    place = Target(about.target.document, about.target.page)
    if about.box:
        columns = columns_of(About(place, about.image, about.box), viewer=viewer)
    else:
        columns = fields_of(place, viewer=viewer)
    return AboutView(
        title=columns["document_title"],
        label=page_words(columns["page_label"]),
        exact=chosen.exact if chosen else "",
        is_box=about.box is not None,
        href=addresses.document(place.document, page=place.page),
    )


def shown_groups(note: Annotation, *, viewer: Viewer) -> list[str]:
    """Give the identifiers of the viewer's groups that a note is shown to. One query."""
    groups = Group.objects.of(viewer.account_id).filter(annotations=note)
    return list(groups.values_list("identifier", flat=True))


def group_choices(viewer: Viewer, *, chosen: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Give the groups that a note can be shown to: identifier, name, whether it is. One query."""
    groups = Group.objects.of(viewer.account_id).order_by("name", "pk")
    rows = groups.values_list("identifier", "name")
    return [(identifier, name, identifier in chosen) for identifier, name in rows]
