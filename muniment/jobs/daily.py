"""Work that is done once a day, in the small hours of the archive's time zone.

`@daily("name")` registers a job. A worker that starts plans the next run of each;
a run plans the one after it before it does its work, so that a failure never ends the series.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.utils import timezone

from muniment.jobs.queue import enqueue_at
from muniment.jobs.registry import job

HOUR = 4

_daily: list[Callable[[], None]] = []


def daily(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function without arguments as a job of this name that runs every day."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        @wraps(function)
        def run() -> None:
            enqueue_at(run, at=next_night())
            function()

        _daily.append(job(name)(run))
        return run

    return register


def plan_daily_work() -> None:
    """Ask for the next run of each daily job; one that is planned already stays as it is."""
    for run in _daily:
        enqueue_at(run, at=next_night())


def next_night() -> datetime:
    """Give the next moment at which daily work is due."""
    now = timezone.localtime()
    tonight = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight > now else tonight + timedelta(days=1)
