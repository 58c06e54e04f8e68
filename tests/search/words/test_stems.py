"""Forms of a word have one stem, with or without diacritics, in old spelling or new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.search.words.folding import fold
from muniment.search.words.stems import STEMMED, languages_for, stem


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "negotiation negotiations negotiating negotiated"),
        ("en-GB", "ambassador ambassadors Ambassadors"),
        ("ru", "переговоры переговоров переговорами переговорам"),
        ("ru", "новый новая новому новыми"),
        ("ru-petr1708", "новаго нового новыя новые"),
        ("ru-petr1708", "синяго синего"),
        ("ru-petr1708", "разсказъ рассказ разсказы рассказами"),
        ("ru-petr1708", "безконечный бесконечная"),
        ("ru-petr1708", "исторія исторіи история истории"),
        ("ru", "объявление объявления об'явлению объявленіемъ"),
        ("de", "Gefängnis Gefängnisse gefangnis gefangnisse gefaengnisse"),
        ("de", "Straße Straßen strasse strassen"),
        ("de", "Häuser Haus hauser"),
        ("fr", "élève élèves eleve eleves"),
        ("fr", "mangé mangée mangés mangées manger mangees"),
        ("fr", "général généraux generaux"),
        ("it", "libertà liberta"),
        ("it", "ambasciatore ambasciatori"),
        ("it", "governo governi"),
        ("es", "negociación negociacion"),
    ],
)
def test_forms_have_one_stem(language: str, forms: str) -> None:
    assert len({stem(fold(form), language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "чикаго", "чик"),
        ("ru", "живаго", "живой"),
        ("ru", "благо", "блог"),
        ("en", "general", "gender"),
        ("fr", "annee", "an"),
    ],
)
def test_different_words_keep_different_stems(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_without_a_stemmer_a_word_is_its_own_stem() -> None:
    assert stem("україна", "uk") == "україна"
    assert stem("negotiations", "") == "negotiations"
    assert stem("negotiations", "ru") == "negotiations"


def test_a_word_is_of_the_languages_of_its_script() -> None:
    present = ["ru-petr1708", "en", "de-AT", "uk", "el"]
    assert languages_for("литвинов", present) == ("ru",)
    assert languages_for("litvinov", present) == ("de", "en")
    assert languages_for("αθηνα", present) == ("el",)
    assert languages_for("1939", present) == ()


@given(st.text(max_size=30), st.sampled_from(sorted(STEMMED)))
def test_any_folded_word_has_a_stem(raw: str, language: str) -> None:
    word = fold(raw)
    assert bool(stem(word, language)) == bool(word)
