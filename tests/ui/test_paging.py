"""Long lists page by page."""

from __future__ import annotations

import pytest

from muniment.ui.paging import PageNotFound, Paging


def test_the_first_page_needs_no_number() -> None:
    paging = Paging.of("", total=120, size=50)
    assert (paging.number, paging.pages, paging.start, paging.stop) == (1, 3, 0, 50)
    assert (paging.previous, paging.next) == (None, 2)


def test_the_last_page_ends_with_the_list() -> None:
    paging = Paging.of("3", total=120, size=50)
    assert (paging.start, paging.stop, paging.next) == (100, 120, None)


@pytest.mark.parametrize(
    "asked", ["0", "4", "-1", "x", "1.5", "²", "9" * 40, "000000001" + "9" * 20]
)
def test_a_page_that_a_list_has_not_is_said_to_be_missing(asked: str) -> None:
    with pytest.raises(PageNotFound, match="Its pages are 1 to 3"):
        Paging.of(asked, total=120, size=50)


def test_an_empty_list_has_one_page() -> None:
    assert Paging.of("", total=0, size=50).pages == 1


def test_pages_far_away_are_left_out_of_the_pager() -> None:
    assert Paging.of("10", total=1000, size=50).numbers == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert Paging.of("1", total=100, size=50).numbers == [1, 2]
