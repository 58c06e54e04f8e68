"""What staff find first: what waits, and what was done lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muniment.annotations.models import Report
from muniment.audit.selectors import AskedOfLog, entries_of, lines_of
from muniment.desk.selectors.log import Act, acts_of
from muniment.desk.selectors.queue import waiting_cases

SHOWN = 5


@dataclass(frozen=True, slots=True)
class StartScreen:
    """How many things are complained of, since when, and the last entries of the log."""

    waiting: int
    since: datetime | None
    acts: tuple[Act, ...]


def start_screen() -> StartScreen:
    """Read what waits. Three queries."""
    waiting = Report.objects.filter(outcome=Report.Outcome.OPEN)
    return StartScreen(
        waiting=waiting_cases().count(),
        since=waiting.order_by("pk").values_list("created_at", flat=True).first(),
        acts=acts_of(lines_of(entries_of(AskedOfLog())[:SHOWN])),
    )
