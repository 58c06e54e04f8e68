"""Asking for work, and having it done in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from muniment.jobs import leases
from muniment.jobs.models import Job, JobState
from muniment.jobs.queue import QueueState, enqueue, enqueue_many, queue_state
from muniment.jobs.registry import UnknownJob, job
from muniment.jobs.worker import run_until_empty, work
from tests.jobs import tasks_of_tests as tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(400):
        with suppress(OperationalError):  # SQLite in memory does not wait for another's lock
            if is_so():
                return
        time.sleep(0.05)
    pytest.fail("It did not come about within 20 seconds.")


def test_what_was_asked_for_is_done_in_order_and_leaves_no_row(notes: Path) -> None:
    enqueue_many(tasks.note, [[str(notes), word] for word in ("one", "two", "three")])
    assert queue_state() == QueueState(ready=3, running=0, failed=0)
    assert run_until_empty().finished == 3
    assert notes.read_text(encoding="utf-8").split() == ["one", "two", "three"]
    assert not Job.objects.exists()


def test_asking_twice_before_it_starts_is_asking_once(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    enqueue(tasks.note, str(notes), "one")
    assert run_until_empty().finished == 1


def test_a_job_may_ask_for_another(notes: Path) -> None:
    enqueue(tasks.note_and_ask_again, str(notes))
    assert run_until_empty().finished == 2
    assert notes.read_text(encoding="utf-8").split() == ["first", "second"]


def test_a_job_asked_for_while_it_runs_is_run_once_more(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    running = leases.take_next()
    assert running is not None
    enqueue(tasks.note, str(notes), "one")
    leases.finish(running)
    assert queue_state().ready == 1


def test_nothing_is_asked_for_when_the_transaction_fails(notes: Path) -> None:
    with transaction.atomic():
        enqueue(tasks.note, str(notes), "one")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_failure_is_tried_three_times_and_then_kept_with_its_reason(notes: Path) -> None:
    enqueue(tasks.fail, str(notes))
    for _ in range(5):
        run_until_empty()
        Job.objects.filter(state=JobState.READY).update(run_after=timezone.now())
    kept = Job.objects.get()
    assert (kept.state, kept.error) == (JobState.FAILED, "RuntimeError: The ink has run dry.")
    assert notes.read_text(encoding="utf-8").split() == ["tried"] * 3


def test_a_failure_does_not_stop_the_others(notes: Path) -> None:
    enqueue(tasks.fail, str(notes))
    enqueue(tasks.note, str(notes), "one")
    done = run_until_empty()
    assert (done.finished, done.failed) == (1, 1)


def test_a_job_that_kills_its_worker_each_time_is_given_up(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    for _ in range(leases.MAX_ATTEMPTS):
        assert leases.take_next(lease_seconds=-1)
    assert leases.take_next() is None
    assert Job.objects.get().state == JobState.FAILED


def test_a_held_job_is_not_taken_by_another(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    assert leases.take_next()
    assert leases.take_next() is None


def test_who_lost_the_lease_cannot_lay_down_the_job_of_the_new_holder(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    slow = leases.take_next(lease_seconds=-1)
    fast = leases.take_next()
    assert slow and fast
    leases.finish(slow)
    assert Job.objects.get().state == JobState.RUNNING
    leases.finish(fast)
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_while_the_work_lasts(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    held = leases.take_next()
    assert held
    Job.objects.update(leased_until=timezone.now() - timedelta(days=1))
    with leases.kept(held, lease_seconds=0.2):
        wait_until(lambda: Job.objects.filter(leased_until__gt=timezone.now()).exists())


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_until_it_is_told_to_stop(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "one")
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,), kwargs={"idle_seconds": 0.02})
    thread.start()
    wait_until(notes.exists)
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert not Job.objects.exists()
    assert notes.read_text(encoding="utf-8").split() == ["one"]


def test_a_function_that_is_no_job_cannot_be_asked_for() -> None:
    with pytest.raises(UnknownJob, match="is not a job"):
        enqueue(test_a_function_that_is_no_job_cannot_be_asked_for)


def test_two_functions_cannot_claim_one_name() -> None:
    with pytest.raises(ValueError, match=r"tests\.note"):
        job("tests.note")(tasks.fail)


def test_a_worker_that_does_one_kind_of_job_leaves_the_others(notes: Path) -> None:
    enqueue(tasks.note, str(notes), "slow")
    enqueue(tasks.note_and_ask_again, str(notes))
    assert run_until_empty(only="tests.note-twice").finished == 1
    assert notes.read_text(encoding="utf-8").split() == ["first"]
    assert queue_state(tasks.note).ready == 2
