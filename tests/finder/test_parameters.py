"""What an address asks of the search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.documents.searching.parameters import MAX_VALUES, NO_YEAR, SearchParameters
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
    ],
)
def test_an_address_that_was_read_is_written_the_same(address: str) -> None:
    assert SearchParameters.of(address).query_string() == address


def test_what_is_not_understood_is_left_out() -> None:
    read = SearchParameters.of("q=a&sort=upwards&more=nothing&from=soon&to=-4&colour=red&volume=")
    assert read == SearchParameters(q="a")


def test_years_the_wrong_way_round_are_exchanged() -> None:
    read = SearchParameters.of("from=1921&to=1917")
    assert (read.first_year, read.last_year) == (1917, 1921)


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
