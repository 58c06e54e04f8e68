"""Phrases that a document offers, and what it may not offer to whom."""

from __future__ import annotations

import pytest

from muniment.documents.searching.phrases import phrases_of
from muniment.search.records import Passage
from tests.search.archive import text


def phrases(*parts: str | Passage, language: str = "en") -> list[str]:
    return [offer.label for offer in phrases_of([text(*own(parts, language), language=language)])]


def own(parts: tuple[str | Passage, ...], language: str) -> list[Passage]:
    return [p if isinstance(p, Passage) else Passage(p, language, "AUTHOR") for p in parts]


@pytest.mark.parametrize(
    ("plain", "names"),
    [
        ("He spoke of the League of Nations.", ["League of Nations"]),
        ("with the Minister for Foreign Affairs, who", ["Minister for Foreign Affairs"]),
        ("then Mr. Neville Chamberlain spoke", ["Neville Chamberlain"]),
        ("“The Hague Court” was named; the Red Cross, too", ["Hague Court", "Red Cross"]),
        ("to the War Trade Board. Next came Dr. Brown", ["War Trade Board"]),
        ("in Rome, President Wilson said", ["President Wilson"]),
        ("asked Anna Brown the Queen of the Belgians", ["Anna Brown", "Queen of the Belgians"]),
    ],
)
def test_names_of_several_words_are_phrases(plain: str, names: list[str]) -> None:
    assert phrases(plain) == names


@pytest.mark.parametrize(
    "plain",
    [
        "Yesterday Litvinov came.",  # a sentence begins with a capital
        "He came. Yesterday Litvinov left!",
        "SECRET DESPATCH",
        "He met Litvinov in the Embassy on Monday.",
        "saw Anne Brown Clark Davis Evans today",  # too long for a phrase
        "a quiet day at home",
        "",
    ],
)
def test_what_is_no_name_is_no_phrase(plain: str) -> None:
    assert phrases(plain) == []


def test_words_that_stand_together_again_are_a_phrase() -> None:
    said = phrases("Collective security first.", "We want collective security, he said.")
    assert said == ["collective security"]


def test_inflected_forms_count_together() -> None:
    plain = "план коллективной безопасности и коллективная безопасность"
    assert phrases(plain, language="ru") == ["коллективной безопасности"]


def test_the_longer_of_two_phrases_is_given() -> None:
    plain = "the naval building program, then the naval building program"
    assert phrases(plain) == ["naval building program"]


def test_small_words_and_stops_part_phrases() -> None:
    assert phrases("war, peace and war, peace", "he was there, he was there") == []


def test_only_the_author_s_words_are_phrases() -> None:
    note = Passage("See the League of Nations.", "en", "NOTE")
    assert phrases("He spoke.", note) == []


def test_a_phrase_does_not_run_from_one_passage_into_the_next() -> None:
    assert phrases("in the League of", "Nations at war", "in the League of", "Nations") == []


def test_languages_without_a_list_of_small_words_give_names_alone() -> None:
    assert phrases("w Wilno Nowe, w Wilno Nowe, polska mowa, polska mowa", language="pl") == [
        "Wilno Nowe"
    ]


def test_of_a_long_text_the_beginning_is_looked_at() -> None:
    quiet = "a quiet day at home. " * 200
    assert phrases("of the Red Cross", quiet, "of the Hague Court") == ["Red Cross"]
