"""Partial dates: what is known, what it may mean, and nothing invented."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.core import dates
from muniment.core.dates import DateNotUnderstood


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1939", date(1939, 1, 1), date(1939, 12, 31)),
        ("1939-02", date(1939, 2, 1), date(1939, 2, 28)),
        ("1940-02", date(1940, 2, 1), date(1940, 2, 29)),
        ("1939-03-08", date(1939, 3, 8), date(1939, 3, 8)),
        ("1939-03-08?", date(1939, 3, 8), date(1939, 3, 8)),
        ("1939-21", date(1939, 3, 1), date(1939, 5, 31)),
        ("1939-24", date(1939, 12, 1), date(1940, 2, 29)),
        ("193X", date(1930, 1, 1), date(1939, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1939-XX", date(1939, 1, 1), date(1939, 12, 31)),
        ("1939-03-XX", date(1939, 3, 1), date(1939, 3, 31)),
        ("1939-03-03/1939-03-08", date(1939, 3, 3), date(1939, 3, 8)),
        ("1939/..", date(1939, 1, 1), None),
        ("../1939", None, date(1939, 12, 31)),
        ("-0300", None, None),
    ],
)
def test_an_edtf_date_means_these_days(
    edtf: str, earliest: date | None, latest: date | None
) -> None:
    found = dates.parse_edtf(edtf)
    assert (found.edtf, found.earliest, found.latest) == (edtf, earliest, latest)


@pytest.mark.parametrize(
    "bad", ["", "8 March", "1939-13", "1939-02-30", "1939-3-8", "1940/1939", "39", "1939-25"]
)
def test_what_is_no_date_is_refused(bad: str) -> None:
    with pytest.raises(DateNotUnderstood):
        dates.parse_edtf(bad)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1939-03-08T10:15:00", "1939-03-08"),
        ("1939-03-08T00:00:00-05:00", "1939-03-08"),
        ("1939-03-08Z", "1939-03-08"),
        ("1939-3-8", "1939-03-08"),
        ("1939-00-00", "1939"),
        ("181", "0181"),
        ("-0200", "-0200"),
        (" 1939-03 ", "1939-03"),
    ],
)
def test_attributes_of_sources_become_edtf(text: str, edtf: str) -> None:
    assert dates.parse_iso(text).edtf == edtf


def test_old_style_days_move_and_months_do_not() -> None:
    assert dates.from_julian("1917-10-25").edtf == "1917-11-07"
    assert dates.from_julian("1700-02-29").edtf == "1700-03-11"
    month = dates.from_julian("1917-10", wording="октябрь 1917")
    assert (month.edtf, month.calendar, month.wording) == ("1917-10", "julian", "октябрь 1917")


def test_a_day_that_the_julian_calendar_has_not_is_refused() -> None:
    for bad in ("1701-02-29", "1917-13-01", "1917-04-31"):
        with pytest.raises(DateNotUnderstood):
            dates.from_julian(bad)


def test_bounds_of_a_moment_are_doubtful_and_of_a_span_are_not() -> None:
    assert dates.between("1939-03-03", "1939-03-08").edtf == "1939-03-03?/1939-03-08?"
    assert dates.between("1939-03-03", "1939-03-08", is_span=True).edtf == "1939-03-03/1939-03-08"
    assert dates.between("1939-03-03", "1939-03-03").edtf == "1939-03-03"
    assert dates.between("", "1939").edtf == "../1939?"


def test_an_exact_day_is_one_and_certain() -> None:
    assert dates.parse_edtf("1939-03-08").is_exact_day
    assert not dates.parse_edtf("1939-03-08?").is_exact_day
    assert not dates.parse_edtf("1939-03").is_exact_day
    assert not dates.unknown("8 March").is_exact_day
