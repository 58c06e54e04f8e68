"""Work on readers' libraries that is done at night."""

from __future__ import annotations

from django.utils import timezone

from muniment.jobs.daily import daily
from muniment.library.alerts import send_alerts
from muniment.library.services.sweeping import sweep as sweep_away


@daily("library.sweep")
def sweep() -> None:
    """Delete for good what was taken away long ago."""
    sweep_away(timezone.now())


@daily("library.alerts")
def alerts() -> None:
    """Mail readers what is new in their saved searches."""
    send_alerts(timezone.now())
