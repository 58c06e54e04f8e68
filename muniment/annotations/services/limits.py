"""How much one reader may write, lest one floods the archive."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from muniment.annotations.errors import TooManyNotes, TooManyReports
from muniment.annotations.models import Annotation, Reply, Report

NOTES_AN_HOUR = 300
REPORTS_A_DAY = 10


def check_notes(account_id: int | None) -> None:
    """Let somebody write another note. One query.

    :raises TooManyNotes: he has written as many as he may within the last hour.
    """
    mine = Annotation.objects.filter(author=account_id or 0).order_by("-pk")
    earliest = mine.values_list("created_at", flat=True)[NOTES_AN_HOUR - 1 : NOTES_AN_HOUR].first()
    if earliest and earliest > timezone.now() - timedelta(hours=1):
        raise TooManyNotes(NOTES_AN_HOUR)


def check_replies(account_id: int | None) -> None:
    """Let somebody write another reply. One query.

    :raises TooManyNotes: he has written as many as he may within the last hour.
    """
    since = timezone.now() - timedelta(hours=1)
    if Reply.objects.filter(author=account_id or 0, created_at__gt=since).count() >= NOTES_AN_HOUR:
        raise TooManyNotes(NOTES_AN_HOUR)


def check_reports(account_id: int | None) -> None:
    """Let somebody complain once more. One query.

    :raises TooManyReports: he has complained as often as he may within the last day.
    """
    since = timezone.now() - timedelta(days=1)
    sent = Report.objects.filter(reporter=account_id or 0, created_at__gt=since)
    if sent.count() >= REPORTS_A_DAY:
        raise TooManyReports(REPORTS_A_DAY)
