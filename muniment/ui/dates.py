"""Dates in the reader's words: "8 March 1917", "8 марта 1917 г.", and every doubtful one.

One walk over EDTF Level 1; the words of each language are a table in `date_tables`. Nothing is
added to what the source says: a month stays a month, a doubt keeps its question mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from muniment.ui.date_tables import LANGUAGES, Case, DateWords

_POINT = re.compile(
    r"^(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?"
    r"(?P<mark>[?~%]?)$"
)
_OPEN = ("", "..")
_FIRST_YEARS = 500  # years so early that a bare number would not read as a year


@dataclass(frozen=True, slots=True)
class _Point:
    """One EDTF date; `month` is 13 to 16 for the seasons; `year` keeps its X."""

    year: str
    month: int = 0
    day: int = 0
    mark: str = ""

    @property
    def precision(self) -> int:
        return 2 if self.day else 1 if self.month else 0

    @property
    def is_plain_year(self) -> bool:
        return not self.month and "X" not in self.year

    @property
    def era(self) -> int:
        """1 before our era, when the year 0 was the first before it; else 0."""
        return 0 if self.year > "0000" else 1


def date_words(edtf: str, language: str, *, calendar: str = "") -> str:
    """Say an EDTF Level 1 date or interval in `language`; what is not understood stays as it is.

    With `calendar` "julian" the day that the source wrote, Old Style, stands in brackets behind
    the Gregorian one. An empty date is "".
    """
    words = words_of(language)
    start, slash, end = edtf.strip().partition("/")
    points = [_read(part) for part in ((start, end) if slash else (start,)) if part not in _OPEN]
    if not points or None in points:
        return edtf
    known = [point for point in points if point]
    said = _say(edtf, known, words)
    if calendar != "julian":
        return said
    if any(point.precision < 2 or point.month > 12 for point in known):
        return words.old_style.format(said)
    return words.both_styles.format(said, _old_style(edtf, known, words))


def day_words(day: date, language: str, *, with_year: bool = True) -> str:
    """Say one day, such as "8 March 1917" or "8 March"."""
    words = words_of(language)
    said = _day_and_month(_point_of(day), words)
    return f"{said} {words.year_of_a_day.format(day.year)}" if with_year else said


def month_words(month: int, language: str) -> str:
    """Name a month by itself, as in a heading."""
    return words_of(language).months["nominative"][month - 1]


def weekday_words(language: str) -> tuple[tuple[str, str], ...]:
    """Give the days of the week from Monday: short as a calendar's head has them, and in full."""
    return words_of(language).weekdays


def span_words(earliest: date | None, latest: date | None, language: str) -> str:
    """Say the years between two days, "1917–1918" or "1917"; "" if either is unknown."""
    if earliest is None or latest is None:
        return ""
    first, last = f"{earliest.year:04d}", f"{latest.year:04d}"
    return date_words(first if first == last else f"{first}/{last}", language)


def words_of(language: str) -> DateWords:
    """Return the table of a language, of English where there is none."""
    return LANGUAGES.get(language) or LANGUAGES.get(language.partition("-")[0]) or LANGUAGES["en"]


def _read(text: str) -> _Point | None:
    found = _POINT.match(text)
    if not found:
        return None
    month, day = (int(found[n]) if (found[n] or "X")[0] != "X" else 0 for n in ("month", "day"))
    if month > 12:
        month = month - 8 if 21 <= month <= 24 else 0
    return _Point(found["year"], month, day if 1 <= month <= 12 else 0, found["mark"])


def _point_of(day: date, *, mark: str = "") -> _Point:
    return _Point(f"{day.year:04d}", day.month, day.day, mark)


def _say(edtf: str, points: list[_Point], words: DateWords) -> str:
    if "/" not in edtf:
        return _marked(points[0], words)
    if len(points) == 1:
        return _open(edtf, points[0], words)
    first, last = points
    if first.mark == last.mark == "?":
        a, b = _pair(first, last, words, "instrumental")
        return words.between.format(a, b)
    if first.mark or last.mark:
        return f"{_marked(first, words)} – {_marked(last, words)}"
    a, b = _pair(first, last, words, "nominative")
    return f"{a}–{b}" if " " not in a else f"{a} – {b}"


def _open(edtf: str, point: _Point, words: DateWords) -> str:
    is_start = edtf.split("/")[0] not in _OPEN
    if point.mark:
        form = words.not_before if is_start else words.not_after
        return form.format(_plain(point, words, "genitive"))
    if is_start:
        return words.since.format(_plain(point, words, "genitive"))
    return words.until.format(_plain(point, words, "nominative"))


def _marked(point: _Point, words: DateWords) -> str:
    if point.mark == "?":
        return words.doubtful.format(_plain(point, words, "nominative"))
    if not point.mark:
        return _plain(point, words, "nominative")
    about = words.about.format(_plain(point, words, "genitive"))
    return words.doubtful.format(about) if point.mark == "%" else about


def _pair(first: _Point, last: _Point, words: DateWords, case: Case) -> tuple[str, str]:
    """Say two dates, the first without what the second says again."""
    end = _plain(last, words, case)
    if first.year != last.year:
        if first.is_plain_year and last.is_plain_year and first.era == last.era:
            return str(abs(int(first.year) - first.era)), _year(last.year, words.years, words)
        return _plain(first, words, case), end
    if first.precision != last.precision or not first.precision:
        return _plain(first, words, case), end
    if first.precision == 1:
        return words.months[case][first.month - 1], end
    if first.month == last.month:
        return str(first.day), end
    return _day_and_month(first, words), end


def _plain(point: _Point, words: DateWords, case: Case) -> str:
    if point.day:
        return f"{_day_and_month(point, words)} {_year(point.year, words.year_of_a_day, words)}"
    if point.month:
        month = words.months[case][point.month - 1]
        return f"{month} {_year(point.year, words.year_of_a_day, words)}"
    return _year(point.year, words.year, words)


def _day_and_month(point: _Point, words: DateWords) -> str:
    return f"{point.day} {words.months['genitive'][point.month - 1]}"


def _year(year: str, form: str, words: DateWords) -> str:
    if year.endswith("XX"):
        return words.century(int(year[:2]) + 1)
    if year.endswith("X"):
        return words.decade.format(int(year[:3]) * 10)
    number = int(year)
    if number <= 0:
        return words.before_our_era.format(form.format(1 - number))
    said = form.format(number)
    return words.our_era.format(said) if number < _FIRST_YEARS else said


def _old_style(edtf: str, points: list[_Point], words: DateWords) -> str:
    """Say the same days as the Julian calendar counts them, the year only where it differs."""
    julian = [_julian(point) for point in points]
    if len(points) == 1 and "/" not in edtf and julian[0].year == points[0].year:
        return _day_and_month(julian[0], words)
    if len(points) == 1:
        return _plain(julian[0], words, "genitive")
    a, b = _pair(julian[0], julian[-1], words, "nominative")
    return f"{a}–{b}" if " " not in a else f"{a} – {b}"


def _julian(point: _Point) -> _Point:
    day = date(int(point.year), point.month, point.day)
    # The calendars differ by a day more after each February of a century's year that is no leap
    # year of the Gregorian one; days between the two Februaries' ends count as after.
    year = day.year if day.month > 2 else day.year - 1
    return _point_of(day - timedelta(days=year // 100 - year // 400 - 2), mark=point.mark)
