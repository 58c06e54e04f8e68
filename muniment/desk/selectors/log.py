"""The audit log in plain words, narrowed to who, what and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from muniment.audit.selectors import AskedOfLog, AuditLine, page_of_log
from muniment.desk.words import ACTIONS, KINDS, action_words, detail_words, kind_words
from muniment.ui.paging import Paging

LONGEST_ASKED = 300


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the log as staff read it; `about` leads to all that was done to its subject."""

    at: datetime
    who: str
    said: str
    kind: str
    thing: str
    about: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the log can be narrowed to."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LogScreen:
    """A page of the log, and the form that narrows it; `fields` are those that were filled in."""

    acts: tuple[Act, ...]
    paging: Paging
    asked: AskedOfLog
    fields: tuple[tuple[str, str], ...]
    actions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    error: str


@dataclass(frozen=True, slots=True)
class LogForm:
    """What a form asks of the log, and what is wrong with it."""

    asked: AskedOfLog
    error: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> LogForm:
        """Read the form; a day that is none narrows nothing."""
        since, until = (data.get(name, "").strip() for name in ("since", "until"))
        days = (_day(since), _day(until))
        is_wrong = any(
            written and not day for written, day in zip((since, until), days, strict=True)
        )
        words = {
            name: data.get(name, "").replace("\0", "").strip()[:LONGEST_ASKED]
            for name in ("who", "action", "kind", "thing")
        }
        error = gettext("Write days as year, month, day, such as 2026-03-08.") if is_wrong else ""
        return cls(AskedOfLog(**words, since=days[0], until=days[1]), error)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Give what was filled in, as another form sends it on."""
        asked = self.asked
        values = {
            "who": asked.who,
            "action": asked.action,
            "kind": asked.kind,
            "thing": asked.thing,
            "since": asked.since.isoformat() if asked.since else "",
            "until": asked.until.isoformat() if asked.until else "",
        }
        return tuple((name, value) for name, value in values.items() if value)


def log_screen(data: QueryDict) -> LogScreen:
    """Read the page of the log that an address asks for. Two queries.

    :raises PageNotFound: there is no such page.
    """
    form = LogForm.read(data)
    lines, paging = page_of_log(form.asked, data.get("page", ""))
    return LogScreen(
        acts=acts_of(lines),
        paging=paging,
        asked=form.asked,
        fields=form.fields,
        actions=tuple(Choice(a, str(said), a == form.asked.action) for a, said in ACTIONS.items()),
        kinds=tuple(Choice(k, str(said), k == form.asked.kind) for k, said in KINDS.items()),
        error=form.error,
    )


def acts_of(lines: Iterable[AuditLine]) -> tuple[Act, ...]:
    """Say entries in plain words."""
    return tuple(
        Act(
            at=line.at,
            who=line.who,
            said=action_words(line.action),
            kind=kind_words(line.kind),
            thing=line.thing,
            about=_about(line),
            details=tuple(detail_words(*detail) for detail in line.details),
        )
        for line in lines
    )


def _about(line: AuditLine) -> str:
    if not line.thing:
        return ""
    return f"{reverse('desk:audit')}?{urlencode({'kind': line.kind, 'thing': line.thing})}"


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
