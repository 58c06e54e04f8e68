"""What of notes is a reader's own: exported with the account, and taken out with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from muniment.access.viewer import Viewer
from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile, Obstacle, Words
from muniment.annotations.models import Annotation, Reply
from muniment.annotations.services.notes import address
from muniment.annotations.services.sweeping import erase
from muniment.annotations.w3c.stored import stored_notes
from muniment.annotations.w3c.vocabulary import CONTEXT
from muniment.annotations.w3c.writing import write_annotation
from muniment.core.tables import csv_bytes
from muniment.ui.markdown import readers_markdown

NOTE_HEAD = (
    *("written", "document", "title", "page", "passage", "note", "tags", "colour", "seen by"),
    "address",
)
REPLY_HEAD = ("written", "title", "reply")


class OwnedNotes:
    """What a reader has noted, and what he has said to notes of others."""

    name = "notes"
    label: Words = pgettext_lazy("reader", "Notes")
    goes: Words = _("Your notes, and your replies to notes of others.")
    stays: Words = _(
        "Where others have replied to a note of yours, it says that a note was deleted; "
        "their replies stay."
    )

    def export(self, user: User) -> Iterable[ExportFile]:
        """Give notes for programs (Web Annotation), as a table, and as a page to read."""
        viewer, root = Viewer(account_id=user.pk), settings.MUNIMENT_PUBLIC_URL
        mine = Annotation.objects.of(viewer).order_by("pk")
        written = [write_annotation(note, root=root) for note in stored_notes(mine, viewer=viewer)]
        content = orjson.dumps({"@context": CONTEXT, "@graph": written}, option=orjson.OPT_INDENT_2)
        yield ExportFile(
            "notes.jsonld", "application/ld+json", content, pgettext("reader", "Notes")
        )
        notes = list(mine.select_related("passage"))
        rows = csv_bytes(NOTE_HEAD, (_cells(note, root=root) for note in notes))
        yield ExportFile("notes.csv", "text/csv", rows, pgettext("reader", "Notes"))
        page = _page(notes, root=root)
        yield ExportFile("notes.html", "text/html", page, pgettext("reader", "Notes"))
        said = Reply.objects.filter(author=user, deleted_at=None).select_related("annotation")
        replies = csv_bytes(REPLY_HEAD, (_reply_cells(reply) for reply in said))
        yield ExportFile("replies.csv", "text/csv", replies, gettext("Replies"))

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        """Nothing stands in the way."""
        return ()

    def delete(self, user: User) -> None:
        """Erase what the user has written; an answered note keeps its place, without its words."""
        Reply.objects.filter(author=user).delete()
        notes = Annotation.objects.filter(author=user)
        notes.filter(deleted_at=None).update(deleted_at=timezone.now())
        erase(notes)


def _cells(note: Annotation, *, root: str) -> tuple[str, ...]:
    return (
        note.created_at.isoformat(timespec="seconds"),
        note.document_identifier,
        note.document_title,
        note.page_label,
        note.passage.exact if note.passage else "",
        note.body,
        ", ".join(note.tags),
        note.colour,
        note.audience,
        root + address(note),
    )


def _reply_cells(reply: Reply) -> tuple[str, ...]:
    """Give one's own words and where they stand; what others have written is theirs."""
    written = reply.created_at.isoformat(timespec="seconds")
    return (written, reply.annotation.document_title, reply.body)


def _page(notes: Sequence[Annotation], *, root: str) -> bytes:
    entries = [(note, readers_markdown(note.body), root + address(note)) for note in notes]
    return render_to_string("annotations/export.html", {"entries": entries}).encode()
