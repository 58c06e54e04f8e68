"""One key for a name in both scripts; the list of people is that of `benchmarks.names`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.names import quality
from benchmarks.names.__main__ import LEAST, MOST_FALSE
from benchmarks.names.people import LIST, Listed, halves, people
from benchmarks.names.vocabulary import SIZE, vocabulary
from muniment.search.words.names import is_keyed, name_key, query_keys
from muniment.search.words.tokens import cut

UNSEEN = halves()[1]


def test_the_list_has_at_least_three_hundred_people_each_once() -> None:
    with LIST.open(encoding="utf-8", newline="") as lines:
        surnames = [row["surname"] for row in csv.DictReader(lines, delimiter="\t")]
    assert len(surnames) >= 300
    assert len(set(surnames)) == len(surnames)


def test_the_halves_are_of_like_size_and_share_nobody() -> None:
    tuned, unseen = halves()
    assert len(tuned) + len(unseen) == len(people())
    assert min(len(tuned), len(unseen)) > 150
    assert not {one.surname for one in tuned} & {one.surname for one in unseen}


@pytest.mark.parametrize("measure", LEAST)
def test_names_never_tuned_on_are_found_as_well_as_promised(measure: str) -> None:
    share: quality.Share = getattr(quality, measure)(UNSEEN)
    assert share.rate >= LEAST[measure], share.missed


@pytest.mark.parametrize("script", ["surname", "english"])
def test_a_query_brings_at_most_one_false_form_among_fifty_thousand_words(
    corpora: Path, script: str
) -> None:
    forms = (form for one in people() for form in (*one.spellings, *one.cases))
    others = vocabulary(corpora, without=forms)
    assert len(others) == SIZE

    def typed(one: Listed) -> str:
        written: str = getattr(one, script)
        return written

    found = quality.false_forms(UNSEEN, quality.index(others), typed=typed)
    assert quality.mean(found) <= MOST_FALSE


@pytest.mark.parametrize(
    "spellings",
    [
        "Литвинов Litvinov Litvinoff Litwinow Litvinof LITVINOV Litvinov’s",
        "Хрущёв Хрущев Khrushchev Khrushchyov Chruščëv Chruschtschow Khrouchtchev Hruŝëv",
        "Троцкий Троцкаго Trotsky Trotskii Trotskiĭ Trotzki Trockij Trotski",
        "Толстой Толстая Tolstoy Tolstoi Tolstoï Tolstoj Tolstaya",
        "Зиновьев Zinov'ev Zinovʹev Zinov’yev Zinoviev Zinovieff Sinowjew",
    ],
)
def test_all_spellings_of_a_name_have_one_key(spellings: str) -> None:
    assert len({name_key(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Бѣлинскій", "Белинский"),
        ("Толстаго", "Толстой"),
        ("Ѳедоровъ", "Федоров"),
        ("Столыпинъ", "Столыпин"),
        ("Вяземскій", "Вяземский"),
    ],
)
def test_the_orthography_before_1918_changes_no_key(old: str, new: str) -> None:
    assert name_key(old) == name_key(new)


@pytest.mark.parametrize(
    ("typed", "written"), [("Шагал", "Chagall"), ("Жданов", "Jdanov"), ("Ахматова", "Achmatova")]
)
def test_a_spelling_that_hides_its_habit_is_found_by_the_readings_of_the_query(
    typed: str, written: str
) -> None:
    assert name_key(typed) != name_key(written)
    assert name_key(written) in query_keys(typed)
    assert name_key(typed) in query_keys(written)


@pytest.mark.parametrize(
    "word", ["", "Он", "The", "это", "1939", "Ἀθῆναι", "日本国", "’", "-", "Дx"]
)
def test_what_is_no_name_in_these_scripts_has_no_key(word: str) -> None:
    assert name_key(word) == ""
    assert query_keys(word) == ()


def test_in_a_text_only_words_with_a_capital_are_keyed() -> None:
    tokens = cut("The commissar Литвинов spoke of maisky and Он")
    assert [token.text for token in tokens if is_keyed(token)] == ["литвинов"]


def test_a_word_of_the_query_is_keyed_without_a_capital_too() -> None:
    assert name_key("литвинов") == name_key("Litvinov")


def test_keys_are_plain_letters_that_no_index_changes() -> None:
    keys = {name_key(spelling) for one in people() for spelling in one.spellings}
    assert all(key.isascii() and key.isalpha() and key.islower() for key in keys)


@given(st.text(max_size=60))
def test_any_word_has_a_key_that_is_the_first_of_its_query(word: str) -> None:
    key = name_key(word)
    assert query_keys(word)[:1] == ((key,) if key else ())
    assert not any(character.isspace() for character in key)
