"""Calendars: which days of a year have documents, laid out in weeks."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from muniment.ui.dates import day_words, month_words

DayCounts = dict[tuple[date, date], int]
"""How many documents have each pair of earliest and latest day."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A place in a week; `day` is 0 where the week reaches out of its month."""

    day: int
    label: str = ""
    documents: int = 0
    href: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month's weeks from Monday. `loose` documents are of the month, their day not known."""

    number: int
    name: str
    documents: int
    loose: int
    href: str
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarStyle:
    """How a calendar speaks and where its months and days lead."""

    language: str
    month_href: Callable[[int], str]
    day_href: Callable[[date], str]
    chosen: date | None = None


def year_calendar(year: int, counts: DayCounts, style: CalendarStyle) -> tuple[MonthCalendar, ...]:
    """Lay out the twelve months of a year."""
    days: dict[int, dict[int, int]] = defaultdict(dict)
    loose: dict[int, int] = defaultdict(int)
    for (first, last), documents in counts.items():
        if first.year != year or (first.year, first.month) != (last.year, last.month):
            continue
        if first == last:
            days[first.month][first.day] = documents
        else:
            loose[first.month] += documents
    return tuple(_month(date(year, n, 1), days[n], loose[n], style) for n in range(1, 13))


def loose_in_year(year: int, counts: DayCounts) -> int:
    """Count the documents of a year whose month is not known."""
    return sum(
        documents
        for (first, last), documents in counts.items()
        if first.year == last.year == year and first.month != last.month
    )


def _month(first: date, days: dict[int, int], loose: int, style: CalendarStyle) -> MonthCalendar:
    documents = sum(days.values()) + loose
    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month) if documents else []
    return MonthCalendar(
        number=first.month,
        name=month_words(first.month, style.language),
        documents=documents,
        loose=loose,
        href=style.month_href(first.month) if documents else "",
        weeks=tuple(
            tuple(_cell(first, day, days.get(day, 0), style) for day in week) for week in weeks
        ),
    )


def _cell(first: date, day: int, documents: int, style: CalendarStyle) -> DayCell:
    if not day:
        return DayCell(0)
    when = first.replace(day=day)
    return DayCell(
        day=day,
        label=day_words(when, style.language),
        documents=documents,
        href=style.day_href(when) if documents else "",
        is_chosen=when == style.chosen,
    )
