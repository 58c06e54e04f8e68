"""Notes whose words a correction has taken out of the text: kept, shown apart, put elsewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.annotations.browsing import PANEL, Readers, annotate, choose, open_list, painted, rows


def lose(readers: Readers, words: str) -> None:
    """Leave a passage without a place in its text, as a correction does."""
    with closing(sqlite3.connect(readers.live.archive.database)) as database, database:
        lost = database.execute(
            "UPDATE passages_anchor SET status = 'orphan', start = 0, end = 0 WHERE passage_id IN"
            " (SELECT id FROM passages_passage WHERE exact = ?)",
            (words,),
        )
        assert lost.rowcount


def test_a_note_that_has_lost_its_words_is_put_on_others(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    annotate(page, "forty Lot got up in the bows", "A dog")
    annotate(page, "hoists a red flag", "Stays")
    lose(readers, "forty Lot got up in the bows")
    readers.open(page, "anna")
    open_list(page)
    assert rows(page) == ["Stays"]
    lost = page.get_by_role("region", name="Notes whose passage is no longer in the text")
    expect(lost.locator(".note-row-words")).to_have_text("A dog")
    assert painted(page, "note-own") == ["hoists a red flag"]

    lost.get_by_role("button", name="Choose other words").click()
    expect(page.locator(".notes-said")).to_contain_text("Choose the words that the note is about")
    choose(page, "barked at the water")
    page.locator("selection-tools").get_by_role("button", name="Put the note here").click()
    expect(page.locator(".notes-said")).to_contain_text("The note stands at its new words.")
    expect(page.locator(f"{PANEL} article.note")).to_contain_text("A dog")
    assert sorted(painted(page, "note-own")) == ["barked at the water", "hoists a red flag"]
    open_list(page)
    expect(lost).to_be_hidden()
    assert sorted(rows(page)) == ["A dog", "Stays"]


def test_the_search_for_other_words_can_be_left(page: Page, readers: Readers) -> None:
    readers.open(page, "anna", key="e03")
    words = page.evaluate(
        "document.querySelector('#pane-en .paragraph').textContent.trim().slice(0, 12).trim()"
    )
    annotate(page, words, "Lost")
    lose(readers, words)
    readers.open(page, "anna", key="e03")
    open_list(page)
    page.get_by_role("button", name="Choose other words").click()
    page.get_by_role("button", name="Leave it").click()
    choose(page, words)
    expect(page.locator("selection-tools [data-do=again]")).to_be_hidden()
