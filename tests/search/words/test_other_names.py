"""What the register knows of a person joins names that no rule of spelling can."""

from __future__ import annotations

import pytest

from muniment.search.words.other_names import NameBook, NoOtherNames

BOOK = NameBook(
    [
        ("Hitler, Adolf", "Гитлер, Адольф", "Адольф Гитлер"),
        ("Троцкий, Лев Давидович", "Trotsky, Leon", "Бронштейн, Лев Давидович"),
        ("Ribbentrop, Joachim von", "Риббентроп, Иоахим фон", "Uhlich, Bruno"),
        ("Bell, Johannes", "Бэлль, Иоганн"),
        ("Майский Иван Михайлович", "Ivan Maisky", "Ляховецкий, Ян"),
        ("Nicholas II", "Николай II"),
        ("Ministry of Foreign Affairs", "Министерство иностранных дел"),
        ("Чащухин, Илья",),
    ]
)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("hitler", {"гитлер"}),
        ("гитлер", {"hitler"}),
        ("троцкий", {"бронштейн"}),
        ("trotsky", {"бронштейн"}),
        ("maisky", {"ляховецкий"}),
        ("николай", {"nicholas"}),
    ],
)
def test_a_surname_gives_the_surnames_that_its_key_does_not_find(
    typed: str, others: set[str]
) -> None:
    found = BOOK.forms((typed,))
    assert found
    assert {word for form in found for word in form} <= others


@pytest.mark.parametrize("typed", ["гитлера", "гитлеру", "гитлером", "гитлере"])
def test_any_case_of_a_surname_will_do(typed: str) -> None:
    assert BOOK.forms((typed,)) == (("hitler",),)


@pytest.mark.parametrize("typed", ["adolf hitler", "hitler adolf"])
def test_a_full_name_in_either_order_gives_full_names_as_they_are_spoken(typed: str) -> None:
    assert BOOK.forms(tuple(typed.split())) == (("адольф", "гитлер"),)


def test_a_particle_may_be_typed_or_left_out() -> None:
    assert ("uhlich",) in BOOK.forms(("ribbentrop",))
    assert ("bruno", "uhlich") in BOOK.forms(("von", "ribbentrop"))


@pytest.mark.parametrize("typed", ["адольф", "лев", "adolf", "hitler speech", "ivan hitler"])
def test_a_given_name_or_other_words_beside_the_name_give_nothing(typed: str) -> None:
    assert BOOK.forms(tuple(typed.split())) == ()


@pytest.mark.parametrize("typed", ["", "the", "это", "ii", "дел", "affairs", "белый", "чащухин"])
def test_ordinary_words_and_names_without_another_give_nothing(typed: str) -> None:
    assert BOOK.forms(tuple(typed.split())) == ()


def test_a_short_key_counts_only_for_the_word_itself() -> None:
    assert BOOK.forms(("bell",)) == (("бэлль",),)


def test_an_archive_without_registers_knows_no_other_names() -> None:
    assert NoOtherNames().forms(("hitler",)) == ()
    assert NameBook([]).forms(("hitler",)) == ()


def test_a_surname_of_very_many_people_gives_a_bounded_number_of_names() -> None:
    book = NameBook([("Иванов, Иван", f"Псевдоним{chr(0x430 + n)}, Иван") for n in range(30)])
    assert len(book.forms(("иванов",))) == 12


def test_of_names_that_one_key_finds_only_one_is_given() -> None:
    book = NameBook([("Chuskin, Mr", "Чащухин, Илья", "Chashchukhin, Ilya", "Čaščuhin, Il'ja")])
    assert book.forms(("chuskin",)) == (("чащухин",),)
    assert book.forms(("чащухин",)) == (("chuskin",),)


def test_a_pet_name_is_no_other_name_of_everybody_with_the_surname() -> None:
    book = NameBook(
        [
            ("Маркова, Варвара Ильинична", "Markova, Varvara", "Варя", "Varya"),
            ("Марков, Илья", "Markov, Ilya", "Grossmann"),
        ]
    )
    assert book.forms(("марков",)) == (("grossmann",),)
