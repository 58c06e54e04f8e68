"""What a reader has read: kept only where he wants it, and erased when he wants it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.library.models import HistoryEntry, LibraryChoice

MAX_ENTRIES = 5_000  # of one reader; the oldest make room


def keeps_history(viewer: Viewer) -> bool:
    """Tell whether a reader has asked that what he reads be noted. One query, none for visitors."""
    if viewer.account_id is None:
        return False
    return LibraryChoice.objects.filter(account=viewer.account_id, keeps_history=True).exists()


def choose_history(viewer: Viewer, *, keeps: bool) -> None:
    """Switch the history on or off; what was noted stays until it is erased."""
    LibraryChoice.objects.update_or_create(
        account_id=viewer.account_id, defaults={"keeps_history": keeps}
    )


def note_reading(document: Document, *, viewer: Viewer) -> None:
    """Note that a reader has read a document now, if he wants it noted."""
    if viewer.account_id is None or not keeps_history(viewer):
        return
    own = HistoryEntry.objects.filter(account=viewer.account_id)
    with transaction.atomic():
        now = timezone.now()
        if own.filter(document=document).update(read_at=now, times=F("times") + 1):
            return
        entry = HistoryEntry(account_id=viewer.account_id, document=document, read_at=now)
        HistoryEntry.objects.bulk_create([entry], ignore_conflicts=True)
        beyond = own.order_by("-read_at").values_list("pk", flat=True)[MAX_ENTRIES:]
        own.filter(pk__in=list(beyond)).delete()


def erase_history(viewer: Viewer, *, document: str = "") -> None:
    """Erase that a reader has read a document, or all that was noted."""
    entries = HistoryEntry.objects.filter(account=viewer.account_id or 0)
    if document:
        entries = entries.filter(document__identifier=document)
    entries.delete()
