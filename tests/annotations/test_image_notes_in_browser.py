"""Notes on page images: boxes by mouse and by keyboard, that follow the image as it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.annotations.browsing import PANEL, Readers, form, open_list, rows, write

MIDDLE = """
(element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}
"""


def show_image(page: Page, readers: Readers, key: str) -> None:
    readers.open(page, "anna", "?panes=image,en", key=key)
    page.wait_for_selector("page-viewer[data-painted]")
    expect(page.locator(".image-notes-button")).to_be_visible()


def draw(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a box between two points, given as parts of the image's window."""
    page.click(".image-notes-button")
    page.get_by_role("button", name="Draw a box on the image").click()
    sheet = page.locator(".note-sheet").bounding_box()
    assert sheet is not None
    left, top, width, height = (sheet[name] for name in ("x", "y", "width", "height"))
    at = [(left + x * width, top + y * height) for x, y in (start, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=4)
    page.mouse.up()
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()


def box_of(page: Page) -> list[int]:
    """Give the box that the form sends."""
    return [int(part) for part in form(page).locator("[name=box]").input_value().split(",")]


def test_a_box_is_drawn_annotated_and_opened_again(
    page: Page, readers: Readers, axe: Callable[..., None]
) -> None:
    show_image(page, readers, "e34")
    draw(page, (0.4, 0.3), (0.6, 0.4))
    x, y, width, height = box_of(page)
    assert 0 < x < 3360
    assert 0 < y < 4620
    assert width > 50
    assert height > 50
    write(page, "A word is struck out")
    box = page.locator(".note-box")
    expect(box).to_have_accessible_name("Note: Anna: A word is struck out")
    page.click(f"{PANEL} [data-act=close]")
    axe(page)
    left, top = box.evaluate(MIDDLE)
    page.mouse.click(left, top)
    expect(page.locator(f"{PANEL} article.note")).to_contain_text("A word is struck out")
    page.click(f"{PANEL} [data-act=close]")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} article.note")).to_contain_text("A word is struck out")


def test_boxes_follow_zoom_and_rotation(page: Page, readers: Readers) -> None:
    show_image(page, readers, "l11")
    draw(page, (0.45, 0.2), (0.55, 0.25))
    box = box_of(page)
    write(page, "Here")
    page.click(f"{PANEL} [data-act=close]")
    is_there = """
    ([x, y, width, height]) => {
      const { viewer } = document.querySelector("page-viewer");
      const item = viewer.world.getItemAt(0);
      const point = viewer.viewport.getCenter();
      point.x = x + width / 2;
      point.y = y + height / 2;
      const place = item.imageToViewerElementCoordinates(point);
      const edge = viewer.element.getBoundingClientRect();
      const box = document.querySelector(".note-box").getBoundingClientRect();
      const { zoomSpring, degreesSpring } = viewer.viewport;
      const rests = (spring) => spring.current.value === spring.target.value;
      return rests(zoomSpring) && rests(degreesSpring)
        && Math.abs(edge.x + place.x - box.x - box.width / 2) < 4
        && Math.abs(edge.y + place.y - box.y - box.height / 2) < 4;
    }
    """
    for act in ("", "[data-act=in]", "[data-act=rotate]", "[data-act=rotate]"):
        if act == "[data-act=rotate]":
            page.get_by_role("button", name="More").click()
        if act:
            page.locator(f"page-viewer {act}").click()
            page.keyboard.press("Escape")
        page.wait_for_function(is_there, arg=box)
    assert (
        page.evaluate("document.querySelector('page-viewer').viewer.viewport.getRotation()") == 180
    )


def test_without_a_pointer_a_note_is_put_on_what_the_image_shows(
    page: Page, readers: Readers
) -> None:
    show_image(page, readers, "e01")
    whole: Any = page.evaluate("document.querySelector('.page-figure').dataset")
    page.locator("page-viewer [data-act=in]").press("Enter")
    page.locator("page-viewer [data-act=in]").press("Enter")
    page.wait_for_timeout(700)
    page.locator(".image-notes-button").press("Enter")
    page.get_by_role("button", name="Note on what the image shows now").press("Enter")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    _, _, width, height = box_of(page)
    assert 0 < width <= int(whole["width"])
    assert 0 < height < int(whole["height"])
    write(page, "The upper half")
    expect(page.locator(".note-box")).to_be_attached()


def test_a_note_on_another_page_brings_its_image(page: Page, readers: Readers) -> None:
    show_image(page, readers, "e34")
    last = page.evaluate("document.querySelector('reader-panes').keys.at(-1)[0]")
    page.evaluate("(key) => document.querySelector('reader-panes').goPage(key)", last)
    page.wait_for_selector(f'page-viewer[data-painted="{last}"]')
    draw(page, (0.4, 0.3), (0.6, 0.4))
    write(page, "On the last page")
    first = page.evaluate("document.querySelector('reader-panes').keys[0][0]")
    page.evaluate("(key) => document.querySelector('reader-panes').goPage(key)", first)
    page.wait_for_selector(f'page-viewer[data-painted="{first}"]')
    open_list(page)
    assert "On the last page" in rows(page)
    row = page.locator(f"{PANEL} .note-row", has_text="On the last page")
    expect(row).to_contain_text("part of the image")
    row.get_by_role("button", name="Show on the image").click()
    page.wait_for_selector(f'page-viewer[data-painted="{last}"]')
    expect(page.locator(".note-box[data-chosen]")).to_be_visible()


def test_pages_and_documents_are_annotated_as_a_whole(page: Page, readers: Readers) -> None:
    readers.open(page, "anna", key="e12")
    page.keyboard.press("m")
    page.click(f"{PANEL} [data-act=page]")
    write(page, "The whole page")
    page.click(f"{PANEL} [data-view=one] [data-act=back]")
    page.click(f"{PANEL} [data-act=document]")
    write(page, "The whole document")
    open_list(page)
    assert set(rows(page)) == {"The whole page", "The whole document"}
