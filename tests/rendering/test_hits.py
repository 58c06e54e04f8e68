"""Words that were looked for, marked in a text: where they begin and end, and what they leave."""

from __future__ import annotations

import random

import pytest
from lxml import html

from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree
from muniment.rendering.hits import Hit
from muniment.rendering.text import RenderContext, render_text
from tests.rendering.canonical import canonical_of

WORDS = "A letter of Orlov to the Admiralty"


def shown(tree: TextTree, hits: dict[str, list[Hit]]) -> str:
    rendered = render_text(tree, context=RenderContext("t"), hits=hits)
    return rendered.body_html + rendered.notes_html


def one(*marks: Mark, hits: list[Hit], pages: tuple[PageBreak, ...] = ()) -> html.HtmlElement:
    tree = TextTree("en", [Block(BlockKind.PARAGRAPH, "p1", WORDS, list(marks))], [], list(pages))
    written = shown(tree, {"p1": hits})
    assert canonical_of(written) == canonical_string(tree)
    return html.fragment_fromstring(written, create_parent="main")


def marked(root: html.HtmlElement) -> list[tuple[str, str | None]]:
    return [(mark.text_content(), mark.get("id")) for mark in root.iter("mark")]


def test_a_word_is_marked_and_has_an_id() -> None:
    assert marked(one(hits=[Hit(12, 17, 1), Hit(25, 34, 2)])) == [
        ("Orlov", "hit-1"),
        ("Admiralty", "hit-2"),
    ]


def test_a_hit_across_an_inline_mark_is_cut_and_has_one_id() -> None:
    root = one(Mark(12, 17, MarkKind.EMPHASIS), hits=[Hit(2, 20, 4)])
    assert marked(root) == [("letter of ", "hit-4"), ("Orlov", None), (" to", None)]
    assert {mark.get("data-hit") for mark in root.iter("mark")} == {"4"}
    assert root.xpath("string(//em)") == "Orlov"
    assert len(root.xpath("//em")) == 1


def test_a_page_break_or_call_inside_a_hit_stands_outside_its_marks() -> None:
    pages = (PageBreak(1, "7", "", "", "", "p1", 9),)
    root = one(Mark(11, 11, MarkKind.NOTE, {"note": "n", "text": "1"}), hits=[Hit(2, 17, 1)])
    assert not root.xpath("//mark//*[@data-skip]")
    root = one(hits=[Hit(2, 17, 1)], pages=pages)
    assert [words for words, _ in marked(root)] == ["letter ", "of Orlov"]


def test_a_passage_is_marked_around_hits_and_across_them() -> None:
    passage = Hit(2, 17, 0, is_passage=True)
    root = one(Mark(9, 17, MarkKind.EMPHASIS), hits=[passage, Hit(12, 20, 3), Hit(4, 6, 1)])
    marks = [mark for mark in root.iter("mark") if mark.get("class") == "passage"]
    assert "".join(mark.text_content() for mark in marks) == WORDS[2:17]
    assert [mark.get("id") for mark in marks if mark.get("id")] == ["passage"]
    hits = [mark for mark in root.iter("mark") if mark.get("data-hit") == "3"]
    assert "".join(mark.text_content() for mark in hits) == WORDS[12:20]
    assert len(root.xpath("//em")) == 1


def test_hits_in_notes_are_marked() -> None:
    body = Block(BlockKind.PARAGRAPH, "p1", "Word", [Mark(4, 4, MarkKind.NOTE, {"note": "n1"})])
    note = Note("n1", [Block(BlockKind.PARAGRAPH, "n1p", "See Orlov.")])
    written = shown(TextTree("en", [body], [note]), {"n1p": [Hit(4, 9, 1)]})
    assert '<mark class="hit" data-hit="1" id="hit-1">Orlov</mark>' in written


def test_without_hits_nothing_is_marked() -> None:
    assert not marked(one(Mark(12, 17, MarkKind.EMPHASIS), hits=[]))


@pytest.mark.parametrize("seed", range(40))
def test_hits_among_overlapping_marks_lose_no_character(seed: int) -> None:
    chance = random.Random(seed)
    kinds = [MarkKind.EMPHASIS, MarkKind.NAME, MarkKind.LINK, MarkKind.READING, MarkKind.NOTE]
    attrs = {"text": "x", "note": "n"}
    marks = []
    for _ in range(8):
        start, end = sorted(chance.choices(range(len(WORDS)), k=2))
        marks.append(Mark(start, end, chance.choice(kinds), attrs))
    bounds = sorted(chance.sample(range(len(WORDS)), k=6))
    hits = [Hit(bounds[i], bounds[i + 1], i // 2 + 1) for i in (0, 2, 4)]
    root = one(*marks, hits=hits)
    for hit in hits:
        parts = root.xpath(f'//mark[@data-hit="{hit.number}"]')
        assert "".join(part.text_content() for part in parts) == WORDS[hit.start : hit.end]
        assert len(root.xpath(f'//*[@id="hit-{hit.number}"]')) == 1
