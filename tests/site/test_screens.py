"""Every screen answers, says what it should, and asks the database so often and no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.site.builders import Archive, add_units

ADDRESSES = {
    "/": 11,
    "/browse/": 5,
    "/browse/collections/": 5,
    "/browse/collections/voices/": 6,
    "/browse/volumes/": 3,
    "/browse/archives/": 3,
    "/browse/people/": 2,
    "/browse/people/?letter=D": 2,
    "/browse/dates/": 2,
    "/browse/dates/undated/": 3,
    "/browse/dates/uncertain/": 3,
    "/browse/dates/1917/": 4,
    "/browse/dates/1917/3/": 4,
    "/browse/dates/1917/3/8/": 4,
    "/volumes/diary/": 6,
    "/volumes/diary/?view=calendar": 4,
    "/volumes/diary/?view=calendar&day=1917-03-08": 6,
    "/volumes/diary/?view=people": 5,
    "/archives/state-archive/": 4,
    "/archives/state-archive/u-0001/": 5,
    "/archives/state-archive/u-0001-0001/": 7,
    "/people/diarist/": 4,
    "/people/friend/?role=recipient": 4,
    "/about/": 0,
    "/terms/": 0,
    "/privacy/": 0,
    "/accessibility/": 0,
}
"""Each address with the number of queries that its screen needs."""


@pytest.mark.parametrize(("address", "queries"), ADDRESSES.items())
def test_a_screen_needs_as_many_queries_for_two_hundred_documents_as_for_ten(
    address: str, queries: int, archive: Archive, client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
    for number in range(190):
        archive.document(f"Entry {number}", f"1917-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
    add_units(archive, 30)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
