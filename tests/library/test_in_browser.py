"""The library in browsers: saving, putting in order, working together; for axe, on a phone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.archives import ROOT, Archive, LiveArchive, environment, served
from tests.screen import Watch

NewPage = Callable[..., Page]


@dataclass(frozen=True)
class Library:
    """An archive with readers; `made` are the keys of their sessions and of what they keep."""

    live: LiveArchive
    made: dict[str, Any]

    def url(self, path: str) -> str:
        return self.live.url(path.format(**self.made, document=self.made["documents"][0]))

    def enter(self, page: Page, word: str = "owner") -> Page:
        """Let a page be looked at by one of the readers."""
        cookie = {"name": "sessionid", "value": self.made[word], "url": self.live.address}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        return page


@pytest.fixture(scope="module")
def library(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("library") / "home")
    made = subprocess.run(
        [sys.executable, "-m", "tests.library.seed"],
        env=environment(archive.home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    with served(archive) as live:
        yield Library(live, json.loads(made.stdout))


SCREENS = (
    "/library/",
    "/library/folders/new/",
    "/library/folders/new/?group=circle",
    "/library/folders/{folder}/",
    "/library/folders/{folder}/change/",
    "/library/folders/{folder}/move/",
    "/library/folders/{shared}/",
    "/library/save/?document={document}",
    "/library/bookmarks/",
    "/library/bookmarks/add/?document={document}",
    "/library/tags/",
    "/library/tags/add/?document={document}",
    "/library/tags/{tag}/",
    "/library/tags/{tag}/change/",
    "/library/searches/",
    "/library/searches/save/?search=q%3Dice",
    "/library/searches/{search}/",
    "/library/searches/{search}/change/",
    "/library/history/",
    "/library/documents/{document}/",
    "/groups/circle/folders/",
    "/groups/circle/tags/",
)


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light", "locale": "en-GB"},
        {"color_scheme": "dark", "locale": "ru-RU", "viewport": {"width": 390, "height": 844}},
    ],
    ids=["light", "dark phone, Russian"],
)
def test_axe_finds_nothing_on_any_screen(
    options: dict[str, Any], new_page: NewPage, library: Library, axe: Callable[..., None]
) -> None:
    page = library.enter(new_page(**options))
    for address in SCREENS:
        page.goto(library.url(address))
        for summary in page.locator(".row-acts > summary").all()[:2]:
            summary.click()
        axe(page)


def test_axe_finds_nothing_where_nothing_is_kept_yet(
    new_page: NewPage, library: Library, axe: Callable[..., None]
) -> None:
    page = library.enter(new_page(), "newcomer")
    for name in ("", "bookmarks/", "tags/", "searches/", "history/"):
        page.goto(library.url(f"/library/{name}"))
        expect(page.locator(".empty")).to_be_visible()
        axe(page)


def test_nothing_scrolls_sideways_at_320_pixels(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page(locale="ru-RU", viewport={"width": 320, "height": 640}))
    for address in SCREENS:
        page.goto(library.url(address))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def select_words(page: Page) -> str:
    """Select the first words of the first text that is shown."""
    words = page.evaluate(
        """() => {
          const leaf = document.querySelector("text-pane [data-leaf]");
          const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          const isBeside = () => node.parentElement.closest("[data-skip]") || !node.data.trim();
          while (isBeside()) node = walker.nextNode();
          const range = document.createRange();
          range.setStart(node, 0);
          range.setEnd(node, Math.min(12, node.length));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return range.toString().trim();
        }"""
    )
    return str(words)


def test_a_passage_is_saved_in_a_new_folder_without_leaving_the_document(
    page: Page, library: Library, axe: Callable[..., None]
) -> None:
    library.enter(page, "newcomer")
    page.goto(library.url("/documents/{document}/"))
    expect(page.locator("reader-panes[data-begun]")).to_be_attached()
    words = select_words(page)
    page.locator(".text-pane").first.get_by_role("link", name="Save").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Save to my library")).to_be_visible()
    expect(dialog.locator("blockquote")).to_have_text(words)
    axe(page)
    dialog.get_by_label("or in a new folder inside it").fill("Found today")
    dialog.get_by_label("Note").fill("To be *quoted*.")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("heading", name="Saved")).to_be_visible()
    expect(dialog.get_by_role("status")).to_contain_text("Found today")
    dialog.get_by_role("link", name="Back to the document").click()
    expect(dialog).to_have_count(0)
    page.goto(library.url("/library/"))
    page.get_by_role("link", name="Found today").click()
    expect(page.locator(".item-passage")).to_have_text(words)
    expect(page.locator(".readers-words em")).to_have_text("quoted")
    page.locator(".entry-title a").click()
    expect(page.get_by_role("link", name="Back to the folder")).to_be_visible()


def test_saving_without_scripts_is_a_page_of_its_own(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page(java_script_enabled=False), "newcomer")
    page.goto(library.url("/documents/{document}/"))
    page.locator(".text-pane").first.get_by_role("link", name="Save").click()
    page.get_by_label("or in a new folder inside it").fill("By hand")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    page.get_by_role("link", name="Open the folder").click()
    expect(page.get_by_role("heading", name="By hand")).to_be_visible()


def test_a_visitor_who_saves_is_asked_to_log_in_where_he_is(
    page: Page, library: Library, axe: Callable[..., None]
) -> None:
    page.goto(library.url("/documents/{document}/"))
    page.locator(".text-pane").first.get_by_role("link", name="Save").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In a new folder").fill("Mine")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("link", name="Log in")).to_be_visible()
    expect(dialog).to_contain_text("What you typed is kept")
    axe(page)


def change_of(page: Page, name: str) -> Locator:
    """Give what opens the acts of a folder in a list."""
    return page.locator(".row-line", has_text=name).locator("summary")


def own_list(page: Page) -> Locator:
    return page.get_by_role("region", name="My folders")


def test_folders_are_put_in_order_by_keyboard(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page())
    page.goto(library.url("/library/"))
    names = own_list(page).locator(".order-form > sortable-list > ol > li > .row-line .row-name")
    assert names.all_inner_texts() == ["Winters", "Summers", "Springs"]
    summary = change_of(page, "Springs")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_response(lambda r: r.request.method == "POST"):
        page.keyboard.press("Enter")
    assert names.all_inner_texts() == ["Winters", "Springs", "Summers"]
    expect(page.get_by_text("Moved to place 2 of 3")).to_have_attribute("role", "status")
    expect(page.locator(":focus")).to_have_text("Up")
    page.reload()
    assert names.all_inner_texts() == ["Winters", "Springs", "Summers"]
    with page.expect_response(lambda r: r.request.method == "POST"):
        change_of(page, "Springs").click()
        page.locator("details[open]").get_by_role("button", name="Down").click()


def test_things_saved_are_put_in_order_by_dragging(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page())
    page.goto(library.url("/library/folders/{folder}/"))
    titles = page.locator(".saved-items .entry-title")
    before = titles.all_inner_texts()
    assert len(before) == 4
    grip = page.locator(".saved-items .grip").first.bounding_box()
    last = page.locator(".saved-items > li").last.bounding_box()
    assert grip and last
    with page.expect_response(lambda r: r.request.method == "POST") as sent:
        page.mouse.move(grip["x"] + 5, grip["y"] + 5)
        page.mouse.down()
        page.mouse.move(grip["x"] + 5, last["y"] + 5, steps=8)
        page.mouse.move(grip["x"] + 5, last["y"] + last["height"] - 3, steps=4)
        page.mouse.up()
    assert sent.value.status == 204
    after = [*before[1:], before[0]]
    assert titles.all_inner_texts() == after
    page.reload()
    assert titles.all_inner_texts() == after


def test_order_is_changed_without_scripts(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page(java_script_enabled=False))
    page.goto(library.url("/library/bookmarks/"))
    titles = page.locator(".saved-items .entry-title")
    first, second, third = titles.all_inner_texts()
    page.locator("summary").nth(2).click()
    page.locator("details[open]").get_by_role("button", name="Up").click()
    assert titles.all_inner_texts() == [first, third, second]


def test_what_is_deleted_comes_back(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page())
    page.goto(library.url("/library/"))
    change_of(page, "Summers").click()
    page.locator("details[open]").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("“Summers” was deleted.")).to_be_visible()
    expect(page.get_by_role("link", name="Summers")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Summers")).to_be_visible()


def test_two_who_change_a_folder_of_their_group_lose_nothing(
    new_page: NewPage, library: Library, watch: Watch
) -> None:
    watch.expect("status of 409")
    first, second = library.enter(new_page()), library.enter(new_page(), "member")
    for page in (first, second):
        page.goto(library.url("/library/folders/{shared}/"))
        page.get_by_role("link", name="Rename and describe").click()
        expect(page.get_by_role("dialog")).to_be_visible()
    first.get_by_role("dialog").get_by_label("Description").fill("For Thursday.")
    first.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(first.locator(".readers-words").first).to_have_text("For Thursday.")
    dialog = second.get_by_role("dialog")
    dialog.get_by_label("Description").fill("For Friday.")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else changed this")
    expect(dialog.get_by_role("alert")).to_contain_text("For Thursday.")
    expect(dialog.get_by_label("Description")).to_have_value("For Friday.")
    dialog.get_by_label("Description").fill("For Thursday and Friday.")
    dialog.get_by_role("button", name="Save").click()
    expect(second.locator(".readers-words").first).to_have_text("For Thursday and Friday.")


def test_tags_and_bookmarks_are_kept_in_the_details_of_a_document(
    new_page: NewPage, library: Library, axe: Callable[..., None]
) -> None:
    page = library.enter(new_page(), "member")
    page.goto(library.url("/documents/{document}/"))
    page.get_by_role("button", name="Details").click()
    panel = page.locator(".library-panel")
    expect(panel.get_by_role("link", name="to discuss")).to_be_visible()
    panel.get_by_label("Tag", exact=True).fill("my word")
    panel.get_by_role("button", name="Add the tag").click()
    expect(panel.get_by_role("link", name="my word")).to_be_visible()
    axe(page)
    panel.get_by_role("button", name="Take the tag “my word” away").click()
    expect(panel.get_by_role("link", name="my word")).to_have_count(0)
    panel.get_by_role("link", name="Bookmark this page").click()
    dialog = page.get_by_role("dialog", name="Put a bookmark here")
    dialog.get_by_label("Name").fill("Where I stopped")
    dialog.get_by_role("button", name="Put the bookmark").click()
    expect(page.get_by_role("heading", name="The bookmark is in its place")).to_be_visible()
    page.get_by_role("link", name="Back to the document").click()
    expect(panel.get_by_role("link", name="Where I stopped")).to_be_visible()


def test_a_search_is_saved_from_its_page(new_page: NewPage, library: Library) -> None:
    page = library.enter(new_page(), "member")
    page.goto(library.url("/search/?q=winter&language=ru"))
    page.get_by_role("link", name="Save this search").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_have_value("winter")
    dialog.get_by_label("Mail me what is new").select_option("daily")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_text("The search is saved")).to_be_visible()
    page.goto(library.url("/library/searches/"))
    expect(page.get_by_role("link", name="winter", exact=True)).to_be_visible()
    expect(page.get_by_text("Nothing new")).to_be_visible()


def test_a_document_that_is_stayed_on_is_noted_for_who_wants_it(
    new_page: NewPage, library: Library
) -> None:
    page = library.enter(new_page())
    read = library.made["documents"][5]
    with page.expect_response("**/library/history/note/", timeout=15_000) as noted:
        page.goto(library.url(f"/documents/{read}/"))
    assert noted.value.status == 204
    page.goto(library.url("/library/history/"))
    expect(page.locator(f".entry-title a[href*='{read}']")).to_be_visible()
