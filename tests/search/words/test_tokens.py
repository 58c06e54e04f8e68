"""Words are cut alike however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.search.words.tokens import WORD, cut, end_of_tokens, joined, word_around, written


def _texts(plain: str) -> list[str]:
    return [token.text for token in cut(plain)]


@pytest.mark.parametrize("apostrophe", "'’‘`´ʼʻʹ′＇")
def test_an_apostrophe_of_any_kind_leaves_one_word(apostrophe: str) -> None:
    assert _texts(f"O{apostrophe}Neill in L{apostrophe}vov") == ["oneill", "in", "lvov"]


@pytest.mark.parametrize(
    ("plain", "texts"),
    [
        ("Litvinov’s note, the Commissars' notes", "litvinov note the commissars notes"),
        ("O'Neill's", "oneill"),
        ("don't", "dont"),
        ("l'élève, L’Humanité, d’Artagnan", "l eleve l humanite d artagnan"),
        ("dell'arte; un'ora; d'Annunzio", "dell arte un ora d annunzio"),
        ("ch’egli, gl’affari", "ch egli gl affari"),
        ("D’iakonov, Ch’en and T’ang", "diakonov chen and tang"),
        ("aujourd'hui", "aujourdhui"),
        ("Gefängnis Straße Œuvre Ærø Łódź", "gefangnis strasse oeuvre aero lodz"),
        ("Dvořák, İstanbul, Thiếu", "dvorak istanbul thieu"),
        ("за́мок ёлка Ёж", "замок елка еж"),
        ("йод Майский", "йод майский"),
        ("Ѳедоръ въ Россіи, подъѣздъ, мѵро", "федор в россии подъезд миро"),
        ("Αθήνα ΠΌΛΕΙΣ", "αθηνα πολεισ"),
        ("об'явление С’езд Кот-д'Ивуар", "объявление съезд кот дивуар"),
        ("Україна пам'ять", "украина памъять"),
        ("12 мая 1939, 1930s, x²", "12 мая 1939 1930s x2"),
        ("ﬁn Ⅷ", "fin viii"),
        ("北京 ok", "北 京 ok"),
        ("— … _ ' ъ", ""),
    ],
)
def test_words_are_folded(plain: str, texts: str) -> None:
    assert _texts(plain) == texts.split()


def test_decomposed_letters_are_the_same_as_composed_ones() -> None:
    assert _texts("Ма\u0438\u0306ский e\u0301le\u0300ve") == _texts("Майский élève")


def test_unseen_characters_do_not_cut_a_word() -> None:
    assert _texts("ком\u00adму\u200bнист") == ["коммунист"]


@pytest.mark.parametrize("end", ["-\n", "- \r\n", "¬\n", "\u00ad\n", "\u2010\n  "])
def test_a_word_broken_at_the_end_of_a_line_is_one(end: str) -> None:
    plain = f"комму{end}нист"
    assert [(t.text, t.start, t.end) for t in cut(plain)] == [("коммунист", 0, len(plain))]


def test_a_capital_after_a_hyphen_at_the_end_of_a_line_is_a_new_word() -> None:
    assert _texts("Hore-\nBelisha") == ["hore", "belisha"]


@pytest.mark.parametrize("hyphen", "-\u2010\u2011")
def test_parts_of_a_hyphenated_word_are_words_and_the_whole_is_one_too(hyphen: str) -> None:
    plain = f"Mr. Hore{hyphen}Belisha spoke"
    assert _texts(plain) == ["mr", "hore", "belisha", "spoke"]
    [whole] = joined(plain)
    assert (whole.text, whole.is_name) == ("horebelisha", True)
    assert plain[whole.start : whole.end] == f"Hore{hyphen}Belisha"


def test_words_with_hyphens_are_found_one_by_one() -> None:
    plain = "(кое-какъ), out-of-the-way - and -not these- nor this,that-one"
    texts = [token.text for token in joined(plain)]
    assert texts == ["коекак", "outoftheway", "thatone"]


def test_offsets_are_those_of_the_string_though_letters_went_or_came() -> None:
    plain = "Die Straße ё\u0301 l’élève Litvinov’s"
    words = [plain[token.start : token.end] for token in cut(plain)]
    assert words == ["Die", "Straße", "ё\u0301", "l", "élève", "Litvinov"]


def test_names_begin_with_a_capital() -> None:
    names = [
        token.text for token in cut("the Ёлкин met d'Annunzio of USSR, ничего") if token.is_name
    ]
    assert names == ["елкин", "annunzio", "ussr"]


def test_the_word_around_a_place_is_found_however_long_it_is() -> None:
    plain = f"to negotiate now {'a' * 500}"
    assert word_around(plain, 5) == (3, 12)
    assert word_around(plain, 3) == (3, 3)
    assert word_around(plain, 12) == (12, 12)
    assert word_around(plain, 300) == (17, 517)
    assert word_around(plain, len(plain)) == (517, 517)


def test_tokens_are_counted_from_a_place_and_the_next_one_found() -> None:
    plain = "before: l’Europe d’hier, and after"
    assert end_of_tokens(plain, 7, 3) == (plain.index("hier"), 3)
    assert end_of_tokens(plain, 7, 40) == (len(plain), 6)


def test_a_word_that_goes_on_on_the_next_line_is_written_whole() -> None:
    assert written("a line-\nbreak, and\u00ad \r\nso on") == [
        "a",
        "line-\nbreak",
        "and\u00ad \r\nso",
        "on",
    ]
    assert written("a hyphen-\u2009\nated (word)\n") == ["a", "hyphen-", "ated", "(word)"]


_WORDLIKE = st.text(alphabet="abÉßœйиъѣ\u0301\u0306'’-\u00ad\u2011 \n,1北", max_size=40)


@given(st.one_of(st.text(), _WORDLIKE))
def test_offsets_grow_and_lie_within_the_string(plain: str) -> None:
    end = 0
    for token in cut(plain):
        assert end <= token.start < token.end <= len(plain)
        assert token.text
        end = token.end


@given(st.one_of(st.text(), _WORDLIKE))
def test_joined_words_are_made_of_the_words_within_them(plain: str) -> None:
    end = 0
    for whole in joined(plain):
        assert end <= whole.start < whole.end <= len(plain)
        parts = [t.text for t in cut(plain) if whole.start <= t.start < whole.end]
        assert whole.text == "".join(parts)
        end = whole.end


@given(st.one_of(st.text(), _WORDLIKE))
def test_folding_a_folded_word_changes_nothing(plain: str) -> None:
    for token in cut(plain):
        assert _texts(token.text) == [token.text]


@given(st.one_of(st.text(), _WORDLIKE))
def test_what_stands_between_spaces_has_the_words_of_the_string(plain: str) -> None:
    words = [word for piece in written(plain) for word in WORD.findall(piece)]
    assert words == WORD.findall(plain)
