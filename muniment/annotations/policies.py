"""Who may do what with notes and replies.

| Act | Who |
|---|---|
| see a note | its author; whom it is shown to, if they may see the document and it is not hidden |
| see a note that is hidden or was reported | its author, and staff after a second step |
| edit, delete a note; take it to another passage | its author |
| bring back a note or a reply | who deleted it |
| see and write replies in the open | whoever sees the note, if everyone does |
| see and write replies in a group | members of the group now, if the note is shown to it |
| edit a reply | its author |
| delete a reply | its author; in a group also its owner and moderators |
| report a note or a reply | whoever sees it, its author apart |

Whatever somebody may not see does not exist for him.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.annotations.errors import NoteNotFound, NotYours, ReplyNotFound
from muniment.annotations.models import Annotation, Audience, Reply, Report
from muniment.groups.models import Group
from muniment.groups.policies import Act, may, role_of

WITH = ("author", "document", "surface__image", "passage")


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a note is answered: in a group, or, without one, in the open."""

    group: Group | None = None

    @property
    def identifier(self) -> str:
        """Give the group's identifier, "" in the open: what forms send."""
        return self.group.identifier if self.group else ""


def note_for(viewer: Viewer, identifier: str, *, is_staff: bool = False) -> Annotation:
    """Give a note that the viewer may see; one that was deleted has no words to show. One query.

    :raises NoteNotFound: there is none.
    """
    notes = Annotation.objects.filter(identifier=identifier).select_related(*WITH)
    found = notes.visible_to(viewer).first()
    if found is None and is_staff:
        reports = Report.objects.filter(annotation=OuterRef("pk"))
        found = notes.filter(Q(hidden_at__isnull=False) | Exists(reports)).first()
    if found is None:
        raise NoteNotFound
    return found


def own_note(viewer: Viewer, identifier: str) -> Annotation:
    """Give a note that the viewer may change.

    :raises NoteNotFound: there is none that he may see.
    :raises NotYours: it is somebody else's.
    """
    note = note_for(viewer, identifier)
    if not is_author(viewer, note):
        raise NotYours(gettext("Only its author may change this note."))
    if note.deleted_at:
        raise NotYours(gettext("This note was deleted. Bring it back first."))
    return note


def deleted_note(viewer: Viewer, identifier: str) -> Annotation:
    """Give a note of the viewer's own that he has deleted and can bring back.

    :raises NoteNotFound: there is none.
    :raises NotYours: he sees it, but has not deleted it.
    """
    mine = Annotation.objects.deleted_by(viewer).filter(identifier=identifier)
    found = mine.select_related(*WITH).first()
    if found is None:
        note_for(viewer, identifier)
        raise NotYours(gettext("Only who deleted this may bring it back."))
    return found


def is_author(viewer: Viewer, thing: Annotation | Reply) -> bool:
    """Tell whether the viewer has written a note or a reply."""
    return thing.author_id is not None and thing.author_id == viewer.account_id


def threads_of(note: Annotation, *, viewer: Viewer) -> tuple[Thread, ...]:
    """Give the threads of a note that the viewer may read and write in. At most one query."""
    if note.audience == Audience.PUBLIC:
        return (Thread(),)
    if note.audience == Audience.PRIVATE:
        return ()
    groups = Group.objects.of(viewer.account_id).filter(annotations=note).order_by("name", "pk")
    return tuple(Thread(group) for group in groups)


def thread_for(note: Annotation, group: str, *, viewer: Viewer) -> Thread:
    """Give a thread of a note that the viewer may write in, by the group's identifier.

    :raises NoteNotFound: the note is not shown there, or the viewer is not in the group.
    :raises NotYours: the note was deleted.
    """
    found = next((t for t in threads_of(note, viewer=viewer) if t.identifier == group), None)
    if found is None:
        raise NoteNotFound
    if note.deleted_at:
        raise NotYours(gettext("This note was deleted: nothing more can be said to it."))
    return found


def reply_for(viewer: Viewer, identifier: str, *, is_staff: bool = False) -> Reply:
    """Give a reply that the viewer may see, with its note. At most three queries.

    :raises ReplyNotFound: there is none.
    """
    reply = Reply.objects.filter(identifier=identifier).select_related("author", "group").first()
    if reply is None or not _is_there(reply, viewer, is_staff=is_staff):
        raise ReplyNotFound
    notes = Annotation.objects.filter(pk=reply.annotation_id).select_related(*WITH)
    note = notes.visible_to(viewer).first()
    if note is None or not any(
        thread.group == reply.group for thread in threads_of(note, viewer=viewer)
    ):
        raise ReplyNotFound
    reply.annotation = note
    return reply


def _is_there(reply: Reply, viewer: Viewer, *, is_staff: bool) -> bool:
    """Tell whether a reply was neither hidden nor deleted, as far as the viewer is concerned."""
    if reply.hidden_at and not (is_staff or is_author(viewer, reply)):
        return False
    is_his_act = viewer.account_id is not None and reply.deleted_by_id == viewer.account_id
    return reply.deleted_at is None or is_his_act or is_author(viewer, reply)


def own_reply(viewer: Viewer, identifier: str) -> Reply:
    """Give a reply that the viewer may edit.

    :raises ReplyNotFound: there is none that he may see.
    :raises NotYours: it is somebody else's, or was deleted.
    """
    reply = reply_for(viewer, identifier)
    if not is_author(viewer, reply) or reply.deleted_at:
        raise NotYours(gettext("Only its author may change this reply."))
    return reply


def deletable_reply(viewer: Viewer, identifier: str) -> Reply:
    """Give a reply that the viewer may delete.

    :raises ReplyNotFound: there is none that he may see.
    :raises NotYours: it is somebody else's, and he does not run the group.
    """
    reply = reply_for(viewer, identifier)
    if not (is_author(viewer, reply) or runs(viewer, reply.group)):
        raise NotYours(gettext("Only its author, the owner or a moderator may delete this."))
    return reply


def deleted_reply(viewer: Viewer, identifier: str) -> Reply:
    """Give a reply that the viewer has deleted and can bring back.

    :raises ReplyNotFound: there is none that he may see.
    :raises NotYours: he has not deleted it.
    """
    reply = reply_for(viewer, identifier)
    if not (reply.deleted_at and reply.body and reply.deleted_by_id == viewer.account_id):
        raise NotYours(gettext("Only who deleted this may bring it back."))
    return reply


def runs(viewer: Viewer, group: Group | None) -> bool:
    """Tell whether the viewer is the owner or a moderator of a group. At most one query."""
    role = role_of(viewer, group) if group else None
    return role is not None and may(role, Act.MODERATE)


def check_report(viewer: Viewer, thing: Annotation | Reply) -> None:
    """Let the viewer complain of what he sees.

    :raises NotYours: he has written it himself, or it was deleted.
    """
    if is_author(viewer, thing):
        raise NotYours(gettext("You have written this yourself: edit or delete it instead."))
    if thing.deleted_at:
        raise NotYours(gettext("This was deleted: there is nothing to report any more."))
