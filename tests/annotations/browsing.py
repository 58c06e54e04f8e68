"""What browser tests of notes do again and again: open a document, choose words, write."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

from tests.archives import ROOT, LiveArchive, environment
from tests.reader.browsing import open_document

if TYPE_CHECKING:
    from playwright.sync_api import Locator

DOCUMENT = "e34"  # three pages, a page break within a paragraph, notes, two texts
PANEL = "notes-panel"

SELECT = """
([pane, from, to]) => {
  const article = document.querySelector(`#pane-${pane} article`);
  const find = (words, atEnd) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0 || node.parentElement.closest("[data-skip]")) continue;
      return [node, at + (atEnd ? words.length : 0)];
    }
    throw new Error(`No words "${words}"`);
  };
  const range = document.createRange();
  range.setStart(...find(from, false));
  range.setEnd(...find(to, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
"""

POINT = """
([pane, words]) => {
  const article = document.querySelector(`#pane-${pane} article`);
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0 || node.parentElement.closest("[data-skip]")) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const [line] = range.getClientRects();
    return [line.left, line.right, line.top + line.height / 2];
  }
  return null;
}
"""

PAINTED = """
(name) => Array.from(CSS.highlights.get(name) ?? [], (range) => {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  const copy = live.cloneContents();
  for (const skipped of copy.querySelectorAll("[data-skip]")) skipped.remove();
  return copy.textContent;
})
"""


@dataclass(frozen=True, slots=True)
class Readers:
    """A live archive with two readers and a group of both."""

    live: LiveArchive
    facts: dict[str, str]

    @classmethod
    def of(cls, live: LiveArchive) -> Readers:
        """Make the readers."""
        command = [sys.executable, "-m", "tests.annotations.live_readers", str(live.archive.home)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(live.archive.home),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return cls(live, json.loads(done.stdout.splitlines()[-1]))

    def log_in(self, page: Page, name: str) -> None:
        """Let a page belong to a reader."""
        cookie: Any = {"name": "sessionid", "value": self.facts[name], "url": self.live.address}
        page.context.add_cookies([cookie])

    def open(self, page: Page, name: str = "", query: str = "", *, key: str = DOCUMENT) -> None:
        """Open a document as a reader, or as a visitor, and wait for its notes."""
        if name:
            self.log_in(page, name)
        open_document(page, self.live, key, query)
        page.wait_for_selector(f"{PANEL}[data-begun]", state="attached")


NewPage = Callable[..., Page]


def choose(page: Page, first: str, last: str = "", *, pane: str = "en") -> None:
    """Choose words as a selection, and wait for the tools."""
    page.evaluate(SELECT, [pane, first, last or first])
    expect(page.locator("selection-tools")).to_be_visible()


def point(page: Page, words: str, *, pane: str = "en") -> tuple[float, float, float]:
    """Say where words stand in the window: left, right, and the middle of their height."""
    left, right, middle = page.evaluate(POINT, [pane, words])
    return left, right, middle


def painted(page: Page, name: str) -> list[str]:
    """Give the words that a highlight paints."""
    found: list[str] = page.evaluate(PAINTED, name)
    return found


def form(page: Page) -> Locator:
    """Give the form of a new note."""
    return page.locator(f"{PANEL} [data-view=form] form")


def write(page: Page, body: str, *, audience: str = "Only me", group: str = "") -> None:
    """Fill in the form of a new note and send it."""
    form(page).get_by_label("Note", exact=True).fill(body)
    if group:
        form(page).get_by_label("Members of these groups").check()
        form(page).get_by_label(group).check()
    else:
        form(page).get_by_label(audience, exact=True).check()
    form(page).get_by_role("button", name="Keep the note").click()
    expect(page.locator(f"{PANEL} article.note")).to_be_visible()


def annotate(page: Page, words: str, body: str, **more: str) -> None:
    """Write a note on words of the English text."""
    choose(page, words)
    page.click("selection-tools [data-do=note]")
    write(page, body, **more)


def rows(page: Page) -> list[str]:
    """Give what the rows of the list say; those out of sight have no inner text."""
    found: list[str] = page.locator(f"{PANEL} .notes-list .note-row-words").all_text_contents()
    return found


def open_list(page: Page) -> None:
    """Show the list of all notes."""
    if page.locator(PANEL).is_hidden():
        page.click(".notes-button")
    elif page.locator(f"{PANEL} [data-view=list]").is_hidden():
        page.click(f"{PANEL} [data-view]:not([hidden]) [data-act=back]")
