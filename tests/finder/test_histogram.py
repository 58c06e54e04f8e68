"""The years of the results as bars."""

from __future__ import annotations

from muniment.documents.searching.parameters import SearchParameters
from muniment.finder.histogram import HEIGHT, MAX_BARS, histogram
from muniment.search.results import Months

ALL = SearchParameters()


def test_no_years_draw_nothing() -> None:
    assert histogram((), ALL) is None


def test_every_year_of_a_short_time_has_a_bar_empty_ones_too() -> None:
    drawn = histogram(((1917, 4), (1920, 8)), ALL)
    assert drawn is not None
    assert [(bar.label, bar.count) for bar in drawn.bars] == [
        ("1917", 4),
        ("1918", 0),
        ("1919", 0),
        ("1920", 8),
    ]
    assert [bar.height for bar in drawn.bars] == [HEIGHT / 2, 0, 0, HEIGHT]


def test_a_long_time_is_drawn_by_several_years_a_bar_and_loses_no_document() -> None:
    years = tuple((year, 1) for year in range(1703, 1992))
    drawn = histogram(years, ALL)
    assert drawn is not None
    assert len(drawn.bars) <= MAX_BARS + 1
    assert sum(bar.count for bar in drawn.bars) == len(years)
    assert drawn.years == years
    assert drawn.bars[0].label == "1700–1704"


def test_a_bar_leads_to_its_years() -> None:
    drawn = histogram(((1917, 4), (1918, 1)), SearchParameters.of("q=peace&page=2"))
    assert drawn is not None
    assert drawn.bars[1].href == "/search/?q=peace&from=1918&to=1918"


def test_bars_outside_the_chosen_range_are_told_apart() -> None:
    drawn = histogram(((1917, 4), (1918, 1)), SearchParameters.of("from=1918"))
    assert drawn is not None
    assert [bar.is_chosen for bar in drawn.bars] == [False, True]


def test_a_few_years_are_drawn_by_month_and_empty_months_too() -> None:
    months = Months((("1917-03", 4), ("1918-02", 8)), without=3)
    parameters = SearchParameters.of("q=peace&from=1917&to=1918-02&page=2")
    years = ((1905, 1), (1917, 6), (1918, 9))
    drawn = histogram(years, parameters, months=months, language="en")
    assert drawn is not None
    assert drawn.is_by_month and drawn.without_month == 3
    assert [(bar.label, bar.count) for bar in drawn.rows] == [
        ("March 1917", 4),
        ("February 1918", 8),
    ]
    assert [bar.is_chosen for bar in drawn.bars] == [True] * 14 + [False] * 10
    assert drawn.rows[0].href == "/search/?q=peace&from=1917-03&to=1917-03"
    assert (drawn.first, drawn.last, drawn.years) == ("1917-01", "1918-12", years)
    assert drawn.all_href == "/search/?q=peace"


def test_months_of_all_years_lead_to_no_other_years() -> None:
    drawn = histogram(((1917, 1),), ALL, months=Months((("1917-03", 1),)), language="ru")
    assert drawn is not None
    assert drawn.all_href == ""
    assert [bar.label for bar in drawn.rows] == ["март 1917\u00a0г."]
