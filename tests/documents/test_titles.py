"""Titles that say their year where they stand alone."""

from __future__ import annotations

import pytest

from muniment.core.dates import PartialDate, between, from_julian, parse_iso
from muniment.documents.titles import title_with_year


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        ("8 March", "1917-03-08", "8 March 1917"),
        ("8 марта", "1917-03-08", "8 марта 1917"),
        ("March 8th.", "1917-03-08", "March 8th 1917"),
        ("Thursday, 8 March", "1917-03-08", "Thursday, 8 March 1917"),
        ("8. März", "1917-03-08", "8. März 1917"),
        ("March", "1917-03", "March 1917"),
        ("8 March 1917", "1917-03-08", "8 March 1917"),
        ("The 8 March demonstration", "1917-03-08", "The 8 March demonstration"),
        ("May", "", "May"),
        ("A walk", "1917-03-08", "A walk"),
        ("17", "1917-03-08", "17"),
        ("March 45", "1917-03-08", "March 45"),
    ],
)
def test_a_bare_date_gets_its_year_and_nothing_else_does(
    title: str, day: str, expected: str
) -> None:
    assert title_with_year(title, parse_iso(day) if day else None) == expected


def test_a_span_over_two_years_adds_none() -> None:
    assert title_with_year("December", between("1916-12-01", "1917-01-03")) == "December"


def test_an_unknown_date_adds_none() -> None:
    assert title_with_year("8 March", PartialDate(wording="8 March")) == "8 March"


def test_an_old_style_day_has_the_year_of_its_own_calendar() -> None:
    assert title_with_year("25 декабря", from_julian("1916-12-25")) == "25 декабря 1916"
