"""The screens in a browser: in two languages, at every width, by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.archives import LiveArchive
from tests.screen import Watch

NewPage = Callable[..., Page]

SCREENS = (
    "/",
    "/browse/",
    "/browse/collections/",
    "/browse/volumes/",
    "/browse/archives/",
    "/browse/people/",
    "/browse/dates/",
    "/browse/dates/1917/",
    "/browse/dates/1917/3/",
    "/browse/dates/uncertain/",
    "/browse/dates/undated/",
    "/about/",
)
LINKED = {
    "collection": ("/browse/collections/", "main a[href^='/browse/collections/']"),
    "volume": ("/browse/volumes/", "main a[href^='/volumes/']"),
    "repository": ("/browse/archives/", "main a[href^='/archives/']"),
    "person": ("/browse/people/", "main a[href^='/people/']"),
}


def address_of(page: Page, live: LiveArchive, name: str) -> str:
    listing, link = LINKED[name]
    page.goto(live.url(listing))
    return str(page.locator(link).first.get_attribute("href"))


def every_screen(page: Page, live: LiveArchive) -> list[str]:
    found = {name: address_of(page, live, name) for name in LINKED}
    page.goto(live.url(found["repository"]))
    unit = str(page.locator("main .unit-tree a").first.get_attribute("href"))
    volume = found["volume"]
    views = [f"{volume}?view=calendar", f"{volume}?view=people"]
    return [*SCREENS, *found.values(), unit, *views]


def width_needed(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light", "locale": "en-GB"},
        {"color_scheme": "dark", "locale": "ru-RU"},
        {"color_scheme": "light", "locale": "ru-RU", "viewport": {"width": 360, "height": 700}},
    ],
    ids=["light", "dark, Russian", "phone, Russian"],
)
def test_axe_finds_nothing_on_any_screen(
    options: dict[str, Any],
    new_page: NewPage,
    live_archive: LiveArchive,
    axe: Callable[..., None],
) -> None:
    page = new_page(**options)
    for address in every_screen(page, live_archive):
        page.goto(live_archive.url(address))
        axe(page)


@pytest.mark.parametrize("locale", ["en-GB", "ru-RU"])
def test_nothing_scrolls_sideways_at_320_pixels(
    locale: str, new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(locale=locale, viewport={"width": 320, "height": 640})
    for address in every_screen(page, live_archive):
        page.goto(live_archive.url(address))
        assert width_needed(page) <= 320, address


def test_every_screen_says_its_language_and_its_title(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(locale="ru-RU")
    titles = []
    for address in every_screen(page, live_archive):
        page.goto(live_archive.url(address))
        assert page.locator("html").get_attribute("lang") == "ru"
        assert page.locator("h1").count() == 1, address
        titles.append(page.title())
    assert all(titles)


def test_everything_can_be_reached_without_scripts(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page.goto(live_archive.url("/"))
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Archives", exact=True).click()
    page.locator("main a[href^='/archives/']").first.click()
    expect(page.get_by_role("heading", name="Holdings")).to_be_visible()
    assert page.locator("theme-switch select").count() == 0


def test_the_language_is_switched_and_stays(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url("/browse/dates/"))
    page.get_by_role("button", name="Русский").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Даты")
    assert page.url == live_archive.url("/browse/dates/")
    page.get_by_role("link", name="Тома", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Тома")


def test_a_dark_page_stays_dark_on_the_next_page_from_its_first_paint(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(color_scheme="light")
    page.goto(live_archive.url("/"))
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_label("Theme").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark != light
    page.goto(live_archive.url("/browse/"), wait_until="commit")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.context.cookies() == []


def test_the_first_press_of_tab_offers_to_skip_to_the_content(
    page: Page, live_archive: LiveArchive
) -> None:
    page.goto(live_archive.url("/browse/"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(viewport={"width": 360, "height": 700})
    page.goto(live_archive.url("/"))
    menu = page.get_by_role("button", name="Menu")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Volumes")
    expect(link).to_be_hidden()
    menu.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_archives_hierarchy_unfolds_by_keyboard(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url(address_of(page, live_archive, "repository")))
    closed = page.locator("main details:not([open]) > summary").first
    closed.press("Enter")
    expect(page.locator("main details[open] details[open] > ul").first).to_be_visible()


def test_what_is_pressed_on_a_phone_is_large_enough(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    for address in ("/", "/browse/dates/1917/", "/browse/people/"):
        page.goto(live_archive.url(address))
        small = page.locator(".button:visible, .select:visible, .alphabet a").evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
        )
        assert small == [], address


def test_a_page_that_is_not_there_helps(
    page: Page, live_archive: LiveArchive, axe: Callable[..., None], watch: Watch
) -> None:
    watch.expect(r"404 \(Not Found\)")
    page.goto(live_archive.url("/nothing/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("nothing at this address"))
    axe(page)


def test_a_first_visit_costs_little(new_page: NewPage, live_archive: LiveArchive) -> None:
    page = new_page(locale="ru-RU")
    sizes: dict[str, int] = {}

    def note(response: Any) -> None:
        if "/iiif/" not in response.url:
            length = response.headers.get("content-length")
            sizes[response.url] = int(length) if length else len(response.body())

    page.on("response", note)
    page.goto(live_archive.url("/"), wait_until="networkidle")
    fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
    assert fonts <= 200_000
    assert sum(sizes.values()) <= 250_000
