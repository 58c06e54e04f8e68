"""Dates in the reader's words."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.ui.dates import date_words, day_words, month_words, span_words

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("1917", "1917", "1917 г."),
        ("1917-03", "March 1917", "март 1917 г."),
        ("1917-03-08", "8 March 1917", "8 марта 1917 г."),
        ("1917-03-08?", "8 March 1917?", "8 марта 1917 г. (?)"),
        ("1917~", "about 1917", "около 1917 г."),
        ("1917-03%", "about March 1917?", "около марта 1917 г. (?)"),
        ("1917-XX", "1917", "1917 г."),
        ("1917-03-XX", "March 1917", "март 1917 г."),
        ("193X", "1930s", "1930-е гг."),
        ("18XX", "19th century", "XIX в."),
        ("20XX", "21st century", "XXI в."),
        ("10XX", "11th century", "XI в."),
        ("1917-22", "summer 1917", "лето 1917 г."),
        ("1939-03-03/1939-03-08", "3–8 March 1939", "3–8 марта 1939 г."),
        ("1939-03-03/1939-04-08", "3 March – 8 April 1939", "3 марта – 8 апреля 1939 г."),
        ("1939-03/1939-05", "March–May 1939", "март–май 1939 г."),
        ("1939/1941", "1939–1941", "1939–1941 гг."),
        (
            "1939-12-30/1940-01-02",
            "30 December 1939 – 2 January 1940",
            "30 декабря 1939 г. – 2 января 1940 г.",
        ),
        (
            "1939-03-03?/1939-03-08?",
            "between 3 and 8 March 1939",
            "между 3 и 8 марта 1939 г.",
        ),
        ("1939-03?/1939-05?", "between March and May 1939", "между мартом и маем 1939 г."),
        ("1939?/1941?", "between 1939 and 1941", "между 1939 и 1941 гг."),
        ("1939-03?/..", "not before March 1939", "не ранее марта 1939 г."),
        ("../1939-03-08?", "not after 8 March 1939", "не позднее 8 марта 1939 г."),
        ("1939/..", "from 1939", "с 1939 г."),
        ("/1939-03", "until March 1939", "по март 1939 г."),
        ("-0199/0100", "200 BCE – 100 CE", "200 г. до н. э. – 100 г. н. э."),
        ("0201/0300", "201–300 CE", "201–300 гг. н. э."),
        ("-0199/-0099", "200–100 BCE", "200–100 гг. до н. э."),
        ("", "", ""),
        ("next spring", "next spring", "next spring"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(edtf: str, english: str, russian: str) -> None:
    assert date_words(edtf, "en").replace(NBSP, " ") == english
    assert date_words(edtf, "ru").replace(NBSP, " ") == russian


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        (
            "1917-03-08",
            "8 March 1917 (23 February, Old Style)",
            "8 марта 1917 г. (23 февраля ст. ст.)",
        ),
        (
            "1917-01-07",
            "7 January 1917 (25 December 1916, Old Style)",
            "7 января 1917 г. (25 декабря 1916 г. ст. ст.)",
        ),
        (
            "1917-03-08/1917-03-13",
            "8–13 March 1917 (23–28 February 1917, Old Style)",
            "8–13 марта 1917 г. (23–28 февраля 1917 г. ст. ст.)",
        ),
        ("1917-02", "February 1917 (Old Style)", "февраль 1917 г. (ст. ст.)"),
    ],
)
def test_old_style_is_said_as_the_source_wrote_it(edtf: str, english: str, russian: str) -> None:
    assert date_words(edtf, "en", calendar="julian").replace(NBSP, " ") == english
    assert date_words(edtf, "ru", calendar="julian").replace(NBSP, " ") == russian


def test_days_months_and_spans_are_said_for_headings() -> None:
    assert day_words(date(1917, 3, 8), "en") == "8 March 1917"
    assert day_words(date(1917, 3, 8), "ru", with_year=False) == "8 марта"
    assert month_words(3, "ru") == "март"
    assert span_words(date(1917, 3, 8), date(1918, 1, 1), "en") == "1917–1918"
    assert span_words(date(1917, 3, 8), date(1917, 5, 1), "ru") == f"1917{NBSP}г."
    assert span_words(None, None, "en") == ""


def test_a_language_without_a_table_is_said_in_english() -> None:
    assert date_words("1917-03-08", "fi") == "8 March 1917"
