"""Slugs: readable in any script's Latin letters."""

from __future__ import annotations

import pytest

from muniment.core.slugs import slugify, unique_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Ferry-House, 1912", "the-ferry-house-1912"),
        ("Дневник паромщицы", "dnevnik-paromshchitsy"),
        ("Объѣздъ", "obezd"),
        ("Café Ünder", "cafe-under"),
        ("—", ""),
    ],
)
def test_a_title_becomes_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_slug_ends_with_a_whole_word() -> None:
    assert slugify("one two three four", longest=11) == "one-two"
    assert slugify("incomprehensibilities", longest=8) == "incompre"


def test_a_taken_slug_gets_a_number() -> None:
    taken = {"river", "river-2"}
    assert unique_slug("River", is_taken=taken.__contains__, fallback="x") == "river-3"
    assert unique_slug("—", is_taken=taken.__contains__, fallback="volume") == "volume"
