"""A table that a spreadsheet opens computes nothing."""

from __future__ import annotations

import csv
import io

import pytest

from muniment.core.tables import csv_bytes, safe_cell


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+7 999", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n =HYPERLINK(1)", "＝1"],
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Letter", "f. 1 = 2", "«Мир»", "1917-03-08"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_a_table_is_read_again_as_it_was_written() -> None:
    written = csv_bytes(("name", "note"), [("Письмо", 'two\nlines, and "quotes"')])
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows == [["name", "note"], ["Письмо", 'two\nlines, and "quotes"']]
