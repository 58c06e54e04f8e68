"""Notes that others see: two readers in two browsers, layers, a visitor who is asked in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.annotations.browsing import (
    PANEL,
    NewPage,
    Readers,
    annotate,
    choose,
    form,
    open_list,
    painted,
    rows,
)
from tests.annotations.live_readers import PASSWORD

if TYPE_CHECKING:
    from tests.screen import Watch

GROUP = "Readers of diaries"


def test_two_readers_share_a_note_and_a_thread(new_page: NewPage, readers: Readers) -> None:
    anna, boris = new_page(), new_page()
    readers.open(anna, "anna", key="e03")
    words = first_words(anna)
    annotate(anna, words, "Does *this* fit?", group=GROUP)
    expect(anna.locator(f"{PANEL} article.note")).to_contain_text(f"Members of {GROUP}")

    readers.open(boris, "boris", key="e03")
    assert painted(boris, "note-others") == [words]
    open_list(boris)
    assert rows(boris) == ["Does this fit?"]
    expect(boris.locator(f"{PANEL} .note-row")).to_contain_text("Anna")
    boris.click(f"{PANEL} .note-row-words")
    expect(boris.locator(f"{PANEL} .note-body em")).to_have_text("this")
    boris.get_by_label("Your reply").fill("It does.")
    boris.get_by_role("button", name="Reply").click()
    expect(boris.locator(f"{PANEL} .note-reply")).to_contain_text("It does.")

    anna.reload()
    anna.wait_for_selector(f"{PANEL}[data-begun]", state="attached")
    open_list(anna)
    expect(anna.locator(f"{PANEL} .note-row")).to_contain_text("Replies: 1")
    anna.click(f"{PANEL} .note-row-words")
    expect(anna.locator(f"{PANEL} .note-reply")).to_contain_text("Boris")
    expect(anna.locator(f"{PANEL} .note-reply")).to_contain_text("It does.")


def test_a_note_of_somebody_else_can_be_reported(new_page: NewPage, readers: Readers) -> None:
    anna, boris = new_page(), new_page()
    readers.open(anna, "anna", key="l03")
    annotate(anna, first_words(anna), "Buy my boats", audience="Everyone")
    readers.open(boris, "boris", key="l03")
    open_list(boris)
    boris.click(f"{PANEL} .note-row-words")
    boris.locator(f"{PANEL} .note-acts").get_by_role("link", name="Report").click()
    boris.locator(f"{PANEL} textarea[name=complaint]").fill("This is an advertisement.")
    boris.get_by_role("button", name="Send the report").click()
    expect(boris.locator(".notes-said")).to_contain_text("Your report is with the staff.")
    expect(boris.locator(f"{PANEL} article.note, {PANEL} .note-writing").first).to_be_visible()
    expect(boris.locator(f"{PANEL} textarea[name=complaint]")).to_have_count(0)


def test_layers_are_switched_off_one_by_one_and_remembered(
    new_page: NewPage, readers: Readers
) -> None:
    anna, boris = new_page(), new_page()
    readers.open(anna, "anna", key="e05")
    words = first_words(anna)
    annotate(anna, words, "For the group", group=GROUP)
    annotate(anna, words[2:], "For all", audience="Everyone")
    readers.open(boris, "boris", key="e05")
    annotate(boris, words[4:], "For me")
    open_list(boris)
    assert sorted(rows(boris)) == ["For all", "For me", "For the group"]
    boris.click(f"{PANEL} .layers summary")
    for layer in ("My notes 1", "Everyone’s notes 1"):
        boris.get_by_role("checkbox", name=layer).uncheck()
    assert rows(boris) == ["For the group"]
    assert painted(boris, "note-own") == []
    assert painted(boris, "note-others") == [words]
    expect(boris.locator(f"{PANEL} .layers summary")).to_contain_text("Some notes are left out")
    assert "notes=group:" in boris.url
    readers.open(boris, "boris", key="e05")
    open_list(boris)
    assert rows(boris) == ["For the group"]
    boris.click(f"{PANEL} .layers summary")
    boris.get_by_role("checkbox", name=GROUP).uncheck()
    expect(boris.locator(PANEL)).to_contain_text("All notes on this document are left out")


def test_a_note_is_edited_and_deleted_with_a_way_back(page: Page, readers: Readers) -> None:
    readers.open(page, "anna", key="e07")
    annotate(page, first_words(page), "Befor")
    page.locator(f"{PANEL} .note-acts").get_by_role("link", name="Edit").click()
    page.locator(f"{PANEL} form").get_by_label("Note", exact=True).fill("Before")
    page.locator(f"{PANEL} form").get_by_label("Tags").fill("weather")
    page.locator(f"{PANEL} form").get_by_role("button", name="Save").click()
    expect(page.locator(f"{PANEL} article.note .note-body")).to_have_text("Before")
    page.locator(f"{PANEL} .note-acts").get_by_role("button", name="Delete").click()
    expect(page.locator(".notes-said")).to_contain_text("The note was deleted.")
    expect(page.locator(PANEL)).to_contain_text("There are no notes on this document yet")
    page.click(".notes-said [data-undo]")
    expect(page.locator(f"{PANEL} .note-row-words")).to_have_text("Before")
    expect(page.locator(f"{PANEL} .note-row-meta")).to_contain_text("#weather")


def test_a_visitor_who_writes_is_asked_in_place_and_finds_it_done(
    page: Page, readers: Readers, watch: Watch
) -> None:
    readers.open(page, key="e08")
    words = first_words(page)
    choose(page, words)
    page.click("selection-tools [data-do=note]")
    form(page).get_by_label("Note", exact=True).fill("From outside")
    form(page).get_by_role("button", name="Keep the note").click()
    prompt = page.locator(f"{PANEL} .notes-prompt")
    expect(prompt).to_contain_text("Log in or register to keep this note.")
    expect(prompt).to_be_focused()
    expect(form(page).get_by_label("Note", exact=True)).to_have_value("From outside")
    prompt.get_by_role("link", name="Log in").click()
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.locator("main")).to_contain_text("From outside")
    readers.open(page, key="e08")
    assert painted(page, "note-own") == [words]


def test_a_visitor_sees_what_is_shown_to_everyone_alone(
    new_page: NewPage, readers: Readers
) -> None:
    anna, visitor = new_page(), new_page()
    readers.open(anna, "anna", key="e09")
    words = first_words(anna)
    annotate(anna, words, "Shown", audience="Everyone")
    annotate(anna, words, "Mine alone")
    readers.open(visitor, key="e09")
    open_list(visitor)
    assert rows(visitor) == ["Shown"]


def first_words(page: Page) -> str:
    """Give some words of the first paragraph of the English text."""
    words: str = page.evaluate(
        """() => {
          const leaf = document.querySelector("#pane-en .paragraph");
          const own = Array.from(leaf.childNodes).find((n) => n.nodeType === 3 && n.length > 30);
          return own.data.trim().slice(0, 24).trim();
        }"""
    )
    return words
