"""The advanced form and the rows make the query that somebody could have typed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from muniment.finder.advanced import Box, advanced_screen, query_of_form
from muniment.finder.choices import Choice, Choices
from muniment.search.query.advanced import AdvancedForm
from muniment.search.query.parser import parse
from muniment.search.query.shapes import parts_of


def written(**values: str) -> str:
    return query_of_form(QueryDict(urlencode({"ask": "form", **values})))


OFFERED = {
    "lang": (Choices("Language", (Choice("en", "English", 7), Choice("ru", "Russian", 9))),),
    "type": (Choices("Type", (Choice("diary entry", "Diary entry", 4),)),),
}


def rows(*rows: tuple[str, str, str, str]) -> str:
    names = ("connective", "field", "how", "words")
    pairs = [pair for row in rows for pair in zip(names, row, strict=True)]
    return query_of_form(QueryDict(urlencode([("ask", "rows"), *pairs])))


def boxes_of(q: str) -> dict[str, str]:
    screen = advanced_screen(q, "", offered={})
    every: tuple[Box, ...] = (*screen.words, *screen.places, *screen.kinds, *screen.dates)
    return {box.name: box.value for box in every if box.value}


def test_the_form_has_a_box_for_all_that_the_query_language_has_one_for() -> None:
    screen = advanced_screen("", "", offered={})
    names = {box.name for box in (*screen.words, *screen.places, *screen.kinds, *screen.dates)}
    assert names == set(AdvancedForm.__dataclass_fields__)


@pytest.mark.parametrize(
    "q",
    ['peace treaty -war "side by side" title:letter', "date:1939-03 lang:ru voice:note"],
)
def test_a_query_that_goes_through_the_form_asks_for_the_same(q: str) -> None:
    again = written(**boxes_of(q))
    assert sorted(parts_of(parse(again).tree), key=str) == sorted(parts_of(parse(q).tree), key=str)


def test_the_form_and_the_rows_write_what_one_would_type() -> None:
    assert written(all="peace treaty", author="maisky") == "peace treaty author:maisky"
    assert rows(("AND", "", "all", "peace treaty"), ("AND", "author", "all", "maisky")) == (
        "peace treaty author:maisky"
    )
    assert rows(("AND", "", "all", "peace"), ("OR", "title", "all", "war")) == "peace OR title:war"


def test_rows_take_no_more_than_they_know() -> None:
    assert rows(("AND", "password", "all", "x"), ("XOR", "", "loudly", "y")) == "x y"
    assert rows(*[("AND", "", "all", "a")] * 100).split() == ["a"] * 20


def test_the_filled_in_form_leads_to_the_search(db: None, client: Client) -> None:
    answer = client.get("/search/advanced/", {"ask": "form", "all": "peace", "none": "war"})
    target = urlsplit(answer["Location"])
    assert (target.path, parse_qs(target.query)) == ("/search/", {"q": ["peace -war"]})


@pytest.mark.parametrize("view", ["", "rows"])
def test_both_ways_show_the_query_so_far(db: None, client: Client, view: str) -> None:
    page = client.get("/search/advanced/", {"q": "title:letter peace", "view": view})
    assert b'value="letter"' in page.content
    assert b'value="peace"' in page.content


def kind(q: str, name: str) -> Box:
    screen = advanced_screen(q, "", offered=OFFERED)
    return next(box for box in screen.kinds if box.name == name)


def test_a_box_offers_what_the_archive_has_and_keeps_what_it_has_not() -> None:
    assert kind("lang:russian", "lang").value == "ru"
    assert kind('type:"Diary entry"', "type").value == "diary entry"
    assert kind("", "voice").choices == ()
    unknown = kind("lang:fr", "lang")
    assert [choice.value for group in unknown.choices for choice in group.choices] == [
        "en",
        "ru",
        "fr",
    ]


def test_each_field_of_the_rows_has_its_values_and_empty_rows_those_of_all() -> None:
    lists = {
        each.field: each.choices for each in advanced_screen("", "rows", offered=OFFERED).lists
    }
    assert [choice.typed for choice in lists["type"]] == ['"diary entry"']
    assert [choice.typed for choice in lists[""]] == ["en", "ru", '"diary entry"']
    assert rows(("AND", "type", "all", '"diary entry"')) == 'type:"diary entry"'
