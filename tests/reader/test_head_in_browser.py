"""The reader's head and page labels in Chromium: what stands on which line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reader.browsing import identifier_of, open_document

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.archives import LiveArchive

LONG = "The Representative of the Society for the Lighting of Northern Coasts to the Pilotage"


def test_a_long_title_has_the_width_of_the_page(page: Page, live_archive: LiveArchive) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_document(page, live_archive, "e05")
    page.evaluate("(title) => { document.querySelector('h1').textContent = title; }", LONG)
    title = page.locator("h1").bounding_box()
    assert title is not None
    assert title["width"] > 1200
    assert title["height"] < 45


def test_breadcrumb_and_tools_stand_on_one_line_each(page: Page, live_archive: LiveArchive) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    open_document(page, live_archive, "l07")
    for selector in (".crumbs > li", ".tools > .tool-group"):
        middles = page.eval_on_selector_all(
            selector,
            "(all) => all.map((e) => e.getBoundingClientRect())"
            ".map((r) => Math.round(r.top + r.height / 2))",
        )
        assert max(middles) - min(middles) <= 2


@pytest.mark.parametrize("width", [360, 1440])
def test_the_label_of_a_page_that_begins_with_a_heading_stands_above_it(
    page: Page, live_archive: LiveArchive, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_document(page, live_archive, "e05")
    label, words = page.evaluate("""() => {
      const mark = document.querySelector('#pane-en .page-break.leading');
      const range = document.createRange();
      range.selectNodeContents(mark.parentElement.lastChild);
      return [mark.getBoundingClientRect().bottom, range.getBoundingClientRect().top];
    }""")
    assert label <= words + 1


def test_the_open_list_keeps_its_way_to_close(page: Page, live_archive: LiveArchive) -> None:
    page.set_viewport_size({"width": 1440, "height": 400})
    page.goto(live_archive.url(f"/documents/{identifier_of(live_archive, 'e33')}/"))
    page.click(".contents-button")
    page.locator("#contents").evaluate("(drawer) => drawer.scrollTo(0, 10000)")
    box = page.locator("#contents .drawer-close").bounding_box()
    assert box is not None
    assert box["y"] >= 0


def test_a_print_names_the_volume_the_address_and_the_day(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e05")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.is_visible(".document-head .breadcrumb")
    assert "/ark:/" in page.inner_text(".document-foot")
    assert "20" in page.inner_text(".printed")


def test_the_number_of_a_hebrew_paragraph_stands_in_the_margin_of_the_text(
    page: Page, live_archive: LiveArchive
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_document(page, live_archive, "e17")
    starts = page.eval_on_selector_all(
        "#pane-ru .paragraph-number", "(all) => all.map((e) => e.getBoundingClientRect().left)"
    )
    assert len(starts) > 3
    assert max(starts) - min(starts) < 1
