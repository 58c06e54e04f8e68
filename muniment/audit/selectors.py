"""Reads of the audit log, for its page and for a table to take away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from muniment.audit.models import AuditEntry
from muniment.audit.querysets import AuditQuerySet
from muniment.ui.paging import Paging

PAGE_SIZE = 100
HEAD = ("when", "who", "account", "what", "kind", "thing", "details")


@dataclass(frozen=True, slots=True)
class AskedOfLog:
    """What of the log is wanted; what is not given narrows nothing. Days count whole."""

    who: str = ""  # a part of the name by which an actor is known, or a whole e-mail address
    action: str = ""
    kind: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry as a list shows it."""

    at: datetime
    who: str
    action: str
    kind: str
    thing: str
    details: tuple[tuple[str, str], ...]


def entries_of(asked: AskedOfLog) -> AuditQuerySet:
    """Choose entries, newest first."""
    entries: AuditQuerySet = AuditEntry.objects.order_by("-at", "-pk")
    if asked.who:
        entries = entries.filter(
            Q(actor_label__icontains=asked.who) | Q(actor__email__iexact=asked.who)
        )
    exact = {"action": asked.action, "subject_kind": asked.kind, "subject_id": asked.thing}
    entries = entries.filter(**{name: value for name, value in exact.items() if value})
    if asked.since:
        entries = entries.filter(at__gte=_midnight(asked.since))
    if asked.until:
        entries = entries.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return entries


def page_of_log(asked: AskedOfLog, page: str) -> tuple[tuple[AuditLine, ...], Paging]:
    """Read a page of the log. Two queries.

    :raises PageNotFound: there is no such page.
    """
    entries = entries_of(asked)
    paging = Paging.of(page, total=entries.count(), size=PAGE_SIZE)
    return lines_of(entries[paging.start : paging.stop]), paging


def lines_of(entries: AuditQuerySet) -> tuple[AuditLine, ...]:
    """Shape entries for a list. One query."""
    return tuple(
        AuditLine(
            at=entry.at,
            who=entry.actor_label,
            action=entry.action,
            kind=entry.subject_kind,
            thing=entry.subject_id,
            details=tuple((name, _words(value)) for name, value in entry.details.items()),
        )
        for entry in entries
    )


def rows_of(asked: AskedOfLog) -> Iterator[tuple[str, ...]]:
    """Give entries as rows of a table under `HEAD`; details are JSON."""
    for entry in entries_of(asked).iterator(chunk_size=2_000):
        yield (
            entry.at.isoformat(timespec="seconds"),
            entry.actor_label,
            str(entry.actor_id or ""),
            entry.action,
            entry.subject_kind,
            entry.subject_id,
            json.dumps(entry.details, ensure_ascii=False) if entry.details else "",
        )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
