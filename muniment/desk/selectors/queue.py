"""The queue of complaints: those about one thing stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from muniment.annotations.models import Report
from muniment.desk.selectors.complaints import (
    Complaint,
    complaint_of,
    excerpt_now,
    records_of,
    thing_of,
    title_of,
)
from muniment.groups.names import name_of
from muniment.ui.paging import Paging

PAGE_SIZE = 25
MOST_SHOWN = 3
WAITING, DECIDED = "", "decided"
WITH = ("annotation__author", "reply__author", "reply__annotation", "reporter", "decided_by")

_Key = tuple[int, int | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Case:
    """The complaints about one thing that wait, or that were decided together."""

    number: int
    href: str
    is_reply: bool
    author: str
    title: str
    excerpt: str
    since: datetime
    complaints: tuple[Complaint, ...]  # the first of them
    total: int

    @property
    def more(self) -> int:
        """Count the complaints that are not shown here."""
        return self.total - len(self.complaints)

    @property
    def decision(self) -> Complaint | None:
        """Give a complaint that has the decision; None while they wait."""
        return None if self.complaints[0].is_waiting else self.complaints[0]


@dataclass(frozen=True, slots=True)
class QueueScreen:
    """A page of the queue. `waiting` and `decided` count cases, not complaints."""

    cases: tuple[Case, ...]
    shelf: str
    waiting: int
    decided: int
    paging: Paging


def queue_screen(shelf: str, page: str) -> QueueScreen:
    """Read a page of the queue: what waits, the oldest first, or what was decided, the newest.

    Five queries, whatever its length.
    :raises PageNotFound: there is no such page.
    """
    is_decided = shelf == DECIDED
    waiting, decided = waiting_cases(), _decided_cases()
    counts = waiting.count(), decided.count()
    paging = Paging.of(page, total=counts[is_decided], size=PAGE_SIZE)
    rows = (decided if is_decided else waiting)[paging.start : paging.stop]
    return QueueScreen(
        cases=_cases(list(rows)),
        shelf=DECIDED if is_decided else WAITING,
        waiting=counts[0],
        decided=counts[1],
        paging=paging,
    )


def waiting_cases() -> QuerySet[Any, Any]:
    """Give what is complained of, the oldest complaint first."""
    waiting = Report.objects.filter(outcome=Report.Outcome.OPEN).order_by()
    grouped = waiting.values("annotation", "reply", "decided_at")
    return grouped.annotate(first=Min("pk"), total=Count("pk")).order_by("first")


def _decided_cases() -> QuerySet[Any, Any]:
    decided = Report.objects.exclude(outcome=Report.Outcome.OPEN).order_by()
    grouped = decided.values("annotation", "reply", "decided_at")
    return grouped.annotate(first=Min("pk"), total=Count("pk")).order_by("-decided_at", "-first")


def _cases(rows: Sequence[dict[str, Any]]) -> tuple[Case, ...]:
    reports = _reports(rows)
    records = records_of(report for each in reports.values() for report in each)
    cases = []
    for row in rows:
        found = reports[_key(row)]
        first, thing = found[0], thing_of(found[0])
        cases.append(
            Case(
                number=first.pk,
                href=reverse("desk:report", args=[first.pk]),
                is_reply=first.reply_id is not None,
                author=name_of(thing.author),
                title=title_of(thing),
                excerpt=excerpt_now(first),
                since=first.created_at,
                complaints=tuple(complaint_of(each, records) for each in found[:MOST_SHOWN]),
                total=len(found),
            )
        )
    return tuple(cases)


def _reports(rows: Sequence[dict[str, Any]]) -> dict[_Key, list[Report]]:
    """Read the complaints of these cases, in the order in which they came."""
    wanted = {_key(row) for row in rows}
    about = Report.objects.filter(annotation__in={row["annotation"] for row in rows})
    found: dict[_Key, list[Report]] = defaultdict(list)
    for report in about.select_related(*WITH).order_by("pk"):
        key = (report.annotation_id, report.reply_id, report.decided_at)
        if key in wanted:
            found[key].append(report)
    return found


def _key(row: dict[str, Any]) -> _Key:
    return row["annotation"], row["reply"], row["decided_at"]
