"""The report of an import is readable by people."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from muniment.cli.report import print_report

ZEROES = dict.fromkeys(
    "documents texts surfaces images units people errors warnings "
    "created updated unchanged left_out".split(),
    0,
)


def printed(report: dict[str, Any], *, verb: str = "import") -> str:
    target = io.StringIO()
    print_report(report, verb=verb, console=Console(file=target, soft_wrap=True, highlight=False))
    return target.getvalue()


def problem(level: str, **facts: Any) -> dict[str, Any]:
    filled = {"file": "a.xml", "line": 3, "code": "x", "message": "Not so.", "cure": "Do so."}
    return {"level": level, **filled, **facts}


def test_a_problem_says_file_line_what_and_what_to_do() -> None:
    said = printed({"summary": {**ZEROES, "errors": 1}, "problems": [problem("error")]})
    assert "error  a.xml:3  Not so. Do so.\n" in said


def test_a_problem_of_no_line_names_the_file_alone() -> None:
    said = printed({"summary": ZEROES, "problems": [problem("warning", line=0)]})
    assert "warning  a.xml  Not so." in said


def test_errors_stand_before_everything_else() -> None:
    problems = [problem("warning", message="Small."), problem("error", message="Large.")]
    said = printed({"summary": ZEROES, "problems": problems})
    assert said.index("Large.") < said.index("Small.")


def test_many_notices_are_counted_and_errors_are_all_printed() -> None:
    problems = [problem("warning")] * 30 + [problem("error")] * 30
    said = printed({"summary": ZEROES, "problems": problems})
    assert said.count("error  a.xml") == 30
    assert "… and 10 more notices; --json lists them all." in said


def test_square_brackets_in_a_message_are_not_taken_for_colours() -> None:
    said = printed({"summary": ZEROES, "problems": [problem("error", message="[bold] is here.")]})
    assert "[bold] is here." in said


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("import", "Nothing has changed."), ("check", "2,000 documents, 3 people")],
)
def test_the_counts_are_told_in_words(verb: str, expected: str) -> None:
    summary = {**ZEROES, "documents": 2000, "people": 3}
    assert expected in printed({"summary": summary, "problems": []}, verb=verb)


def test_one_of_a_kind_is_told_in_the_singular() -> None:
    summary = {**ZEROES, "documents": 1, "people": 1, "texts": 2, "warnings": 1}
    said = printed({"summary": summary, "problems": []}, verb="check")
    assert said == "1 document, 2 texts, 1 person\n1 warning\n"


def test_a_rehearsal_does_not_claim_to_have_done_anything() -> None:
    said = printed(
        {"summary": {**ZEROES, "documents": 1, "created": 1}, "problems": []}, verb="rehearse"
    )
    assert "An import would have done: 1 created. Nothing was written." in said


def test_where_nothing_could_be_read_the_error_stands_alone() -> None:
    said = printed({"summary": {**ZEROES, "errors": 1}, "problems": [problem("error")]})
    assert said == "error  a.xml:3  Not so. Do so.\n"
