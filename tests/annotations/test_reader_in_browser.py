"""Notes in the reader's texts: written by mouse, by keys and by touch, painted, listed, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, Route, expect

from tests.annotations.browsing import (
    PANEL,
    NewPage,
    Readers,
    annotate,
    choose,
    form,
    open_list,
    painted,
    point,
    rows,
    write,
)

if TYPE_CHECKING:
    from tests.screen import Watch

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "has_touch": True}


# Writing -----------------------------------------------------------------------------------------


def test_a_phrase_is_annotated_by_keyboard_alone(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    page.focus('#pane-en .paragraph-number[data-n="2"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Paragraph 2")).to_be_visible()
    for _ in range(len("I set it down in order. ")):
        page.keyboard.press("ArrowRight")
    for _ in range(len("At seven in the morning")):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.type("nothing can be typed")
    expect(page.locator(".paragraph-dialog-chosen")).to_have_text("“At seven in the morning”")
    page.keyboard.press("Tab")
    expect(page.locator(".paragraph-dialog [data-do=note]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("An early start")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[type=submit]:not([name])')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} article.note")).to_contain_text("An early start")
    assert "At seven in the morning" in painted(page, "note-own")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator('#pane-en .paragraph-number[data-n="2"]')).to_be_focused()


def test_words_are_annotated_by_mouse_across_paragraphs_a_note_call_and_a_page_break(
    page: Page, readers: Readers
) -> None:
    readers.open(page, "anna", "?panes=en")
    left, _, start = point(page, "was waving his cap")
    _, right, end = point(page, "each man who found the one")
    page.mouse.move(left + 1, start)
    page.mouse.down()
    page.mouse.move(right - 1, end, steps=8)
    page.mouse.up()
    page.click("selection-tools [data-do=note]")
    write(page, "Over a page")
    parts = painted(page, "note-chosen")
    assert parts[0] == "was waving his cap."
    assert parts[-1].startswith("For about a minute")
    assert parts[-1].endswith("each man who found the one")
    breaks = page.locator("#pane-en p", has_text="each man who found the one").locator(
        ".page-break"
    )
    expect(breaks).to_have_count(1)
    choose(page, "Lord. He had two wives", "We sailed home")
    page.click("selection-tools [data-do=note]")
    write(page, "Over the call of a note")
    assert painted(page, "note-chosen") == ["Lord. He had two wives.’ We sailed home"]


def test_a_selection_by_keys_leads_into_its_tools_and_back(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    page.focus("#pane-en text-pane")
    choose(page, "The bucket")
    page.keyboard.press("Tab")
    expect(page.locator("selection-tools [data-do=note]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Highlight: yellow").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("selection-tools")).to_be_hidden()
    expect(page.locator("#pane-en text-pane")).to_be_focused()


def test_a_highlight_is_made_with_one_press_and_taken_back(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    choose(page, "covered in kelp")
    page.click("selection-tools [data-colour=green]")
    expect(page.locator(".notes-said")).to_contain_text("Highlighted. Only you see it.")
    assert painted(page, "note-green") == ["covered in kelp"]
    assert "covered in kelp" not in painted(page, "note-own")  # no words, no line
    page.click(".notes-said [data-undo]")
    expect(page.locator(".notes-said")).to_contain_text("The note was deleted.")
    assert painted(page, "note-green") == []
    page.keyboard.press("z")
    expect(page.locator(".notes-said")).to_contain_text("The note is back.")
    assert painted(page, "note-green") == ["covered in kelp"]


def test_the_tools_lead_to_what_else_can_be_done_with_the_words(
    page: Page, readers: Readers
) -> None:
    readers.open(page, "anna")
    choose(page, "two fathoms")
    for what in ("save", "discuss"):
        href = page.get_attribute(f"selection-tools [data-do={what}]", "href") or ""
        assert "exact=two+fathoms" in href
        assert "text=e34-en" in href
    page.click("selection-tools [data-do=save]")
    dialog = page.get_by_role("dialog", name="Save to my library")
    expect(dialog).to_contain_text("two fathoms")
    page.keyboard.press("Escape")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(page, "two fathoms")
    page.click("selection-tools [data-do=link]")
    expect(page.locator(".notes-said")).to_contain_text("The link was copied.")
    assert "?passage=e34-en," in page.evaluate("navigator.clipboard.readText()")


def test_what_was_begun_is_kept_while_other_words_are_chosen(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    choose(page, "red flag was going up")
    page.click("selection-tools [data-do=note]")
    form(page).get_by_label("Note", exact=True).fill("Half a thou")
    page.keyboard.press("Escape")
    choose(page, "over the other launch")
    page.click("selection-tools [data-do=note]")
    expect(form(page)).to_have_count(1)
    expect(form(page).get_by_label("Note", exact=True)).to_have_value("Half a thou")
    expect(page.locator(f"{PANEL} [data-view=form]")).to_contain_text("over the other launch")


# Looking -----------------------------------------------------------------------------------------


def test_where_notes_overlap_they_are_listed(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    annotate(page, "visibility to the edge", "Elsewhere")
    annotate(page, "sat down on the thwart, rubbed", "He sits")
    annotate(page, "down on the thwart", "On what?")
    page.click(f"{PANEL} [data-act=close]")
    left, right, middle = point(page, "the thwart")
    page.mouse.click((left + right) / 2, middle)
    expect(page.locator(f"{PANEL} .notes-some")).to_be_visible()
    assert rows(page) == ["He sits", "On what?"]
    page.click(f"{PANEL} .notes-some [data-act=all]")
    assert "Elsewhere" in rows(page)


def test_a_press_on_painted_words_opens_their_note(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    annotate(page, "the surveyor of 1832", "Which?")
    page.click(f"{PANEL} [data-act=close]")
    left, right, middle = point(page, "of 1832")
    page.mouse.click((left + right) / 2, middle)
    expect(page.locator(f"{PANEL} article.note")).to_contain_text("Which?")
    assert painted(page, "note-chosen") == ["the surveyor of 1832"]


def test_each_paragraph_says_how_many_notes_it_has(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    annotate(page, "There are two of them", "One")
    annotate(page, "The schooners ran on both", "Two")
    page.click(f"{PANEL} [data-act=close]")
    mark = page.locator("#pane-en p", has_text="There are two of them").get_by_role("button")
    expect(mark).to_have_accessible_name("Notes on this paragraph: 2")
    mark.press("Enter")
    assert rows(page) == ["One", "Two"]
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#pane-en article'))")
    text = page.evaluate("getSelection().toString()")
    assert "Notes on this paragraph" not in text


def test_keys_go_from_note_to_note_and_the_text_follows(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    annotate(page, "Barometer 30.30", "First of all")
    annotate(page, "half are dead", "Far below")
    page.click(f"{PANEL} [data-act=close]")
    page.keyboard.press("m")
    expect(page.locator("#notes-title")).to_be_focused()
    listed = rows(page)
    page.keyboard.press("n")
    expect(page.locator(f"{PANEL} article.note")).to_contain_text(listed[0])
    page.keyboard.press("N")
    expect(page.locator(f"{PANEL} article.note")).to_contain_text(listed[-1])
    page.keyboard.press("m")
    expect(page.locator(PANEL)).to_be_hidden()
    page.keyboard.press("n")  # with the panel closed: the notes of the edition
    assert page.evaluate("document.activeElement.matches('a.call')")


def test_a_link_to_a_note_opens_it(page: Page, readers: Readers) -> None:
    readers.open(page, "anna")
    annotate(page, "the rest have no post", "No post!")
    note = page.get_attribute(f"{PANEL} article.note", "data-note")
    readers.open(page, "", f"#note-{note}")
    expect(page.locator(f"{PANEL} article.note")).to_contain_text("No post!")
    left, _, _ = point(page, "the rest have no post")
    assert left > 0
    assert painted(page, "note-chosen") == ["the rest have no post"]


# When the text is not what the archive sent ------------------------------------------------------


def test_a_text_that_an_extension_has_changed_takes_no_notes_and_says_so(
    page: Page, readers: Readers
) -> None:
    def change(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace("the shot.</p>", "the shot!</p>")
        route.fulfill(response=answer, body=body)

    page.route("**/documents/*/", change)
    readers.open(page, "anna")
    page.click(".notes-button")
    expect(page.locator(PANEL)).to_contain_text("has changed this text")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#pane-en .paragraph'))")
    page.wait_for_timeout(500)
    expect(page.locator("selection-tools")).to_be_hidden()
    choose(page, "Барометр", pane="ru")  # the other text is as it was


# Phones, looks, axe ------------------------------------------------------------------------------


def test_on_a_phone_tools_and_notes_are_sheets_that_leave_the_words_in_sight(
    new_page: NewPage, readers: Readers, axe: Callable[..., None]
) -> None:
    page = new_page(**PHONE)
    readers.open(page, "anna")
    choose(page, "I shouted")
    tools = page.locator("selection-tools")
    expect(tools).to_have_class("selection-tools is-sheet")
    box = tools.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == 780
    axe(page)
    page.tap("selection-tools [data-do=note]")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    sheet = page.locator(PANEL).bounding_box()
    assert sheet is not None
    _, _, middle = point(page, "I shouted")
    assert 0 < middle < sheet["y"]
    axe(page)
    write(page, "From a phone")
    page.tap(f"{PANEL} [data-act=close]")
    page.tap(".tools-button")
    page.tap(".notes-button")
    expect(page.locator("#tools")).to_be_hidden()
    assert "From a phone" in rows(page)
    page.keyboard.press("Escape")
    expect(page.locator(".tools-button")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_finds_nothing_in_any_state_of_the_panel(
    new_page: NewPage, readers: Readers, axe: Callable[..., None]
) -> None:
    for options in ({"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 700}}):
        page = new_page(**options)
        readers.open(page, "anna", key="e02")
        page.keyboard.press("m")
        expect(page.locator(PANEL)).to_be_visible()
        axe(page)  # none
        page.click(f"{PANEL} [data-act=document]")
        write(page, "On all of it")
        axe(page)  # one
        page.click(f"{PANEL} [data-view=one] [data-act=back]")
        page.click(f"{PANEL} .layers summary")
        axe(page)  # the list and its filters
        page.click(f"{PANEL} [data-act=close]")
        number = page.locator(".text-pane[data-active] .paragraph-number, .paragraph-number").first
        number.focus()
        page.keyboard.press("Enter")
        axe(page)  # the dialog of a paragraph
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_without_the_highlight_api_the_list_still_serves(
    page: Page, readers: Readers, watch: Watch
) -> None:
    page.add_init_script(
        "delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})"
    )
    readers.open(page, "anna")
    annotate(page, "in the same second", "No paint")
    open_list(page)
    assert "No paint" in rows(page)
