"""Do what was asked for: until nothing is left, or until told to stop."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import OperationalError, close_old_connections, connections

from muniment.jobs import leases
from muniment.jobs.models import Job
from muniment.jobs.registry import function_of

IDLE_SECONDS = 1.0

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class WorkDone:
    """How many jobs were run to their end, and how many raised an error."""

    finished: int = 0
    failed: int = 0


def work(
    stop_event: threading.Event,
    *,
    idle_seconds: float = IDLE_SECONDS,
    lease_seconds: float = leases.LEASE_SECONDS,
    only: str = "",
) -> None:
    """Do jobs as they come until `stop_event` is set; the job in hand is finished first.

    With `only`, the name of a job, the others are left: what is to be done at once need not wait.
    Several workers may run, in threads or processes of their own.
    """
    try:
        while not stop_event.is_set():
            if not _do_one(lease_seconds, only):
                stop_event.wait(idle_seconds)
    finally:
        connections.close_all()


def run_until_empty(
    *,
    on_progress: Callable[[Job], None] | None = None,
    lease_seconds: float = leases.LEASE_SECONDS,
    only: str = "",
) -> WorkDone:
    """Do every job that is ready now, and those they ask for. Retries that wait are left."""
    done = WorkDone()
    while job := leases.take_next(lease_seconds=lease_seconds, only=only):
        if _run(job, lease_seconds):
            done.finished += 1
        else:
            done.failed += 1
        if on_progress:
            on_progress(job)
    return done


def _do_one(lease_seconds: float, only: str) -> bool:
    """Do one job; False where there is none or the database is busy."""
    close_old_connections()
    try:
        job = leases.take_next(lease_seconds=lease_seconds, only=only)
        if job is None:
            return False
        _run(job, lease_seconds)
    except OperationalError:
        logger.warning("The database is not to be had; trying again.", exc_info=True)
        return False
    return True


def _run(job: Job, lease_seconds: float) -> bool:
    try:
        function = function_of(job.name)
        with leases.kept(job, lease_seconds=lease_seconds):
            function(*json.loads(job.arguments))
    except Exception as error:
        logger.exception("The job %s failed, attempt %d.", job, job.attempts)
        leases.fail(job, f"{type(error).__name__}: {error}")
        return False
    leases.finish(job)
    return True
