"""Texts that come in, and are corrected, as packages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.documents.models import Text
from muniment.ingest.report import Report
from muniment.ingest.services import import_packages

HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>A letter</title></titleStmt></fileDesc></teiHeader><text xml:lang="en"><body>
<div type="letter" xml:id="l1">"""
FOOTER = "</div></body></text></TEI>"
SETTINGS = '[package]\nidentifier = "letters"\ntitle = "Letters"\n'

Bring = Callable[..., Report]


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """Give the archive a folder of its own."""
    settings.MUNIMENT_HOME = tmp_path / "home"
    settings.MUNIMENT_HOME.mkdir()
    return tmp_path / "home"


@pytest.fixture
def letters(db: None, home: Path, tmp_path: Path) -> Path:
    """Give a package without letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "package.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


@pytest.fixture
def bring(letters: Path) -> Bring:
    """Import a letter, or its correction, from the TEI of its paragraphs or of the whole."""

    def bring(*paragraphs: str, with_ids: bool = False, dry_run: bool = False) -> Report:
        body = "".join(
            words if words.startswith("<") else _paragraph(number, words, with_ids=with_ids)
            for number, words in enumerate(paragraphs, start=1)
        )
        (letters / "letter.xml").write_text(HEADER + body + FOOTER, encoding="utf-8")
        report = import_packages([letters], dry_run=dry_run)
        assert not report.exit_status, report.problems
        return report

    return bring


def _paragraph(number: int, words: str, *, with_ids: bool) -> str:
    """Write a paragraph; with "name: " before its words that is its id, else its number."""
    name, _, rest = words.partition(": ")
    has_name = bool(rest) and name.isidentifier()
    own = name if has_name else f"p{number}"
    attribute = f' xml:id="{own}"' if with_ids else ""
    return f"<p{attribute}>{rest if has_name else words}</p>"


def the_text() -> Text:
    """Give the letter's text as it is now."""
    return Text.objects.select_related("current", "document").get()
