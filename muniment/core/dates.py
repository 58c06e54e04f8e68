"""Partial and uncertain dates: EDTF (ISO 8601-2:2019, Level 1) with the days that it may mean.

"March 1939", "8 March 1939?", "between 3 and 8 March", Old Style: a date keeps the source's
wording, and never gains a day that the source does not give.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_POINT = re.compile(
    r"^(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?(?P<mark>[?~%])?$"
)
# A time of day and a zone say nothing about the day that an archive files under.
_ISO = re.compile(
    r"^\s*(?P<year>-?\d{1,4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?"
    r"(?:T(?P<time>[\d:.]+)?(?:Z|[+-]\d{2}:?\d{2})?)?\s*(?:Z|[+-]\d{2}:\d{2})?\s*$"
)
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}


class DateNotUnderstood(ValueError):
    """A date is neither ISO 8601 nor EDTF Level 1."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    `edtf` is "" where nothing is known; `earliest` and `latest` are days of the proleptic
    Gregorian calendar, None where open or before year 1; `wording` is the source's own;
    `calendar` is "julian" where the wording is Old Style.
    """

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    wording: str = ""
    calendar: str = ""

    @property
    def is_exact_day(self) -> bool:
        """Tell whether the date is one certain day."""
        return self.earliest is not None and self.earliest == self.latest and not self.is_uncertain

    @property
    def is_uncertain(self) -> bool:
        """Tell whether the source doubts it or gives it as about."""
        return any(mark in self.edtf for mark in "?~%")


def parse_edtf(text: str, *, wording: str = "", calendar: str = "") -> PartialDate:
    """Read an EDTF Level 1 date or interval.

    :raises DateNotUnderstood: not in the supported part of Level 1 (dates, seasons, unspecified
        digits, uncertain and approximate, intervals open or unknown at either end).
    """
    text = text.strip()
    start, slash, end = text.partition("/")
    if not slash:
        first, last = _bounds(text)
        return PartialDate(text, first, last, wording, calendar)
    first = None if start in ("", "..") else _bounds(start)[0]
    last = None if end in ("", "..") else _bounds(end)[1]
    if first and last and last < first:
        raise DateNotUnderstood(f'The interval "{text}" ends before it begins.')
    return PartialDate(text, first, last, wording, calendar)


def parse_iso(text: str, *, wording: str = "", calendar: str = "") -> PartialDate:
    """Read what sources put into @when: a day, month or year, perhaps with a time and zone."""
    if len(text) == 10 and text[4] == text[7] == "-":  # nine dates in ten
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return PartialDate(text, day, day, wording, calendar)
    edtf = iso_to_edtf(text)
    first, last = _bounds(edtf)
    return PartialDate(edtf, first, last, wording, calendar)


def between(
    start: str, end: str, *, wording: str = "", calendar: str = "", is_span: bool = False
) -> PartialDate:
    """Make a date from two bounds, either of which may be "".

    With `is_span` the matter lasted from one to the other (@from, @to); without, it is one
    moment somewhere between (@notBefore, @notAfter), which is uncertain.
    """
    first, last = (iso_to_edtf(t) if t else "" for t in (start, end))
    if first and first == last:
        return parse_edtf(first, wording=wording, calendar=calendar)
    mark = "" if is_span else "?"
    edtf = f"{first + mark if first else '..'}/{last + mark if last else '..'}"
    return parse_edtf(edtf, wording=wording, calendar=calendar)


def unknown(wording: str = "") -> PartialDate:
    """Make a date of which only the wording is known."""
    return PartialDate(wording=wording)


def iso_to_edtf(text: str) -> str:
    """Bring an ISO date or date-time to EDTF's plain form, dropping the time of day.

    :raises DateNotUnderstood: no such date.
    """
    found = _ISO.match(text)
    if not found:
        raise DateNotUnderstood(f'"{text}" is not a date. Write it as 1939, 1939-03 or 1939-03-08.')
    year = found["year"]
    sign, digits = ("-", year[1:]) if year.startswith("-") else ("", year)
    parts = [sign + digits.zfill(4)]
    for name in ("month", "day"):
        if not found[name] or found[name] in ("00", "0"):
            break
        parts.append(found[name].zfill(2))
    edtf = "-".join(parts)
    _bounds(edtf)
    return edtf


def from_julian(text: str, *, wording: str = "") -> PartialDate:
    """Read an Old Style day, month or year and give it in the Gregorian calendar."""
    found = _ISO.match(text)
    is_day = (
        found and found["day"] and found["day"].strip("0") and not found["year"].startswith("-")
    )
    if not found or not is_day:
        return parse_edtf(iso_to_edtf(text), wording=wording, calendar="julian")
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if not 1 <= month <= 12 or not 1 <= day <= _days_of_julian_month(year, month):
        raise DateNotUnderstood(f'There is no day "{text.strip()}" in the Julian calendar.')
    gregorian = _julian_to_gregorian(year, month, day)
    return PartialDate(gregorian.isoformat(), gregorian, gregorian, wording, "julian")


def _days_of_julian_month(year: int, month: int) -> int:
    return 29 if month == 2 and year % 4 == 0 else calendar.monthrange(2001, month)[1]


def _julian_to_gregorian(year: int, month: int, day: int) -> date:
    # Richards' algorithm for the Julian day number of a Julian calendar date.
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    number = day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    return date.fromordinal(number - 1721425)


def _bounds(point: str) -> tuple[date | None, date | None]:
    """Give the first and last day that one EDTF point may mean, None for years before 1."""
    found = _POINT.match(point)
    if not found:
        raise DateNotUnderstood(f'"{point}" is not an EDTF date that is understood here.')
    year, month, day = found["year"], found["month"], found["day"]
    if year.startswith("-") or year == "0000":
        return None, None
    try:
        if "X" in year:
            return _year_start(int(year.replace("X", "0"))), date(
                int(year.replace("X", "9")), 12, 31
            )
        y = int(year)
        if month is None or month == "XX":
            return _year_start(y), date(y, 12, 31)
        if month in _SEASONS:
            return _season(y, *_SEASONS[month])
        m = int(month)
        if day is None or day == "XX":
            return date(y, m, 1), date(y, m, calendar.monthrange(y, m)[1])
        exact = date(y, m, int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateNotUnderstood(f'There is no day "{point}".') from error
    return exact, exact


def _year_start(year: int) -> date:
    return date(max(year, 1), 1, 1)


def _season(year: int, first: int, last: int) -> tuple[date, date]:
    start = date(year, first, 1)
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    next_month = date(end_year + end_month // 12, end_month % 12 + 1, 1)
    return start, next_month - timedelta(days=1)
