"""Documents of the sample that browser tests open, by what is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.archives import LiveArchive

OFFSETS = """
() => Array.from(document.querySelectorAll('.text-pane'), (pane) => {
  const marks = pane.querySelectorAll('.page-break[data-key]');
  const height = pane.querySelector('text-pane').getBoundingClientRect().top;
  return Object.fromEntries(Array.from(marks, (mark) =>
    [mark.dataset.key, mark.getBoundingClientRect().top - height]));
})
"""
"""Where each text's page breaks stand, by page, counted from the top of its pane."""


def identifier_of(live: LiveArchive, key: str) -> str:
    """Give the identifier of a document of the sample by its key in the package."""
    with closing(sqlite3.connect(live.archive.database)) as database:
        found = database.execute(
            "SELECT identifier FROM documents_document WHERE key IN (?, ?)",
            (key, f"volume/{key}"),
        ).fetchone()
    assert found, f'The sample has no document "{key}".'
    return str(found[0])


def open_document(page: Page, live: LiveArchive, key: str, query: str = "") -> None:
    """Open a document and wait until the reader has begun."""
    page.goto(live.url(f"/documents/{identifier_of(live, key)}/{query}"))
    page.wait_for_selector("reader-panes[data-begun]")
    page.evaluate("document.fonts.ready")
