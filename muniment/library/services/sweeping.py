"""Delete for good what readers took away some time ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from muniment.library.models import Bookmark, Folder, SavedItem
from muniment.passages.models import Passage

KEPT_DAYS = 30
"""Days for which what was deleted can be brought back."""


def sweep(now: datetime) -> None:
    """Delete for good what was taken away too long ago, with what hangs on it."""
    before = now - timedelta(days=KEPT_DAYS)
    gone = Q(deleted_at__lt=before) | Q(folder__deleted_at__lt=before)
    erase_items(SavedItem.objects.filter(gone))
    Folder.objects.filter(deleted_at__lt=before).delete()
    Bookmark.objects.filter(deleted_at__lt=before).delete()


def erase_items(items: QuerySet[SavedItem]) -> None:
    """Erase things saved, with their passages: each was kept for one of them alone."""
    passages = list(items.filter(passage__isnull=False).values_list("passage", flat=True))
    items.delete()
    Passage.objects.filter(pk__in=passages).delete()
