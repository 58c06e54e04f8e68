"""What is kept of words changes nothing of what is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.search import lexicon as lexicons
from muniment.search.lexicon import SEVERAL, Lexicon
from muniment.search.marking import Marker
from muniment.search.query.tree import Node, Or, Phrase, Word

WORDS = (
    *("negotiations", "Negotiating", "letter", "the", "l’ami", "Amis", "O'Neill’s", "Hore-Belisha"),
    *("Litvinov", "litvinoff", "Литвинова", "литвиновым", "переговоровъ", "Переговоры", "кол-во"),
    "日本",
)
LANGUAGES = ("en", "ru", "fr", "und")


def test_a_word_has_its_start_and_stem_and_a_name_its_key() -> None:
    english = Lexicon("en")
    assert english["negotiations"] == ("^neg", "negoti")
    assert len(english["Litvinov"]) == 3
    assert english["Litvinov"][2] == Lexicon("ru")["Литвинова"][2]
    assert Lexicon("fr")["l’ami"] == (SEVERAL,)


def test_a_lexicon_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "MOST_WORDS", 3)
    english = Lexicon("en")
    assert [english[word] for word in ("one", "two", "three", "four", "x" * 200)]
    assert set(english) == {"four"}


@given(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.sampled_from(LANGUAGES),
)
def test_words_passed_over_are_none_that_would_be_found(
    first: str, second: str, words: list[str], language: str
) -> None:
    plain = " ".join(words)
    queries: tuple[Node, ...] = (
        *(Word(first), Word(first, exact=True), Phrase((first, second))),
        *(Word(f"{first[:4]}*"), Word(f"{first[:3]}?*{first[-1]}"), Word(first, fuzzy=1)),
    )
    for query in queries:
        every_word = Or((query, Word("*zz?zz")))  # a test without a start has all looked at
        marked = Marker.of(query, languages=LANGUAGES).find(plain, language)
        assert marked == Marker.of(every_word, languages=LANGUAGES).find(plain, language)
