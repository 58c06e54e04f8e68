"""Delete for good what readers took away some time ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from muniment.library.models import Bookmark, Folder, SavedItem

KEPT_DAYS = 30
"""Days for which what was deleted can be brought back."""


def sweep(now: datetime) -> None:
    """Delete for good what was taken away too long ago, with what hangs on it."""
    before = now - timedelta(days=KEPT_DAYS)
    gone = Q(deleted_at__lt=before) | Q(folder__deleted_at__lt=before)
    SavedItem.objects.filter(gone).delete()
    Folder.objects.filter(deleted_at__lt=before).delete()
    Bookmark.objects.filter(deleted_at__lt=before).delete()
