"""A correction is published while readers have notes: what Chromium shows of them afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.annotations.browsing import (
    DOCUMENT,
    NewPage,
    Readers,
    annotate,
    open_list,
    painted,
    rows,
)
from tests.annotations.conftest import readers
from tests.archives import SAMPLE, muniment
from tests.reader.browsing import open_document
from tests.screen import axe_violations

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

__all__ = ["readers"]

Publish = Callable[[], dict[str, int]]

CORRECTIONS = (
    ("It was she. I shouted", "Yes, it was she. I shouted"),
    ("brown, covered in kelp", "dark brown, covered in kelp"),
    ("was going up over the other launch", "was slowly going up over the other launch"),
    ("The schooners ran on both, and told no lies.", ""),
)


@pytest.fixture
def publish(readers: Readers, tmp_path: Path) -> Publish:
    """Import the corrected diary into the archive that is being read."""

    def publish() -> dict[str, int]:
        folder = tmp_path / "diary"
        shutil.copytree(SAMPLE["diary"], folder)
        content = (folder / "volume.xml").read_text("utf-8")
        for old, new in CORRECTIONS:
            assert content.count(old) == 1, old
            content = content.replace(old, new)
        (folder / "volume.xml").write_text(content, encoding="utf-8")
        done = muniment("import", "--json", str(folder), home=readers.live.archive.home)
        assert done.returncode == 0, done.stderr
        (entry,) = json.loads(done.stdout)["passages"]
        return {name: entry[name] for name in ("unchanged", "edited", "gone")}

    return publish


ADDRESS = """
async (exact) => {
  const { notes, texts } = await (await fetch("notes/?format=json")).json();
  const note = notes.find(({ excerpt }) => excerpt.includes(exact));
  return `${note.text},${note.start},${note.end},${texts[note.text].version}`;
}
"""
"""Give the address of a note's passage, as a link has it."""


def lead_to(page: Page, readers: Readers, passage: str) -> str:
    """Follow a link to a passage; say what is marked."""
    open_document(page, readers.live, DOCUMENT, f"?panes=ru&passage={passage}#passage")
    return "".join(page.locator("mark.passage").all_inner_texts())


def test_after_a_correction_notes_are_in_place_and_old_links_lead_there(
    page: Page, readers: Readers, publish: Publish
) -> None:
    readers.open(page, "anna", "?panes=en")
    chosen = {
        "covered in kelp": "The reef",
        "a red flag was going up over the other launch": "The other one",
        "The schooners ran on both, and told no lies.": "Not true",
    }
    links = {}
    for words, body in chosen.items():
        annotate(page, words, body)
        links[body] = page.evaluate(ADDRESS, body)
    assert publish() == {"unchanged": 1, "edited": 1, "gone": 1}

    readers.open(page, "anna", "?panes=en")
    own = painted(page, "note-own")
    assert own == ["covered in kelp", "a red flag was slowly going up over the other launch"]
    open_list(page)
    lost = page.locator(".notes-lost")
    expect(lost).to_contain_text("Not true")

    assert lead_to(page, readers, links["The reef"]) == "covered in kelp"
    expect(page.locator(".passage-said")).to_have_count(0)
    mark = page.locator("mark.passage").first
    expect(mark).to_be_in_viewport()
    assert lead_to(page, readers, links["The other one"]) == own[1]
    expect(page.locator(".passage-said")).to_contain_text("was corrected since this link was made")
    assert lead_to(page, readers, links["Not true"]) == ""
    expect(page.locator(".passage-said")).to_contain_text("its words are no longer there")


def test_a_page_that_is_older_than_a_correction_shows_no_note_at_a_wrong_place(
    page: Page, readers: Readers
) -> None:
    def correct(route: Route) -> None:
        answer = route.fetch()
        notes = answer.json()
        for text in notes["texts"].values():
            text["version"] += 1
        route.fulfill(response=answer, json=notes)

    readers.open(page, "anna", "?panes=en")
    annotate(page, "the rest have no post", "No post")
    assert "the rest have no post" in painted(page, "note-own")
    page.route("**/notes/?format=json", correct)
    readers.open(page, "anna", "?panes=en")
    assert painted(page, "note-own") == []
    open_list(page)
    assert "No post" in rows(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_marked_passage_and_what_is_said_of_it_are_accessible(
    new_page: NewPage, readers: Readers, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    open_document(page, readers.live, DOCUMENT, "?passage=e34-en,20,90,1#passage")
    expect(page.locator("mark.passage").first).to_be_in_viewport()
    assert axe_violations(page) == []
    open_document(page, readers.live, DOCUMENT, "?passage=e34-en,20,90,9#passage")
    expect(page.locator(".passage-said")).to_be_in_viewport()
    assert axe_violations(page) == []
