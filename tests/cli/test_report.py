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
    report = {"passages": [], **report}
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


def passages(title: str, **counts: int) -> dict[str, Any]:
    zeroes = dict.fromkeys(("unchanged", "edited", "gone", "returned"), 0)
    return {"identifier": "m1", "title": title, "text": "en", "language": "en", **zeroes, **counts}


def test_what_a_correction_would_do_to_readers_passages_is_said_text_by_text() -> None:
    entries = [passages("1 May", unchanged=212, edited=9, gone=2), passages("[2 May]", returned=1)]
    report = {"summary": {**ZEROES, "documents": 2}, "problems": [], "passages": entries}
    said = printed(report, verb="rehearse")
    assert said.endswith(
        "Passages that readers have chosen in texts that would be corrected:\n"
        "  1 May (en): 212 unchanged, 9 edited, 2 no longer in the text.\n"
        "  [2 May] (en): 1 found again.\n"
        "  In all: 212 unchanged, 9 edited, 2 no longer in the text, 1 found again.\n"
    )
    assert "texts that were corrected:" in printed(report)


def test_of_many_corrected_texts_those_that_lose_passages_are_named() -> None:
    entries = [passages(f"Entry {n}", unchanged=1) for n in range(30)]
    entries.append(passages("The worst", gone=3))
    said = printed({"summary": {**ZEROES, "documents": 31}, "problems": [], "passages": entries})
    assert "  The worst (en): 3 no longer in the text.\n" in said
    assert "… and 11 more texts; --json lists them all." in said
    assert "In all: 30 unchanged, 3 no longer in the text." in said
