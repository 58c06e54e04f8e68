"""What is swept away each night."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from muniment.discussions.models import Post
from muniment.jobs.daily import daily

KEPT_DAYS = 30


@daily("discussions.sweep")
def sweep() -> None:
    """Erase the words of posts that were deleted thirty days ago, and those nobody answered."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    deleted = Post.objects.filter(deleted_at__lt=before)
    deleted.filter(answered_by=None).delete()
    deleted.exclude(body="").update(body="")
