"""Titles as they stand alone: a bare "8 March" says its year, so that no two are confused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from muniment.core.dates import PartialDate

_MONTHS = (
    # English, German, French, Italian; Russian in the genitive and, for month-only titles, the
    # nominative. A title is taken for a date only if nothing but a date stands in it.
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jänner februar feber märz april mai juni juli august september oktober november "
    "dezember janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "генваря"
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
_WORDS = frozenset(_MONTHS.split())
_DAYS_OF_WEEK = frozenset(_WEEKDAYS.split())
_SMALL_WORDS = frozenset({"of", "the", "den", "der", "le", "di", "and", "to", "и", "по"})
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "го", "е"})
_LONGEST = 60
_TRAILING = ".,;: "


def title_with_year(title: str, when: PartialDate | None) -> str:
    """Add the year to a title that is a bare day or month: "8 March" of 1917 → "8 March 1917".

    A title that says more than a date, or has a year, stays as it is; so does one whose date
    spans several years or is not known.
    """
    year = _year(when)
    if not year or not is_bare_date(title):
        return title
    return f"{title.rstrip(_TRAILING)} {year}"


def is_bare_date(title: str) -> bool:
    """Tell whether a title is a day or a month without a year, and nothing else."""
    if len(title) > _LONGEST or _YEAR.search(title):
        return False
    tokens = [token.casefold() for token in _TOKEN.findall(title)]
    return any(token in _WORDS for token in tokens) and all(map(_may_be_of_a_date, tokens))


def _may_be_of_a_date(token: str) -> bool:
    if token.isdigit():
        return 1 <= int(token) <= 31
    return token in _WORDS or token in _DAYS_OF_WEEK or token in _SMALL_WORDS or token in _ORDINALS


def _year(when: PartialDate | None) -> str:
    if when is None or when.earliest is None or when.latest is None:
        return ""
    first, last = when.earliest, when.latest
    if when.calendar == "julian" and first == last:
        first = last = _to_julian(first)
    return str(first.year) if first.year == last.year else ""


def _to_julian(gregorian: date) -> date:
    """Go back to Old Style, in which "25 December" of 1916 is a day of January 1917."""
    behind = gregorian.year // 100 - gregorian.year // 400 - 2
    return gregorian - timedelta(days=behind)
