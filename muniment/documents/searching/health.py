"""Notice an index that is missing, damaged or old, and ask for a new one."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from muniment.documents.bulk import without_waiting
from muniment.documents.models import PendingEntry
from muniment.documents.searching.index import engine
from muniment.documents.tasks import update_search
from muniment.jobs.queue import enqueue

LOOK_SECONDS = 5.0

_looked_at: dict[Path, float] = {}


def repair_if_needed() -> bool:
    """Ask the worker to build the index where it has to be; tell whether it has to."""
    if not engine().needs_rebuild():
        return False
    with suppress(OperationalError), without_waiting():  # else the next who looks asks
        enqueue(update_search)
    return True


def catch_up() -> None:
    """Ask for what a worker that was stopped or that failed has left; for the start of one."""
    if not repair_if_needed() and PendingEntry.objects.exists():
        enqueue(update_search)


def look_now_and_then() -> None:
    """Do so at most every few seconds: for those who search, and are not to wait for it."""
    home, now = Path(settings.MUNIMENT_HOME), time.monotonic()
    if now - _looked_at.get(home, -LOOK_SECONDS) >= LOOK_SECONDS:
        _looked_at[home] = now
        repair_if_needed()
