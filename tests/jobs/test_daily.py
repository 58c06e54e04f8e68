"""Daily work is planned once, for the next night, and again by each run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from muniment.jobs.daily import daily, next_night, plan_daily_work
from muniment.jobs.models import Job
from muniment.jobs.worker import run_until_empty

pytestmark = pytest.mark.django_db

ran: list[str] = []


@daily("tests.daily")
def _note() -> None:
    ran.append("noted")


@daily("tests.daily_failing")
def _fail() -> None:
    raise ValueError("as it is meant to")


def planned(name: str) -> Job:
    return Job.objects.get(name=name)


def test_planning_again_changes_nothing() -> None:
    plan_daily_work()
    before = set(Job.objects.values_list("pk", "run_after"))
    plan_daily_work()
    assert set(Job.objects.values_list("pk", "run_after")) == before
    assert timezone.now() < planned("tests.daily").run_after <= next_night()


def test_a_run_plans_the_next_one() -> None:
    plan_daily_work()
    Job.objects.filter(name="tests.daily").update(run_after=timezone.now())
    ran.clear()
    run_until_empty(only="tests.daily")
    assert ran == ["noted"]
    assert planned("tests.daily").run_after > timezone.now()


def test_a_failure_does_not_end_the_series() -> None:
    plan_daily_work()
    Job.objects.filter(name="tests.daily_failing").update(run_after=timezone.now())
    run_until_empty(only="tests.daily_failing")
    again = planned("tests.daily_failing")
    assert timezone.now() < again.run_after <= timezone.now() + timedelta(days=1, hours=1)
