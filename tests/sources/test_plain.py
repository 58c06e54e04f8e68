"""Plain text and Markdown: a file is a document."""

from __future__ import annotations

import pytest

from muniment.core.text.canonical import canonical_string
from muniment.core.text.linearise import count_characters, linearise, shown_characters
from muniment.core.text.model import BlockKind, MarkKind, TextTree
from muniment.sources.markdown import read_markdown, split_front_matter
from muniment.sources.model import PersonRole, SourceDocument
from muniment.sources.package import read_package
from muniment.sources.plain import read_plain
from tests.sources.conftest import PackageMaker


def only(package: PackageMaker, name: str, content: str | bytes) -> SourceDocument:
    """Read a package of one text file."""
    found = read_package(package({name: content}))
    (document,) = found.documents()
    assert found.problems.all == []
    return document


def breaks(tree: TextTree) -> list[tuple[str, str, int]]:
    """List the page breaks as (label, leaf, offset)."""
    return [(b.label, b.leaf, b.offset) for b in tree.page_breaks]


def test_blank_lines_part_paragraphs_and_a_short_first_one_is_the_title(
    package: PackageMaker,
) -> None:
    text = "A letter\n\nDear Anna, the ice has\nbroken up at last, and we go\n\n\nYours\n"
    document = only(package, "1917-03-08_EN.txt", text)
    tree = document.texts[0].tree
    assert document.title == "A letter"
    assert canonical_string(tree).split("\n")[0] == "A letter"
    assert [b.kind for b in tree.body][:2] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert document.date and document.date.edtf == "1917-03-08"
    assert document.texts[0].language == "en"
    assert document.source_characters == shown_characters(tree) == count_characters(text)


def test_a_form_feed_is_a_page_break_even_within_a_paragraph() -> None:
    long = "words " * 20
    tree = read_plain(f"{long}\n\f{long}\n\n\f\n\n{long}").tree
    middle = len(long.strip()) + 1
    assert breaks(tree) == [("2", "b1", middle), ("3", tree.body[1].id, 0)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_texts_in_other_encodings_are_read(package: PackageMaker, encoding: str) -> None:
    words = "И в тот же день мы вышли на лёд, не зная ещё, что это за камень и где он."
    document = only(package, "a.txt", words.encode(encoding))
    assert canonical_string(document.texts[0].tree) == words
    assert document.texts[0].language == "ru"


def test_short_lines_are_kept_and_long_ones_flow_together() -> None:
    verse = read_plain("Lines of\nverse").tree.body[0]
    prose = read_plain(f"{'long ' * 15}\n{'line ' * 15}").tree.body[0]
    assert [m.kind for m in verse.marks] == [MarkKind.LINE_BREAK]
    assert prose.marks == []


MARKDOWN = """---
title: The ice
date: 8 March 1917
author: "Drozd, Anna"
Paper: laid
---
# The *ice*

One **bold** word and a [link](https://example.org), see[^a].

> Quoted.

1. first
2. second
   - inner

| Name | Depth |
|------|-------|
| Stone | 7 |

[^a]: A note with *stress*.

After the note[^b].\\
New line

[^b]: Second.

    Two paragraphs.
"""


def test_markdown_becomes_blocks_marks_and_notes() -> None:
    tree = read_markdown(MARKDOWN).tree
    kinds = [b.kind for b in tree.body]
    assert kinds == [
        "heading",
        "paragraph",
        "quote",
        "list",
        "table",
        "place",
        "paragraph",
        "place",
    ]
    heading, paragraph = tree.body[:2]
    assert (heading.plain, heading.marks[0].attrs) == ("The ice", {"rend": "italic"})
    assert paragraph.plain == "One bold word and a link, see."
    assert [(m.kind, paragraph.plain[m.start : m.end]) for m in paragraph.marks] == [
        ("emphasis", "bold"),
        ("link", "link"),
        ("note", ""),
    ]
    items = tree.body[3].children
    assert items[0].plain == "first" and items[1].children[0].plain == "second"
    assert [[c.plain for c in row.children] for row in tree.body[4].children] == [
        ["Name", "Depth"],
        ["Stone", "7"],
    ]
    assert [[leaf.plain for leaf in note.leaves()] for note in tree.notes] == [
        ["A note with stress."],
        ["Second.", "Two paragraphs."],
    ]


def test_markdown_keeps_the_order_of_its_source() -> None:
    found = read_markdown(MARKDOWN)
    words = linearise(found.tree).split()
    order = ["see.", "Quoted.", "Stone", "A", "After", "Second."]
    assert [w for w in words if w in order] == order
    assert shown_characters(found.tree) == found.characters


def test_front_matter_gives_the_facts(package: PackageMaker) -> None:
    document = only(package, "ice.md", MARKDOWN)
    assert document.title == "The ice"
    assert document.date and document.date.wording == "8 March 1917"
    assert [(m.role, m.wording) for m in document.people] == [(PersonRole.AUTHOR, "Drozd, Anna")]
    assert document.facts == (("Paper", "laid"),)


def test_front_matter_may_be_toml_and_a_rule_is_not_front_matter() -> None:
    facts, rest = split_front_matter('+++\ntitle = "T"\nsubjects = ["a", "b"]\n+++\nBody')
    assert (facts, rest) == ({"title": "T", "subjects": "a; b"}, "Body")
    assert split_front_matter("---\nJust words\n---\nBody")[0] == {}


def test_html_in_markdown_is_shown_as_it_is_written_and_never_run() -> None:
    tree = read_markdown("A <script>alert(1)</script> word").tree
    assert tree.body[0].plain == "A <script>alert(1)</script> word"


def test_a_note_that_nothing_calls_is_not_lost() -> None:
    tree = read_markdown("Words.\n\n[^x]: Uncalled.").tree
    assert canonical_string(tree) == "Words.\nUncalled."
    assert tree.body[0].marks[0].kind == MarkKind.NOTE
