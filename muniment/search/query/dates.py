"""Days and spans of days as they are typed in a query, and back."""

from __future__ import annotations

import calendar
import re
from datetime import date

from muniment.core.dates import DateNotUnderstood, parse_iso
from muniment.search.query.tree import Dated

_YEAR = r"\d{3,4}"
_ISO_POINT = r"\d{3,4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_POINT = re.compile(rf"({_ISO_POINT})|(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}})")
_BRACKETS = re.compile(r"[\[{]\s*(\S+)\s+(?:TO|ДО|to|до)\s+(\S+?)\s*[\]}]")
_YEARS = re.compile(rf"({_YEAR})[-–—]({_YEAR})")
_ENDS = re.compile(r"(.*?)(?:\.\.+|…|/|–|—)(.*)")
_OPEN = ("", "*", "?")


def read_dates(typed: str) -> tuple[Dated, bool]:
    """Read a day, month, year or span; say too whether its ends had to be exchanged.

    :raises DateNotUnderstood: it is none of these.
    """
    typed = typed.strip()
    span = _BRACKETS.fullmatch(typed) or _YEARS.fullmatch(typed) or _ENDS.fullmatch(typed)
    if not span:
        if typed in _OPEN:
            return Dated(None, None), False
        return Dated(*_bounds(typed)), False
    start, end = (text.strip() for text in span.groups())
    first = None if start in _OPEN else _bounds(start)
    last = None if end in _OPEN else _bounds(end)
    if first and last and last[1] < first[0]:
        return Dated(last[0], first[1]), True
    return Dated(first and first[0], last and last[1]), False


def write_dates(dates: Dated) -> str:
    """Write a span as it may be typed, field and all, as short as it can be said."""
    first, last = dates.first, dates.last
    if first and last and first == last:
        return f"date:{first.isoformat()}"
    start, end = _start(first), _end(last)
    if start == end == "*":
        return "date:*"
    if start == end:
        return f"{'year' if len(start) == 4 else 'date'}:{start}"
    if len(start) == len(end) == 4:
        return f"year:{start}-{end}"
    return f"date:[{start} TO {end}]"


def written_ends(dates: Dated) -> tuple[str, str]:
    """Write the two ends of a span, "" where it is open."""
    start, end = _start(dates.first), _end(dates.last)
    return start.replace("*", ""), end.replace("*", "")


def _bounds(typed: str) -> tuple[date, date]:
    found = _POINT.fullmatch(typed)
    if not found:
        raise DateNotUnderstood(f'"{typed}" is not a date.')
    iso, day, month, year = found.groups()
    if not iso:
        iso = f"{year}-{month}-{day}"
    read = parse_iso(iso)
    if read.earliest is None or read.latest is None:
        raise DateNotUnderstood(f'"{typed}" is before year 1.')
    return read.earliest, read.latest


def _start(day: date | None) -> str:
    if day is None:
        return "*"
    if day.day != 1:
        return day.isoformat()
    return day.isoformat()[:4] if day.month == 1 else day.isoformat()[:7]


def _end(day: date | None) -> str:
    if day is None:
        return "*"
    if day.day != calendar.monthrange(day.year, day.month)[1]:
        return day.isoformat()
    return day.isoformat()[:4] if day.month == 12 else day.isoformat()[:7]
