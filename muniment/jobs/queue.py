"""Ask for background work, and see how much of it is left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from muniment.jobs.models import Job, JobState
from muniment.jobs.registry import JobFunction, name_of

Argument = int | str
BATCH = 500


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many jobs wait, run, and have failed for good."""

    ready: int
    running: int
    failed: int


def enqueue(function: JobFunction, *arguments: Argument) -> None:
    """Ask that a registered function be run. Asking again before it starts changes nothing."""
    enqueue_many(function, [arguments])


def enqueue_at(function: JobFunction, *arguments: Argument, at: datetime) -> None:
    """Ask that a registered function be run, not before a point in time."""
    Job.objects.bulk_create(
        [
            Job(
                name=name_of(function),
                arguments=json.dumps(list(arguments), ensure_ascii=False),
                run_after=at,
            )
        ],
        ignore_conflicts=True,
    )


def enqueue_many(function: JobFunction, argument_lists: Iterable[Sequence[Argument]]) -> None:
    """Ask for many runs of one function, in one statement for each few hundred."""
    name = name_of(function)
    Job.objects.bulk_create(
        [
            Job(name=name, arguments=json.dumps(list(arguments), ensure_ascii=False))
            for arguments in argument_lists
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def queue_state(function: JobFunction | None = None) -> QueueState:
    """Count the jobs, of one function or of all."""
    jobs = Job.objects.filter(name=name_of(function)) if function else Job.objects.all()
    counts = dict(jobs.values_list("state").annotate(Count("pk")).order_by())
    return QueueState(
        ready=counts.get(JobState.READY, 0),
        running=counts.get(JobState.RUNNING, 0),
        failed=counts.get(JobState.FAILED, 0),
    )
