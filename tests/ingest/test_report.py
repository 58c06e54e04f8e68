"""What --json prints: a contract that outside checks read."""

from __future__ import annotations

import json
from pathlib import Path

from muniment.ingest.report import DocumentEntry, PassagesEntry, Report, Summary, TextEntry
from muniment.sources.model import Level, Problem
from tests.ingest.conftest import Bring
from tests.ingest.packages import document, entry, text, tree_with_note

SUMMARY_KEYS = (
    *("documents", "texts", "surfaces", "images", "units", "people", "errors", "warnings"),
    *("created", "updated", "unchanged", "left_out"),
)
PROBLEM = Problem(Level.ERROR, "a.xml", 3, "bad", "It is bad.", "Mend it.", "d1")


def test_the_json_has_exactly_the_keys_that_are_promised() -> None:
    text_entry = TextEntry("TRANSCRIPTION", "it", 3, 2, 1)
    one = DocumentEntry("a.xml", "d1", "m1", "A", "1616-07-09", (text_entry,), 10, 9, 1)
    passages = PassagesEntry("m1", "A", "it", "it", unchanged=3, edited=2, gone=1, returned=0)
    printed = Report(Summary(documents=1), (one,), (PROBLEM,), (passages,)).as_json()
    assert tuple(printed) == ("summary", "documents", "problems", "passages")
    assert tuple(printed["summary"]) == SUMMARY_KEYS
    assert printed["documents"] == [
        {
            "source": "a.xml",
            "xml_id": "d1",
            "identifier": "m1",
            "url": "/documents/m1/",
            "title": "A",
            "date": "1616-07-09",
            "texts": [
                {
                    "kind": "TRANSCRIPTION",
                    "language": "it",
                    "blocks": 3,
                    "page_breaks": 2,
                    "notes": 1,
                }
            ],
            "source_characters": 10,
            "shown_characters": 9,
            "listed_characters": 1,
        }
    ]
    assert printed["problems"] == [
        {
            "level": "error",
            "file": "a.xml",
            "line": 3,
            "code": "bad",
            "message": "It is bad.",
            "cure": "Mend it.",
        }
    ]
    assert printed["passages"] == [
        {
            "url": "/documents/m1/",
            "identifier": "m1",
            "title": "A",
            "text": "it",
            "language": "it",
            "unchanged": 3,
            "edited": 2,
            "gone": 1,
            "returned": 0,
        }
    ]


def test_the_exit_status_is_1_if_anything_is_wrong_or_left_out() -> None:
    assert Report(Summary(warnings=3), (), ()).exit_status == 0
    assert Report(Summary(errors=1), (), ()).exit_status == 1
    assert Report(Summary(left_out=1), (), ()).exit_status == 1


def test_the_report_of_an_import_can_be_printed_as_json(bring: Bring) -> None:
    report = bring(lambda: [document("d1", text(tree_with_note("Vera came", "My sister.")))])
    printed = json.loads(json.dumps(report.as_json()))
    (one,) = printed["documents"]
    assert one["url"] == f"/documents/{one['identifier']}/"
    assert one["date"] == "1917-03-08"
    assert one["texts"] == [
        {"kind": "TRANSCRIPTION", "language": "en", "blocks": 2, "page_breaks": 1, "notes": 1}
    ]
    assert printed["summary"]["people"] == 2


def test_characters_that_are_neither_shown_nor_listed_are_reported(bring: Bring) -> None:
    lossy = entry("d1", "It snowed.")
    lossy.source_characters += 7
    report = bring(lambda: [lossy])
    assert [p.code for p in report.problems if p.level == Level.WARNING] == ["characters-differ"]


def test_choices_that_were_made_for_the_editor_are_said(bring: Bring, tmp_path: Path) -> None:
    report = bring(lambda: [entry("d1", "It snowed.")], choices=("Each div is a document.",))
    assert ("choice", "Each div is a document.") in {(p.code, p.message) for p in report.problems}
