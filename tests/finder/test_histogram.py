"""The years of the results as bars."""

from __future__ import annotations

from muniment.documents.searching.parameters import SearchParameters
from muniment.finder.histogram import HEIGHT, MAX_BARS, histogram

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
