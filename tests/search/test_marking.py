"""What a query matched is what is marked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.search.marking import Marker
from muniment.search.query.tree import Among, And, Dated, Everything, Node, Not, Or, Phrase, Word


def _marked(query: Node, plain: str, language: str = "en", *zones: str) -> list[str]:
    marker = Marker.of(query, languages=["en", "ru", "de", "fr"])
    return [plain[start:end] for start, end in marker.find(plain, language, *zones)]


def test_other_forms_of_a_word_are_marked_by_the_language_of_the_text() -> None:
    query = Word("negotiations")
    assert _marked(query, "To negotiate; the Negotiation.") == ["negotiate", "Negotiation"]
    assert _marked(query, "To negotiate negotiations", "ru") == ["negotiations"]
    assert _marked(Word("переговоры"), "о переговорахъ съ", "ru-petr1708") == ["переговорахъ"]
    assert _marked(Word("gefangnis"), "Die Gefängnisse", "de") == ["Gefängnisse"]
    assert _marked(Word("eleves"), "L’élève", "fr") == ["élève"]


def test_exact_marks_the_form_alone() -> None:
    plain = "negotiation, Negotiations"
    assert _marked(Word("negotiations", exact=True), plain) == ["Negotiations"]
    exact = Phrase(("old", "letters"), exact=True)
    assert _marked(exact, "an old letter, old letters") == ["old letters"]


@pytest.mark.parametrize(
    ("pattern", "marked"),
    [
        ("negot*", ["Negotiation", "negotiable"]),
        ("*gotia*le", ["negotiable"]),
        ("l?tter", ["letter", "Latter"]),
        ("*", []),
        ("a*a*a*a*a*a*a*a*a*b", []),
    ],
)
def test_wildcards_stand_for_letters(pattern: str, marked: list[str]) -> None:
    plain = f"Negotiation is negotiable: letter. Latter {'a' * 90}"
    assert _marked(Word(pattern), plain) == marked


def test_a_fuzzy_word_marks_what_is_near() -> None:
    plain = "Litvinov Litvinof Litvniov Litwinoff Litovsk"
    assert _marked(Word("litvinov", fuzzy=1), plain) == ["Litvinov", "Litvinof", "Litvniov"]
    assert "Litovsk" not in _marked(Word("litvinov", fuzzy=2), plain)


def test_a_phrase_is_marked_as_a_whole_and_its_lone_words_are_not() -> None:
    plain = "Foreign affairs. The foreign,\naffair of others; affairs foreign to us"
    assert _marked(Phrase(("foreign", "affairs")), plain) == [
        "Foreign affairs",
        "foreign,\naffair",
    ]


def test_near_words_are_marked_one_by_one() -> None:
    plain = "Soviet and British talks; Soviet men of no British or French talks"
    query = Phrase(("soviet", "talks"), slop=2)
    assert _marked(query, plain) == ["Soviet", "talks"]


def test_words_of_a_phrase_may_be_the_same() -> None:
    assert _marked(Phrase(("no", "no")), "no, no, but no") == ["no, no"]


def test_a_hyphenated_word_is_found_in_one_or_in_parts() -> None:
    plain = "Hore-Belisha, Hore Belisha and Horebelisha; Belisha"
    everywhere = ["Hore-Belisha", "Hore Belisha", "Horebelisha"]
    assert _marked(Word("hore-belisha"), plain) == everywhere
    assert _marked(Word("horebelisha"), plain) == ["Hore-Belisha", "Horebelisha"]


def test_a_name_is_marked_in_the_other_script() -> None:
    plain = "Нарком Литвинов. Письмо Литвинову, литвинова"
    assert _marked(Word("Litvinov"), plain, "ru") == ["Литвинов", "Литвинову"]
    assert _marked(Word("litvinov"), plain, "ru") == ["Литвинов", "Литвинову"]
    assert _marked(Word("литвинов"), "Mr. Litvinov’s letter") == ["Litvinov"]
    assert _marked(Word("litvinov", exact=True), plain, "ru") == []


def test_other_names_of_a_person_are_marked() -> None:
    query = Or((Word("литвинов"), Word("letter")))
    other_forms = {"литвинов": frozenset({"max wallach", "papasha"})}
    marker = Marker.of(query, languages=["en"], other_forms=other_forms)
    plain = "Max M. Wallach, called Papasha: letters"
    marked = [plain[start:end] for start, end in marker.find(plain, "en")]
    assert marked == ["Max", "Wallach", "Papasha", "letters"]


def test_what_must_not_be_there_and_what_is_no_word_of_the_text_is_not_marked() -> None:
    query = And(
        (
            Word("treaty"),
            Not(Word("war")),
            Word("peace", field="title"),
            Word("note", field="commentary"),
            Among("lang", ("en",)),
            Dated(date(1939, 1, 1), None),
            Everything(),
        )
    )
    plain = "war treaty peace notes"
    assert _marked(query, plain) == ["treaty"]
    assert _marked(query, plain, "en", "commentary") == ["treaty", "notes"]


def test_what_is_asked_of_one_zone_is_marked_in_no_other() -> None:
    query = Or((Word("war", field="note"), Word("peace", field="own"), Word("Max", field="to")))
    assert _marked(query, "war, peace, Max", "en", "note") == ["war"]
    assert _marked(query, "war, peace, Max", "en", "own") == ["peace"]
    assert _marked(query, "war, peace, Max", "en", "person", "recipient") == ["Max"]


def test_other_names_of_a_name_in_several_words_need_no_quotes() -> None:
    forms = {"adolf hitler": frozenset({"führer und reichskanzler"})}
    plain = "Der Führer und Reichskanzler"
    for query in (And((Word("Adolf"), Word("Hitler"))), Phrase(("Adolf", "Hitler"))):
        spans = Marker.of(query, languages=["de"], other_forms=forms).find(plain, "de")
        marked = [plain[start:end] for start, end in spans]
        assert marked == ["Führer", "und", "Reichskanzler"]


def test_overlapping_hits_are_one_span() -> None:
    query = Or((Word("foreign"), Phrase(("foreign", "affairs"))))
    assert _marked(query, "of foreign affairs") == ["foreign affairs"]


_WORDS = st.sampled_from(
    ["no", "letter", "l*r", "*", "?", "Литвинов", "a-b", "l'été", "", "'", "-"]
)
_LEAVES = st.one_of(
    st.builds(Word, st.one_of(_WORDS, st.text(max_size=6)), exact=st.booleans(),
              fuzzy=st.integers(0, 2)),
    st.builds(Phrase, st.lists(_WORDS, max_size=3).map(tuple), slop=st.integers(0, 3)),
    st.just(Everything()),
)  # fmt: skip
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)
_PLAINS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["no", "letters", "Litvinov", "a-b", "l’été", " ", ", ", "\n"])).map(
        " ".join
    ),
)


@given(_TREES, _PLAINS, st.sampled_from(["en", "ru", "fr", "", "x-none"]))
def test_spans_lie_within_the_string_in_order(query: Node, plain: str, language: str) -> None:
    end = 0
    for span_start, span_end in Marker.of(query, languages=["en"]).find(plain, language):
        assert end <= span_start < span_end <= len(plain)
        end = span_end
