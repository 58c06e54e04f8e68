"""Complaints as staff see them: whose they are, and how often such a reader was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from muniment.annotations.models import Annotation, Reply, Report
from muniment.annotations.words import excerpt_of
from muniment.groups.names import name_of

Outcome = Report.Outcome
Thing = Annotation | Reply


@dataclass(frozen=True, slots=True)
class Record:
    """How earlier complaints of a reader were decided."""

    decided: int = 0
    dismissed: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complains of. `then` are the words as they were, "" if they are so still."""

    number: int
    reporter: str
    record: Record
    words: str
    then: str
    at: datetime
    is_waiting: bool
    outcome: str
    outcome_label: str
    decided_by: str
    decided_at: datetime | None
    answer: str


def thing_of(report: Report) -> Thing:
    """Give what a complaint is about."""
    return report.reply or report.annotation


def title_of(thing: Thing) -> str:
    """Name the document that something is about, as it was called when it was written."""
    return (thing.annotation if isinstance(thing, Reply) else thing).document_title


def excerpt_now(report: Report) -> str:
    """Give the beginning of what is complained of, as it was where it has no words any more."""
    return excerpt_of(thing_of(report).body or report.quoted)


def records_of(reports: Iterable[Report]) -> Mapping[int, Record]:
    """Count how complaints of these reporters were decided, by account. One query."""
    reporters = {report.reporter_id for report in reports if report.reporter_id}
    decided = Report.objects.filter(reporter__in=reporters).exclude(outcome=Outcome.OPEN)
    counts = (
        decided.order_by()
        .values_list("reporter")
        .annotate(total=Count("pk"), dismissed=Count("pk", filter=Q(outcome=Outcome.DISMISSED)))
    )
    return {account: Record(total, dismissed) for account, total, dismissed in counts}


def complaint_of(report: Report, records: Mapping[int, Record]) -> Complaint:
    """Shape a complaint; `reporter`, `decided_by` and what it is about are at hand."""
    was = report.quoted.strip()
    return Complaint(
        number=report.pk,
        reporter=name_of(report.reporter),
        record=records.get(report.reporter_id or 0, Record()),
        words=report.complaint,
        then=was if was != thing_of(report).body.strip() else "",
        at=report.created_at,
        is_waiting=report.outcome == Outcome.OPEN,
        outcome=report.outcome,
        outcome_label=str(Outcome(report.outcome).label),
        decided_by=str(report.decided_by or ""),
        decided_at=report.decided_at,
        answer=report.answer,
    )
