"""The field's words, as far as they are known."""

from __future__ import annotations

import pytest
from django.utils import translation

from muniment.documents.words import credit_role, level_name, type_name


@pytest.mark.parametrize(
    ("source", "english", "russian"),
    [("diary-day", "diary entry", "дневниковая запись"), ("Letter", "letter", "письмо")],
)
def test_a_known_type_is_said_in_the_readers_language(
    source: str, english: str, russian: str
) -> None:
    with translation.override("en"):
        assert type_name(source) == english
    with translation.override("ru"):
        assert type_name(source) == russian


@pytest.mark.parametrize("source", ["document", "historical document", "historical-document"])
def test_a_type_that_says_nothing_is_not_said(source: str) -> None:
    assert type_name(source) == ""


def test_a_word_of_the_source_that_is_not_known_stays() -> None:
    assert type_name("aide-mémoire") == "aide-mémoire"
    assert level_name("BOX") == "Box"
    assert credit_role("calligraphy") == "calligraphy"


def test_russian_archives_call_a_series_opis_and_a_file_delo() -> None:
    with translation.override("ru"):
        assert level_name("SERIES") == "Опись"
        assert level_name("FILE") == "Дело"
        assert credit_role("English translation") == "перевод на английский"
