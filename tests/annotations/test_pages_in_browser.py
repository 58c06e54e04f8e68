"""The pages of notes without scripts: written, shown to a group, answered, deleted and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.annotations.browsing import DOCUMENT, NewPage, Readers
from tests.reader.browsing import identifier_of

LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "locale": "ru"},
    "laptop in the dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}


def written(page: Page, readers: Readers) -> None:
    """Write a note on a whole document, for the group, and come to its page."""
    document = identifier_of(readers.live, DOCUMENT)
    page.goto(readers.live.url(f"/documents/{document}/notes/new/"))
    page.fill("#note-body", "Compare *this*.\n\n> A quotation")
    page.fill("#note-tags", "weather, ice")
    page.check("input[name=colour][value=blue]")
    page.check("input[name=audience][value=groups]")
    page.check("input[name=group]")
    page.click(".form-actions .button-primary")
    page.wait_for_url("**/notes/*/")


def test_a_note_lives_without_scripts(new_page: NewPage, readers: Readers) -> None:
    anna, boris = (new_page(java_script_enabled=False) for _ in range(2))
    readers.log_in(anna, "anna")
    readers.log_in(boris, "boris")
    written(anna, readers)
    boris.goto(anna.url)
    expect(boris.get_by_text("Who sees it: Members of Readers of diaries")).to_be_visible()
    boris.fill("textarea[name=body]", "So I did.")
    boris.get_by_role("button", name="Reply").click()
    expect(boris.get_by_text("So I did.")).to_be_visible()
    anna.reload()
    anna.locator(".note > .note-acts").get_by_role("button", name="Delete").click()
    expect(anna.get_by_text("was deleted. It can be brought back")).to_be_visible()
    boris.reload()
    expect(boris.get_by_text("This note was deleted.")).to_be_visible()
    expect(boris.get_by_text("So I did.")).to_be_visible()
    anna.get_by_role("button", name="Undo").click()
    boris.reload()
    expect(boris.get_by_text("A quotation")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_page_of_notes(
    look: str, new_page: NewPage, readers: Readers, axe: Callable[..., None]
) -> None:
    page = new_page(**LOOKS[look])
    readers.log_in(page, "anna")
    written(page, readers)
    document, note = identifier_of(readers.live, DOCUMENT), page.url
    address = readers.live.url
    for shown in (
        note,
        f"{note}edit/",
        f"{note}move/?words=the",
        address(f"/documents/{document}/notes/"),
        address(f"/documents/{document}/notes/?tag=nothing"),
        address(f"/documents/{document}/notes/new/"),
        address("/library/annotations/"),
        address("/library/annotations/?shelf=orphans"),
        address(f"/groups/{readers.facts['group']}/notes/"),
    ):
        page.goto(shown)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), shown
    readers.log_in(page, "boris")
    page.goto(f"{note}report/")
    axe(page)
