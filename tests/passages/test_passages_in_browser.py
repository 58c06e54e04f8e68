"""Passages between the page and the canonical string, as Chromium finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree
from muniment.rendering.text import RenderContext, render_text
from tests.reader.browsing import identifier_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.archives import LiveArchive

INDEX = """
async (html) => {
  const { PassageIndex } = await import('/static/passages/passages.js');
  if (html) {
    const article = document.createElement('article');
    article.id = 'made';
    article.innerHTML = html;
    document.body.append(article);
  }
  window.index = new PassageIndex(html ? document.getElementById('made') : window.article);
  return [window.index.text, window.index.length];
}
"""
"""Put a text into the page and index it; give its canonical string and its length."""

HARD = "Бг҃ъ 😀👩‍🏫 и é ѣ ҂аѡ"


def open_page(page: Page, live: LiveArchive, key: str) -> None:
    page.goto(live.url(f"/documents/{identifier_of(live, key)}/"))


def leaf(name: str, plain: str, *marks: Mark) -> Block:
    return Block(BlockKind.PARAGRAPH, name, plain, list(marks))


TREE = TextTree(
    "ru",
    body=[
        leaf(
            "p1",
            HARD,
            Mark(5, 6, MarkKind.EMPHASIS, {"rend": "italic"}),
            Mark(6, 6, MarkKind.NOTE, {"note": "n1"}),
            Mark(10, 11, MarkKind.READING, {"text": "а 😀", "role": "sic", "chosen": "corr"}),
        ),
        leaf("p2", ""),
        Block(BlockKind.LIST, "l", children=[leaf("p3", "first 𝔄 item"), leaf("p4", "second")]),
    ],
    notes=[Note("n1", [leaf("np", "A note — 😀😀 of its own.")])],
    page_breaks=[PageBreak(1, "12r", "", "", "", "p1", 2)],
)
WORDS = canonical_string(TREE)


@pytest.fixture
def made(page: Page, live_archive: LiveArchive) -> Page:
    """Give a page of the archive to which the text above is added and indexed."""
    open_page(page, live_archive, "e01")
    rendered = render_text(TREE, context=RenderContext("made"))
    found = page.evaluate(INDEX, rendered.body_html + rendered.notes_html)
    assert found == [WORDS, len(WORDS)]
    return page


def selected(page: Page, script: str) -> Any:
    """Set a range by a script that knows `range`, `article` and `text(words)`; give its passage."""
    return page.evaluate(
        """(script) => {
          const article = document.getElementById('made');
          const range = document.createRange();
          const text = (words) => window.index.nodes.find((e) => e.node.data.includes(words)).node;
          new Function('range', 'article', 'text', script)(range, article, text);
          return window.index.passageOf(range);
        }""",
        script,
    )


def test_every_span_goes_to_the_page_and_comes_back(made: Page) -> None:
    spans = [
        (start, end)
        for start in range(len(WORDS))
        for end in range(start + 1, len(WORDS) + 1)
        if WORDS[start:end] == WORDS[start:end].strip()
    ]
    found = made.evaluate(
        """(spans) => spans.map(([start, end]) => {
          const ranges = window.index.liveRangesOf(start, end);
          const whole = document.createRange();
          whole.setStart(ranges[0].startContainer, ranges[0].startOffset);
          whole.setEnd(ranges.at(-1).endContainer, ranges.at(-1).endOffset);
          const back = window.index.passageOf(whole);
          return [back.start, back.end, back.exact];
        })""",
        spans,
    )
    assert found == [[start, end, WORDS[start:end]] for start, end in spans]


def test_a_passage_has_a_range_in_each_leaf_with_words(made: Page) -> None:
    start, end = WORDS.index("҂аѡ"), WORDS.index("second") + 3
    parts = made.evaluate(
        "([a, b]) => window.index.liveRangesOf(a, b).map((range) => range.toString())", [start, end]
    )
    assert parts == ["҂аѡ", "first 𝔄 item", "sec"]
    kinds = made.evaluate(
        "([a, b]) => window.index.rangesOf(a, b).map((range) => range.constructor.name)",
        [start, end],
    )
    assert kinds == ["StaticRange"] * 3


def test_what_stands_beside_the_words_is_never_in_a_passage(made: Page) -> None:
    found = selected(made, "range.selectNodeContents(article.querySelector('[data-leaf]'))")
    assert found == {"start": 0, "end": len(HARD), "exact": HARD}


def test_a_range_that_begins_in_a_call_begins_at_the_next_words(made: Page) -> None:
    script = """
      range.setStart(article.querySelector('a.call').firstChild, 0);
      range.setEnd(text('first'), 5);
    """
    start, end = WORDS.index("👩‍🏫"), WORDS.index("first") + 5
    assert selected(made, script) == {"start": start, "end": end, "exact": WORDS[start:end]}


def test_a_range_that_ends_in_a_call_ends_at_the_words_before(made: Page) -> None:
    script = """
      range.setStart(text('Бг'), 0);
      range.setEnd(article.querySelector('a.call').firstChild, 1);
    """
    assert selected(made, script) == {"start": 0, "end": 6, "exact": WORDS[:6]}


def test_spaces_at_the_ends_are_left_out(made: Page) -> None:
    script = "range.setStart(text('first'), 5); range.setEnd(text('first'), 9)"
    start = WORDS.index("𝔄")
    assert selected(made, script) == {"start": start, "end": start + 1, "exact": "𝔄"}


def test_a_character_that_is_cut_in_two_is_taken_whole(made: Page) -> None:
    script = "range.setStart(text('first'), 7); range.setEnd(text('first'), 10)"
    start = WORDS.index("𝔄 i")
    assert selected(made, script) == {"start": start, "end": start + 3, "exact": "𝔄 i"}
    script = "range.setStart(text('first'), 3); range.setEnd(text('first'), 7)"
    start = WORDS.index("st 𝔄")
    assert selected(made, script) == {"start": start, "end": start + 4, "exact": "st 𝔄"}


def test_a_range_beside_the_text_covers_nothing_of_it(made: Page) -> None:
    assert selected(made, "range.selectNodeContents(document.querySelector('h1'))") is None
    assert selected(made, "range.setStart(text('first'), 2); range.collapse(true)") is None


def test_a_range_around_the_text_covers_all_of_it(made: Page) -> None:
    found = selected(made, "range.selectNode(article)")
    assert found == {"start": 0, "end": len(WORDS), "exact": WORDS}


def test_words_are_chosen_within_a_paragraph_by_its_own_offsets(made: Page) -> None:
    found = made.evaluate(
        """() => {
          const leaf = Array.from(window.index.leaves.keys()).at(-1);
          return window.index.passageWithin(leaf, 9, 100);
        }"""
    )
    start = WORDS.index("😀😀 of")
    assert found == {"start": start, "end": len(WORDS), "exact": "😀😀 of its own."}


def test_two_thousand_passages_of_a_long_text_are_all_found(
    page: Page, live_archive: LiveArchive
) -> None:
    open_page(page, live_archive, "e34")
    page.evaluate("window.article = document.querySelector('article.text')")
    words, length = page.evaluate(INDEX, None)
    assert len(words) == length
    spans = [(at * 7 % (length - 50), at * 7 % (length - 50) + 1 + at % 49) for at in range(2000)]
    found = page.evaluate(
        """(spans) => spans.map(([start, end]) => {
          const ranges = window.index.rangesOf(start, end);
          return [window.index.exact(start, end), ranges.length];
        })""",
        spans,
    )
    assert [exact for exact, _ in found] == [words[start:end] for start, end in spans]
    assert all(count for (_, count), (a, b) in zip(found, spans, strict=True) if words[a:b].strip())
