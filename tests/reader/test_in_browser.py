"""The reader as Chromium shows it: panes, sync, images, notes, keys, room, and what axe says."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from muniment.core.text.model import tree_from_row
from muniment.rendering.text import RenderContext, render_text
from tests.reader.browsing import OFFSETS, identifier_of, open_document

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.archives import Archive, LiveArchive


LINE_PX = 28  # of the document's type
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
CANONICAL = Path(__file__).parents[2] / "muniment/rendering/static/rendering/canonical.js"
NewPage = Callable[..., "Page"]


def visible_panes(page: Page) -> list[str]:
    shown: list[str] = page.evaluate(
        "() => Array.from(document.querySelectorAll('.pane'))"
        ".filter((p) => p.offsetParent).map((p) => p.dataset.pane)"
    )
    return shown


# Panes and their moving together -----------------------------------------------------------------


def test_three_panes_are_filled(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e01")
    assert visible_panes(page) == ["image", "ru", "en"]
    page.wait_for_selector("page-viewer[data-painted]")
    for pane in page.query_selector_all(".pane"):
        box = pane.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 500
    assert "Barometer" in page.inner_text("#pane-en")


def test_image_tiles_are_painted(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e01")
    page.wait_for_selector("page-viewer[data-painted]")
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector('.viewer-stage canvas');
          const { width, height } = canvas;
          const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4 * 997) seen.add(`${data[i]},${data[i + 1]}`);
          return seen.size;
        }"""
    )
    assert colours > 20


@pytest.mark.parametrize("key", ["e01", "e34", "l11"])
def test_panes_agree_on_the_page_to_within_a_line(
    new_page: NewPage, live_archive: LiveArchive, key: str
) -> None:
    page = new_page(viewport={"width": 1400, "height": 560})
    open_document(page, live_archive, key)
    for step in (150, 300, 450):
        page.hover("#pane-ru text-pane")
        page.mouse.wheel(0, step)
        page.wait_for_timeout(400)
        russian, english = page.evaluate(OFFSETS)
        height = page.evaluate("document.querySelector('text-pane').clientHeight")
        for name, offset in russian.items():
            if abs(offset - height * 0.2) < 60 and name in english:
                assert abs(english[name] - offset) <= 60 + LINE_PX
    for name in page.evaluate("document.querySelector('reader-panes').keys.map(([key]) => key)"):
        page.evaluate("(name) => document.querySelector('reader-panes').goPage(name)", name)
        page.wait_for_timeout(100)
        russian, english = page.evaluate(OFFSETS)
        assert abs(russian[name] - english[name]) <= LINE_PX


