"""Take a job for one worker, keep it while it runs, give it back or lay it down.

Taking is one conditional UPDATE, so that two workers never hold the same job. A job is held by a
lease that its worker renews; the lease of a worker that was killed runs out, and another takes
the job.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import OperationalError, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from muniment.jobs.models import Job, JobState

LEASE_SECONDS = 60.0
MAX_ATTEMPTS = 3
RETRY_SECONDS = 5.0  # before the second attempt; doubled before each further one


def take_next(*, lease_seconds: float = LEASE_SECONDS, only: str = "") -> Job | None:
    """Take the oldest job that is ready or whose worker has gone; None where there is none.

    `only` is the name of the jobs to choose from, "" for all.
    """
    jobs = Job.objects.filter(name=only) if only else Job.objects.all()
    while True:
        now = timezone.now()
        waiting = Q(state=JobState.READY, run_after__lte=now)
        abandoned = Q(state=JobState.RUNNING, leased_until__lt=now)
        job = jobs.filter(waiting | abandoned).order_by("run_after", "pk").first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            give_up(job, "The work stopped its process each time; see the log of the worker.")
            continue
        as_seen = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
        until = now + timedelta(seconds=lease_seconds)
        job.attempts += 1
        taken = as_seen.update(
            state=JobState.RUNNING, attempts=job.attempts, leased_until=until, error=""
        )
        if taken:
            job.state = JobState.RUNNING
            return job


def finish(job: Job) -> None:
    """Lay down a job that is done, unless another worker has taken it meanwhile."""
    _held(job).delete()


def fail(job: Job, sentence: str) -> None:
    """Try again later, or give up after the last attempt."""
    with transaction.atomic():  # nobody asks for the same between the look and the change
        _fail(job, sentence)


def _fail(job: Job, sentence: str) -> None:
    if job.attempts >= MAX_ATTEMPTS:
        give_up(job, sentence)
        return
    if Job.objects.filter(
        name=job.name, arguments=job.arguments, state=JobState.READY
    ).exists():  # asked for again meanwhile: that one suffices
        finish(job)
        return
    wait = timedelta(seconds=RETRY_SECONDS * 2 ** (job.attempts - 1))
    _held(job).update(state=JobState.READY, run_after=timezone.now() + wait, error=sentence)


def give_up(job: Job, sentence: str) -> None:
    """Keep a job as failed, with the reason, and forget earlier failures of the same work."""
    same = Job.objects.filter(name=job.name, arguments=job.arguments, state=JobState.FAILED)
    same.exclude(pk=job.pk).delete()
    _held(job).update(state=JobState.FAILED, leased_until=None, error=sentence)


@contextmanager
def kept(job: Job, *, lease_seconds: float = LEASE_SECONDS) -> Iterator[None]:
    """Renew a job's lease from a thread while its work runs."""
    done = threading.Event()
    thread = threading.Thread(target=_renew, args=(job, lease_seconds, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(job: Job, lease_seconds: float, done: threading.Event) -> None:
    try:
        while not done.wait(lease_seconds / 4):
            until = timezone.now() + timedelta(seconds=lease_seconds)
            # a database that is busy now is asked again, three times before the lease runs out
            with suppress(OperationalError):
                _held(job).update(leased_until=until)
    finally:
        connections.close_all()


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, attempts=job.attempts).exclude(state=JobState.FAILED)
