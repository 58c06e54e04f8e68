"""The search page in a browser: typing, narrowing, opening, going back; also without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.archives import LiveArchive

NewPage = Callable[..., Page]

NAME = "Chashchukhin"
PHRASE = "Mixed Commission"
SCREENS = (
    "/search/",
    f"/search/?q={NAME}",
    f"/search/?q={NAME}&language=ru&from=1917&sort=oldest",
    "/search/?q=title:(unclosed",
    "/search/?q=nosuchwordatall",
    "/search/?more=person",
    "/search/advanced/?q=title:letter",
    "/search/advanced/?view=rows&q=title:letter",
    "/search/help/",
)


def found(page: Page) -> int:
    """Read how many documents were found."""
    said = re.match(r"\d+", page.locator("#search-count").inner_text())
    return int(said[0]) if said else 0


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light", "locale": "en-GB"},
        {"color_scheme": "dark", "locale": "ru-RU"},
        {"color_scheme": "light", "locale": "ru-RU", "viewport": {"width": 390, "height": 844}},
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
    for address in SCREENS:
        page.goto(live_archive.url(address))
        axe(page)


def test_nothing_scrolls_sideways_at_320_pixels(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(locale="ru-RU", viewport={"width": 320, "height": 640})
    for address in (*SCREENS, "/search/#search-filters"):
        page.goto(live_archive.url(address))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_a_choice_acts_at_once_and_back_undoes_it(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url("/search/"))
    everything = found(page)
    loads: list[str] = []
    page.on("request", lambda r: loads.append(r.url) if r.is_navigation_request() else None)
    box = page.locator("#facet-type input").first
    value = box.get_attribute("value")
    box.check()
    expect(page.locator(".chip")).to_have_count(1)
    assert found(page) < everything
    assert f"type={value}".replace(" ", "+") in page.url
    expect(page.locator("#search-status")).to_contain_text(str(found(page)))
    expect(page.locator("#facet-type input").first).to_be_focused()
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert found(page) == everything
    expect(page.locator("#facet-type input").first).not_to_be_checked()
    assert loads == []


def test_reloading_keeps_everything(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url(f"/search/?q={NAME}&sort=oldest&from=1917&to=1917"))
    before = page.locator(".results").inner_text()
    page.reload()
    assert page.locator(".results").inner_text() == before
    expect(page.get_by_label("Search the archive")).to_have_value(NAME)
    expect(page.get_by_label("Order")).to_have_value("oldest")
    expect(page.locator("#years-from")).to_have_value("1917")


def test_everything_works_without_scripts(new_page: NewPage, live_archive: LiveArchive) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(live_archive.url("/"))
    page.locator("#welcome-query").fill(NAME)
    page.locator("#welcome-query").press("Enter")
    everything = found(page)
    page.locator("#facet-language input").first.check()
    page.get_by_role("button", name="Apply").click()
    assert 0 < found(page) <= everything
    page.locator(".chip").first.click()
    assert found(page) == everything
    page.locator(".hit-label a").first.click()
    expect(page).to_have_url(re.compile(r"/documents/\w+/\?.*q=Chashchukhin"))


def test_a_name_in_cyrillic_letters_can_be_typed_on_the_screen(
    page: Page, live_archive: LiveArchive
) -> None:
    page.goto(live_archive.url("/search/"))
    page.get_by_role("button", name="Cyrillic keyboard").click()
    keyboard = page.get_by_role("group", name="Cyrillic keyboard")
    keyboard.get_by_role("button", name="Capitals").click()
    for letter in "Чащухин":
        keyboard.get_by_role("button", name=letter, exact=True).click()
    keyboard.get_by_role("button", name="ѣ", exact=True).click()
    keyboard.get_by_role("button", name="Delete").click()
    expect(page.get_by_label("Search the archive")).to_have_value("Чащухин")
    page.locator(".search-button").click()
    expect(page.locator("mark").first).to_be_visible()


def test_a_person_is_suggested_and_opens(
    page: Page, live_archive: LiveArchive, axe: Callable[..., None]
) -> None:
    page.goto(live_archive.url("/search/"))
    box = page.get_by_role("combobox", name="Search the archive")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("Chash")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    person = options.filter(has_text="Person").first
    expect(person).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    axe(page)
    wanted = person.get_attribute("id")
    for _ in range(options.count()):
        box.press("ArrowDown")
        if box.get_attribute("aria-activedescendant") == wanted:
            break
    expect(person).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    axe(page)
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/[\w-]+/$"))


def test_a_phrase_is_suggested_and_searched_for(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url("/search/"))
    everything = found(page)
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially(PHRASE[:5])
    page.get_by_role("option", name=f"{PHRASE} Phrase").click()
    expect(page.get_by_label("Search the archive")).to_have_value(f'"{PHRASE}"')
    expect(page.locator("mark").first).to_be_visible()
    assert 3 <= found(page) < everything


def test_with_nothing_chosen_what_is_typed_is_searched(
    page: Page, live_archive: LiveArchive
) -> None:
    page.goto(live_archive.url("/search/"))
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially(NAME)
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options.first).to_be_visible()
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value(NAME)
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"[?]q={NAME}$"))
    expect(page.get_by_label("Search the archive")).to_have_value(NAME)


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_the_slash_leads_to_the_box_unless_single_keys_are_off(
    page: Page, live_archive: LiveArchive, address: str
) -> None:
    page.goto(live_archive.url(address))
    box = page.locator("main [type=search]")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.press("/")
    expect(box).to_have_value("/")
    page.evaluate("localStorage.setItem('muniment.keys', 'off')")
    page.reload()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()


def test_it_is_said_that_results_are_being_fetched(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url("/search/"))
    held: list[Route] = []
    page.route("**/search/?*", lambda route: held.append(route))
    results = page.get_by_role("region", name="documents")
    place = "section => [section.offsetTop, section.offsetHeight]"
    before = results.evaluate(place)
    page.locator("#facet-type input").first.check()
    expect(results).to_have_attribute("aria-busy", "true")
    expect(page.locator("#search-status")).to_have_text("Searching…")
    assert results.evaluate(place) == before
    held[0].continue_()
    expect(page.locator(".chip")).to_have_count(1)
    expect(results).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#search-status")).to_contain_text(str(found(page)))


def test_selected_results_are_opened_in_turn(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url("/search/"))
    boxes = page.locator(".result-select input")
    chosen = [boxes.nth(n).get_attribute("value") for n in (0, 2)]
    for number in (0, 2):
        boxes.nth(number).check()
    page.get_by_role("button", name="Open the selected").click()
    expect(page).to_have_url(
        re.compile(rf"/documents/{chosen[0]}/\?.*list={chosen[0]},{chosen[1]}")
    )


def test_filters_open_over_the_results_on_a_phone(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(live_archive.url("/search/"))
    expect(page.locator("#facet-type")).to_be_hidden()
    page.get_by_role("link", name="Narrow the results").click()
    expect(page.locator("#facet-type")).to_be_visible()
    page.get_by_role("link", name="Back to the results").click()
    expect(page.locator("#facet-type")).to_be_hidden()


def test_a_slider_moves_by_months_where_there_are_few_years(
    page: Page, live_archive: LiveArchive
) -> None:
    page.goto(live_archive.url("/search/"))
    slider = page.locator(".year-range [type=range]").first
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator("#years-from")).to_have_value("1917-02")
    expect(page.locator(".chip")).to_contain_text("February 1917")
    page.locator(".chip").click()
    expect(page.locator("#years-from")).to_have_value("")


def test_a_row_offers_the_values_of_the_field_that_is_chosen(
    page: Page, live_archive: LiveArchive
) -> None:
    page.goto(live_archive.url("/search/advanced/?view=rows"))
    row = page.locator(".advanced-row").first
    words = row.locator("[name=words]")
    assert words.get_attribute("list") is None
    row.locator("[name=field]").select_option("lang")
    expect(words).to_have_attribute("list", "values-lang")
    row.locator("[name=field]").select_option("title")
    assert words.get_attribute("list") is None