def test_the_image_follows_the_text(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e34")
    page.wait_for_selector("page-viewer[data-painted]")
    second = page.evaluate("document.querySelector('reader-panes').keys[1][0]")
    page.click("#pane-ru .step[data-step='1']")
    page.wait_for_selector(f'page-viewer[data-painted="{second}"]')
    for counter in page.query_selector_all(".counter"):
        assert "2 of 3" in counter.inner_text()
    page.wait_for_url(f"**page={second}")


def test_switched_off_panes_move_alone(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e34")
    page.click(".sync-button")
    assert page.get_attribute(".sync-button", "aria-pressed") == "false"
    page.hover("#pane-ru text-pane")
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(400)
    assert page.evaluate("document.querySelector('#pane-ru text-pane').scrollTop") > 300
    assert page.evaluate("document.querySelector('#pane-en text-pane').scrollTop") == 0


def test_a_page_in_the_address_is_opened(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e34")
    last = page.evaluate("document.querySelector('reader-panes').keys.at(-1)[0]")
    open_document(page, live_archive, "e34", f"?page={last}")
    assert "3 of 3" in page.inner_text("#pane-en .counter")
    assert page.evaluate("document.querySelector('#pane-en text-pane').scrollTop") > 0


def test_chosen_panes_are_remembered_for_the_next_document(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e01")
    page.click('.switch[data-pane="image"]')
    page.wait_for_selector("reader-panes[data-begun]")
    assert visible_panes(page) == ["ru", "en"]
    open_document(page, live_archive, "e02")
    assert visible_panes(page) == ["ru", "en"]
    assert {c["name"] for c in page.context.cookies()} == {"panes"}


# The text in the page ----------------------------------------------------------------------------


def test_what_is_copied_has_no_page_labels_numbers_or_calls(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e01", "?panes=ru")
    copied = page.evaluate(
        """() => {
          const selection = getSelection();
          selection.selectAllChildren(document.querySelector('.text-body'));
          return selection.toString();
        }"""
    )
    assert "гидрографическому" in copied.replace("\n", " ")
    assert "Page" not in copied
    assert not any(line.strip().isdigit() for line in copied.splitlines())


def test_the_page_holds_the_text_as_the_archive_sent_it(
    page: Page, live_archive: LiveArchive
) -> None:
    with closing(sqlite3.connect(live_archive.archive.database)) as database:
        rows = database.execute(
            "SELECT identifier FROM documents_document WHERE is_withdrawn = 0 AND scope_id IN"
            " (SELECT scope_id FROM access_scopetoken WHERE token = 'open')"
        ).fetchall()
    assert len(rows) > 40
    page.goto(live_archive.url(f"/documents/{identifier_of(live_archive, 'e01')}/"))
    changed = page.evaluate(
        """async (names) => {
          const { isUnchanged } = await import('/static/rendering/canonical.js');
          const changed = [];
          let count = 0;
          for (const name of names) {
            const answer = await fetch(`/documents/${name}/`);
            const html = await answer.text();
            const parsed = new DOMParser().parseFromString(html, 'text/html');
            for (const article of parsed.querySelectorAll('article.text')) {
              count += 1;
              if (!(await isUnchanged(article))) changed.push(`${name} ${article.dataset.text}`);
            }
          }
          return [count, changed];
        }""",
        [row[0] for row in rows],
    )
    assert changed[0] > 60
    assert changed[1] == []


def test_texts_of_the_corpora_come_back_from_the_page(
    new_page: NewPage, in_corpora: Archive
) -> None:
    from muniment.documents.models import TextVersion

    page = new_page()
    page.goto("about:blank")
    page.evaluate(
        CANONICAL.read_text("utf-8").replace("export ", "") + "\nwindow.read = canonicalText; null;"
    )
    ids = list(TextVersion.objects.filter(text__current__isnull=False).values_list("pk", flat=True))
    chosen = ids[:: max(1, len(ids) // 60)]
    assert len(chosen) >= 50
    for version in TextVersion.objects.filter(pk__in=chosen):
        rendered = render_text(
            tree_from_row(orjson.loads(bytes(version.tree))), context=RenderContext("t")
        )
        words = page.evaluate(
            """(html) => {
              const parsed = new DOMParser().parseFromString(html, 'text/html');
              return window.read(parsed.body);
            }""",
            f"<article>{rendered.body_html}{rendered.notes_html}</article>",
        )
        assert hashlib.sha256(words.encode()).hexdigest() == version.sha256, version.pk


def test_texts_say_their_language_and_direction(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e01")
    assert page.get_attribute("#pane-ru article", "lang") == "ru"
    assert page.get_attribute("#pane-en article", "dir") == "ltr"
    assert page.query_selector('#pane-ru .text-body [lang="de"]') is not None


# Notes, people, drawers --------------------------------------------------------------------------


def test_a_note_opens_beside_its_call_and_gives_the_focus_back(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e01")
    page.focus("#pane-en a.call")
    page.keyboard.press("Enter")
    page.wait_for_selector(".beside:popover-open")
    assert "Fedos" in page.inner_text(".beside")
    assert page.evaluate("document.activeElement.className") == "beside"
    page.keyboard.press("Escape")
    assert page.query_selector(".beside:popover-open") is None
    assert page.evaluate("document.activeElement.matches('#pane-en a.call')")


def test_a_name_opens_a_card_with_a_way_to_the_person(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e01")
    page.click("#pane-en a.name[data-person]")
    page.wait_for_selector(".beside:popover-open .person-card")
    href = page.get_attribute(".beside .person-card a", "href")
    assert href is not None
    assert page.goto(live_archive.url(href)).status == 200  # type: ignore[union-attr]


def test_a_note_at_the_end_leads_back_to_its_call(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e01")
    page.click("#pane-en a.note-label")
    assert page.evaluate("document.activeElement.matches('#pane-en a.call')")


def test_voices_are_put_away_at_once_and_in_the_address(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e01")
    page.click(".options-button")
    page.uncheck('input[value="note"]')
    assert not page.is_visible("#pane-en a.call[data-voice='NOTE']")
    assert "voices=author" in page.url
    page.reload()
    page.wait_for_selector("reader-panes[data-begun]")
    assert not page.is_visible("#pane-en a.call[data-voice='NOTE']")


def test_the_list_opens_at_the_current_entry(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e34")
    page.click(".contents-button")
    assert page.is_visible("#contents [aria-current=page]")
    page.keyboard.press("Escape")
    assert not page.is_visible("#contents")
    assert page.evaluate("document.activeElement.matches('.contents-button')")


# Keys --------------------------------------------------------------------------------------------


def test_keys_lead_through_panes_pages_notes_and_documents(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e34")
    page.keyboard.press("3")
    assert page.evaluate("document.activeElement.closest('.pane').dataset.pane") == "en"
    page.keyboard.press("]")
    page.wait_for_selector("#pane-en .counter:has-text('2 of 3')")
    page.keyboard.press("t")
    assert page.is_visible("#contents")
    page.keyboard.press("Escape")
    following = page.get_attribute("a.neighbour[rel=next]", "href")
    page.keyboard.press(">")
    page.wait_for_url(f"**{following}*")


def test_single_keys_can_be_switched_off_and_stay_off(
    page: Page, live_archive: LiveArchive
) -> None:
    open_document(page, live_archive, "e34")
    page.keyboard.press("?")
    page.uncheck(".keys-switch")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("reader-panes[data-begun]")
    page.keyboard.press("t")
    assert not page.is_visible("#contents")


# Room --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["e01", "l07", "l11", "winds", "circular", "preface"])
@pytest.mark.parametrize("width", [320, 360, 1000, 1100])
def test_nothing_scrolls_sideways(
    new_page: NewPage, live_archive: LiveArchive, key: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 640})
    open_document(page, live_archive, key)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_the_text_at_once_and_the_panes_as_tabs(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(**PHONE)
    open_document(page, live_archive, "e01")
    assert visible_panes(page) == ["en"]
    page.click('.pane-tab[data-pane="image"]')
    assert visible_panes(page) == ["image"]
    page.wait_for_selector("page-viewer[data-painted]")
    page.click('.pane-tab[data-pane="ru"]')
    assert visible_panes(page) == ["ru"]
    page.click(".tools-button")
    assert page.is_visible(".neighbours a")


def test_a_middling_window_shows_two_of_three_panes(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(viewport={"width": 1100, "height": 800})
    open_document(page, live_archive, "e01")
    assert visible_panes(page) == ["ru", "en"]
    page.click('.pane-tab[data-pane="image"]')
    assert len(visible_panes(page)) == 2
    assert "image" in visible_panes(page)


def test_print_shows_the_text_and_not_the_tools(page: Page, live_archive: LiveArchive) -> None:
    open_document(page, live_archive, "e01")
    page.emulate_media(media="print")
    assert not page.is_visible(".tools")
    assert not page.is_visible("page-viewer")
    assert page.is_visible("#pane-en .endnotes")
    assert page.is_visible(".document-foot")


# Without scripts, with a strict policy -----------------------------------------------------------


def test_everything_that_is_reading_works_without_scripts(
    new_page: NewPage, live_archive: LiveArchive
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(live_archive.url(f"/documents/{identifier_of(live_archive, 'e01')}/"))
    assert page.is_visible(".page-figure img")
    assert page.is_visible("#pane-en .text-body")
    assert not page.is_visible(".sync-button")
    page.click(".contents-button")
    assert page.is_visible("#contents [aria-current=page]")
    page.keyboard.press("Escape")
    page.click('.switch[data-pane="image"]')
    assert page.query_selector(".image-pane") is None


def test_the_policy_is_strict(page: Page, live_archive: LiveArchive) -> None:
    answer = page.goto(live_archive.url(f"/documents/{identifier_of(live_archive, 'e01')}/"))
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


# What axe says -----------------------------------------------------------------------------------

STATES: dict[str, tuple[str, str, list[str]]] = {
    "three panes": ("e01", "", []),
    "image alone": ("e01", "?panes=image", []),
    "two texts": ("e01", "?panes=ru,en", []),
    "table": ("l07", "?panes=ru", []),
    "list and readings": ("l11", "?panes=ru,en", []),
    "machine-read, translation absent": ("circular", "", []),
    "transcription in progress": ("e32", "", []),
    "no image": ("e33", "?panes=image,en", []),
    "contents open": ("e01", "", [".contents-button"]),
    "details open": ("e01", "", ["button[popovertarget=details]"]),
    "options open": ("l11", "", [".options-button"]),
    "image options open": ("e01", "", ["button[popovertarget=image-options]", "[data-act=strip]"]),
    "note open": ("e01", "", ["#pane-en a.call"]),
    "card open": ("e01", "", ["#pane-en a.name[data-person]"]),
    "keys open": ("e01", "", [".options-button", ".keys-button"]),
    "pane switch open": ("e15", "?panes=ru", [".pane-switch"]),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    new_page: NewPage, live_archive: LiveArchive, axe: Callable[..., None], state: str, scheme: str
) -> None:
    key, query, clicks = STATES[state]
    page = new_page(color_scheme=scheme)
    open_document(page, live_archive, key, query)
    for selector in clicks:
        page.click(selector)
    axe(page)


@pytest.mark.parametrize("clicks", [[], [".tools-button"], ['.pane-tab[data-pane="image"]']])
def test_axe_finds_nothing_on_a_phone(
    new_page: NewPage, live_archive: LiveArchive, axe: Callable[..., None], clicks: list[Any]
) -> None:
    page = new_page(**PHONE)
    open_document(page, live_archive, "e01")
    for selector in clicks:
        page.click(selector)
    axe(page)
