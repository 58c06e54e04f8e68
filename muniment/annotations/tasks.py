"""What is swept away each night."""

from __future__ import annotations

from django.utils import timezone

from muniment.annotations.services.sweeping import sweep_away
from muniment.jobs.daily import daily


@daily("annotations.sweep")
def sweep() -> None:
    """Erase what was deleted thirty days ago."""
    sweep_away(timezone.now())
