"""What an address asks of the search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.documents.searching.parameters import (
    MAX_VALUES,
    NO_YEAR,
    Bound,
    SearchParameters,
)
from muniment.search.query.tree import Everything
from muniment.search.records import Facet
from muniment.search.results import Sorting

OPEN = frozenset({"open"})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=peace",
        "q=%D0%BC%D0%B8%D1%80&volume=diary&volume=papers&language=ru&from=1917&to=1921",
        "q=a&sort=oldest&page=3&more=person",
        "q=a&from=1917-03&to=1918",
    ],
)
def test_an_address_that_was_read_is_written_the_same(address: str) -> None:
    assert SearchParameters.of(address).query_string() == address


def test_what_is_not_understood_is_left_out() -> None:
    read = SearchParameters.of("q=a&sort=upwards&more=nothing&from=soon&to=-4&colour=red&volume=")
    assert read == SearchParameters(q="a")


def test_years_the_wrong_way_round_are_exchanged() -> None:
    read = SearchParameters.of("from=1921&to=1917")
    assert (read.first, read.last) == (Bound(1917), Bound(1921))
    read = SearchParameters.of("from=1921-05&to=1921-02")
    assert (read.first, read.last) == (Bound(1921, 2), Bound(1921, 5))


def test_the_first_and_the_last_month_of_a_year_are_the_year_s_own_ends() -> None:
    assert SearchParameters.of("from=1917-01&to=1917-12").query_string() == "from=1917&to=1917"
    assert SearchParameters.of("from=1917-12&to=1918-01").query_string() == (
        "from=1917-12&to=1918-01"
    )
    assert not SearchParameters.of("from=1917-13&to=1917-03-08").has_dates


def test_a_range_of_months_takes_the_years_that_are_whole_in_it_with_it() -> None:
    request = SearchParameters.of("from=1917-11&to=1919-02").request(Everything(), tokens=OPEN)
    assert request.chosen[Facet.YEAR] == ("1917", "1918", "1919")
    months = request.chosen[Facet.MONTH]
    assert (months[0], months[-2], months[-1], len(months)) == ("1917-11", "1919-02", "1918", 17)


def test_a_year_before_the_thousandth_is_asked_for_as_the_index_has_it() -> None:
    request = SearchParameters.of("from=980&to=981").request(Everything(), tokens=OPEN)
    assert request.chosen[Facet.YEAR] == ("0980", "0981")


def test_values_of_one_facet_are_bounded_in_number() -> None:
    read = SearchParameters.of("&".join(f"person={n}" for n in range(1000)))
    assert len(read.chosen[Facet.PERSON]) == MAX_VALUES


def test_a_range_of_years_is_a_choice_of_the_facet_of_years() -> None:
    request = SearchParameters.of("from=1917&to=1919").request(Everything(), tokens=OPEN)
    assert request.chosen == {Facet.YEAR: ("1917", "1918", "1919")}


def test_a_range_and_years_that_do_not_meet_ask_for_nothing() -> None:
    request = SearchParameters.of("year=1905&from=1917").request(Everything(), tokens=OPEN)
    assert request.chosen == {Facet.YEAR: (NO_YEAR,)}


def test_undoing_one_choice_keeps_the_others_and_begins_at_the_first_page() -> None:
    read = SearchParameters.of("q=a&volume=one&volume=two&language=ru&page=4")
    left = read.without(Facet.VOLUME, "one")
    assert left.query_string() == "q=a&language=ru&volume=two"
    assert left.without(Facet.VOLUME, "two").query_string() == "q=a&language=ru"


def test_the_order_of_results_is_asked_for_by_name() -> None:
    assert SearchParameters.of("sort=newest").sorting is Sorting.NEWEST
    assert replace(SearchParameters(), sorting=Sorting.TITLE).query_string() == "sort=title"
