"""Find in this document in Chromium: stepping, keys, the image, room, and what axe says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reader.browsing import identifier_of, open_document

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.archives import LiveArchive

NewPage = Callable[..., "Page"]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
CURRENT = "() => Array.from(document.querySelectorAll('mark.is-current'), (m) => m.textContent)"


def is_in_view(page: Page, selector: str) -> bool:
    found: bool = page.locator(selector).first.evaluate(
        "(e) => { const { top, bottom } = e.getBoundingClientRect();"
        " return top >= 0 && bottom <= innerHeight; }"
    )
    return found


def counter(page: Page) -> str:
    return page.inner_text(".find-count")


def test_hits_are_stepped_through_with_links_and_keys(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e05", "?q=барометр")
    assert counter(page).startswith("1 of ")
    total = int(counter(page).split()[-1])
    assert total > 1
    assert len(page.evaluate(CURRENT)) == 1
    page.click(".find-step[data-step='1']")
    assert counter(page) == f"2 of {total}"
    page.keyboard.press("Shift+H")
    assert counter(page) == f"1 of {total}"
    page.keyboard.press("Shift+H")
    assert counter(page) == f"{total} of {total}"
    assert is_in_view(page, "mark.is-current")
    page.keyboard.press("h")
    assert counter(page) == f"1 of {total}"


def test_a_slash_puts_the_cursor_into_the_box_and_enter_steps(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e05", "?q=барометр")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-q"
    page.keyboard.press("Enter")
    assert counter(page).startswith("2 of ")
    page.keyboard.press("Shift+Enter")
    assert counter(page).startswith("1 of ")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "q=" not in address)
    assert page.locator("mark.hit").count() == 0


def test_words_are_looked_for_from_the_head(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e05")
    page.keyboard.press("/")
    page.keyboard.type("portrait")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.is-current")
    assert page.evaluate(CURRENT) == ["portrait"]
    assert page.input_value("#find-q") == "portrait"


def test_the_page_of_the_address_is_shown_with_its_first_hit(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e05", "?q=барометр&page=7")
    page.wait_for_selector("mark.is-current")
    first = page.evaluate("document.querySelector('.find-steps').dataset.current")
    assert page.get_attribute("mark.is-current", "data-hit") == first
    assert is_in_view(page, "mark.is-current")


def test_marked_words_leave_the_canonical_string_as_it_was(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e05", "?q=the OR и")
    assert page.locator("mark.hit").count() > 10
    lengths = page.evaluate("""async () => {
      const { canonicalText } = await import('/static/rendering/canonical.js');
      return Array.from(document.querySelectorAll("article.text"),
        (a) => [[...canonicalText(a)].length, Number(a.dataset.length)]);
    }""")
    assert all(found == said for found, said in lengths)


def test_hits_are_drawn_on_the_image_where_lines_are_known(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "circular", "?q=керосин")
    page.wait_for_selector(".hit-line.is-current")
    assert page.locator(".hit-line").count() == 2
    assert page.get_attribute(".hit-sheet", "aria-hidden") == "true"
    before = page.locator(".hit-line.is-current").bounding_box()
    page.keyboard.press("h")
    after = page.locator(".hit-line.is-current").bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] > before["y"]


def test_on_a_phone_the_steps_stay_in_reach(new_page: NewPage, live_archive: LiveArchive) -> None:
    page = new_page(**PHONE)
    open_document(page, live_archive, "e05", "?q=барометр")
    page.tap(".find-step[data-step='1']")
    assert counter(page).startswith("2 of ")
    assert is_in_view(page, ".find-steps")
    assert is_in_view(page, "mark.is-current")


@pytest.mark.parametrize("query", ["?q=барометр", "?q=zeppelin", '?q="барометр&panes=en'])
def test_nothing_is_wider_than_a_narrow_screen(
    new_page: NewPage, live_archive: LiveArchive, query: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    open_document(page, live_archive, "e05", query)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_selection_is_followed_with_keys(page: Page, live_archive: LiveArchive) -> None:
    names = [identifier_of(live_archive, key) for key in ("e01", "e05", "circular")]
    open_document(page, live_archive, "e01", f"?list={','.join(names)}&q=барометр")
    assert page.inner_text(".trail-place") == "1 of 3 selected"
    page.keyboard.press(">")
    page.wait_for_url(lambda address: names[1] in address)
    assert page.inner_text(".trail-place") == "2 of 3 selected"
    assert page.input_value("#find-q") == "барометр"


AXE_STATES: dict[str, tuple[str, str, str]] = {
    "hits": ("e05", "?q=барометр&results=q%3Dбарометр&at=0", ""),
    "nothing": ("e05", '?q="zeppelin', ""),
    "elsewhere": ("e05", "?q=барометр&panes=en", ""),
    "lines": ("circular", "?q=керосин", ""),
    "box": ("e05", "", ".find-button"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", AXE_STATES)
def test_axe_finds_nothing(
    new_page: NewPage, live_archive: LiveArchive, axe: Callable[..., None], state: str, scheme: str
) -> None:
    key, query, click = AXE_STATES[state]
    page = new_page(color_scheme=scheme)
    open_document(page, live_archive, key, query)
    if click:
        page.click(click)
    axe(page)


@pytest.mark.parametrize("state", AXE_STATES)
def test_axe_finds_nothing_on_a_phone(
    new_page: NewPage, live_archive: LiveArchive, axe: Callable[..., None], state: str
) -> None:
    key, query, click = AXE_STATES[state]
    page = new_page(**PHONE)
    open_document(page, live_archive, key, query)
    if click:
        page.click(".tools-button")
        page.click(click)
    axe(page)
