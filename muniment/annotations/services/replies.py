"""Answer notes: in a group that they are shown to, or in the open."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Reply
from muniment.annotations.policies import Thread
from muniment.annotations.services.contents import tidy_body
from muniment.annotations.services.limits import check_replies
from muniment.annotations.services.notes import address
from muniment.core.identifiers import random_identifier
from muniment.groups.models import Membership
from muniment.groups.names import account_name
from muniment.notices.services import tell
from muniment.ui import conflicts
from muniment.ui.refusals import NothingWritten


def reply(note: Annotation, body: str, *, thread: Thread, viewer: Viewer) -> Reply:
    """Answer a note in one of its threads; its author and those who wrote there are told.

    :raises Refused: no words, too many, or too many replies.
    """
    body = _checked(body)
    now = timezone.now()
    with transaction.atomic():
        check_replies(viewer.account_id)
        written = Reply.objects.create(
            identifier=random_identifier(),
            annotation=note,
            group=thread.group,
            author_id=viewer.account_id,
            body=body,
            created_at=now,
            changed_at=now,
        )
        _tell(written)
    return written


def edit_reply(written: Reply, body: str, *, revision: int | None) -> Reply:
    """Write a reply anew.

    :raises Refused: no words, or too many.
    :raises Conflict: it was changed since the form was opened.
    """
    body = _checked(body)
    rows = Reply.objects.filter(deleted_at=None)
    return conflicts.change(
        written, rows=rows, revision=revision, body=body, changed_at=timezone.now()
    )


def delete_reply(written: Reply, *, viewer: Viewer) -> None:
    """Delete a reply; whoever deleted it can bring it back for thirty days."""
    Reply.objects.filter(pk=written.pk, deleted_at=None).update(
        deleted_at=timezone.now(), deleted_by=viewer.account_id
    )


def restore_reply(written: Reply) -> None:
    """Bring a deleted reply back."""
    Reply.objects.filter(pk=written.pk).update(deleted_at=None, deleted_by=None)


def reply_address(written: Reply) -> str:
    """Address a reply on the page of its note."""
    return f"{address(written.annotation)}#reply-{written.identifier}"


def _checked(body: str) -> str:
    body = tidy_body(body)
    if not body:
        raise NothingWritten
    return body


def _tell(written: Reply) -> None:
    """Tell the author of the note, and the others who wrote in this thread and still read it."""
    note = written.annotation
    earlier = Reply.objects.kept().filter(annotation=note, group=written.group)
    told = set(earlier.values_list("author", flat=True))
    if written.group:
        members = Membership.objects.filter(group=written.group, account__in=told)
        told = set(members.values_list("account", flat=True))
    told -= {None, written.author_id, note.author_id}
    facts = {
        "who": account_name(written.author_id or 0, before_everyone=written.group is None),
        "who_id": written.author_id,
        "title": note.document_title,
        "group": written.group.name if written.group else "",
        "identifier": written.group.identifier if written.group else "",
        "note": note.identifier,
    }
    href, under = reply_address(written), address(note)
    if note.author_id and note.author_id != written.author_id:
        tell([note.author_id], "note.reply", facts=facts, href=href, once_under=under)
    tell({pk for pk in told if pk}, "note.thread", facts=facts, href=href, once_under=under)
