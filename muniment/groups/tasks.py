"""What is swept away each night."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from muniment.groups.models import Group, Invitation
from muniment.groups.services.founding import KEPT_AFTER_CLOSING
from muniment.jobs.daily import daily

KEPT_AFTER_EXPIRY = 30


@daily("groups.sweep")
def sweep() -> None:
    """Erase groups that were closed, and invitations that lapsed, thirty days ago."""
    now = timezone.now()
    closed_before = now - timedelta(days=KEPT_AFTER_CLOSING)
    Group.objects.filter(closed_at__lt=closed_before).delete()
    Invitation.objects.filter(expires_at__lt=now - timedelta(days=KEPT_AFTER_EXPIRY)).delete()
