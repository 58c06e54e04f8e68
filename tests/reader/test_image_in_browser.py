"""The pane of page images in Chromium: every tool does what it says, by mouse, keyboard, touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reader.browsing import open_document

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.archives import LiveArchive

NewPage = Callable[..., "Page"]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
VIEW = """() => {
  const { viewport } = document.querySelector('page-viewer').viewer;
  return [viewport.getZoom(false), viewport.getRotation()];
}"""
FILTER = "() => document.querySelector('page-viewer').viewer.canvas.style.filter"


def open_image(page: Page, live: LiveArchive, key: str = "e05") -> None:
    open_document(page, live, key)
    if page.is_visible(".pane-tab[data-pane=image]"):
        page.tap(".pane-tab[data-pane=image]")
    page.wait_for_selector("page-viewer[data-painted]:not([data-painted=''])")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["laptop", "phone"])
def test_every_tool_does_what_it_says(
    new_page: NewPage, live_archive: LiveArchive, options: dict[str, object]
) -> None:
    page = new_page(**options)
    press = page.tap if options else page.click
    open_image(page, live_archive)
    whole, _ = page.evaluate(VIEW)
    press("[data-act=in]")
    assert page.evaluate(VIEW)[0] > whole
    press("[data-act=fit]")
    assert page.evaluate(VIEW)[0] == pytest.approx(whole, rel=0.01)
    press("[popovertarget=image-options]")
    press("[data-act=rotate]")
    assert page.evaluate(VIEW)[1] == 90
    page.fill("[data-filter=brightness]", "60")
    assert "brightness(60%)" in page.evaluate(FILTER)
    press("[data-act=plain]")
    assert page.evaluate(VIEW)[1] == 0
    assert "brightness(100%)" in page.evaluate(FILTER)
    press("[data-act=strip]")
    page.keyboard.press("Escape")
    press(".strip-page >> nth=1")
    assert page.evaluate("document.querySelector('page-viewer').key") == "7"


def test_the_image_on_show_can_be_taken_away(page: Page, live_archive: LiveArchive) -> None:
    open_image(page, live_archive)
    page.click("[popovertarget=image-options]")
    with page.expect_download() as download:
        page.click(".download")
    assert download.value.suggested_filename.endswith("-6.jpg")


def test_the_image_tools_work_from_the_keyboard(page: Page, live_archive: LiveArchive) -> None:
    open_image(page, live_archive)
    page.focus("[popovertarget=image-options]")
    page.keyboard.press("Enter")
    page.focus("[data-act=rotate]")
    page.keyboard.press("Enter")
    assert page.evaluate(VIEW)[1] == 90
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "image-options"


def test_a_menu_of_the_image_stands_whole_on_a_phone(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(**PHONE)
    open_image(page, live_archive)
    page.tap("[popovertarget=image-options]")
    box = page.locator("#image-options").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 740
