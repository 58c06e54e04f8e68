"""Texts into HTML: nesting, escaping, anchors, notes, languages, and the canonical string."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from django.utils import translation
from lxml import html

from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree
from muniment.rendering.text import RenderContext, render_text
from muniment.rendering.words import localise
from tests.rendering.canonical import canonical_of


def tree_of(
    *body: Block,
    notes: Sequence[Note] = (),
    pages: Sequence[PageBreak] = (),
    language: str = "en",
) -> TextTree:
    return TextTree(language, list(body), list(notes), list(pages))


def paragraph(plain: str, *marks: Mark, name: str = "p1", **attrs: str) -> Block:
    return Block(BlockKind.PARAGRAPH, name, plain, list(marks), attrs=attrs)


def shown(tree: TextTree, language: str = "en") -> str:
    rendered = render_text(tree, context=RenderContext("t"))
    with translation.override(language):
        return localise(rendered.body_html + rendered.notes_html)


def parsed(tree: TextTree) -> html.HtmlElement:
    return html.fragment_fromstring(shown(tree), create_parent="main")


# The canonical string ----------------------------------------------------------------------------

HARD = "Бг҃ъ 😀👩‍🏫 é ѣ ѳ ѵ ҂аѡ שָׁלוֹם العربية — «Hore<Belisha» & a\u00a0b"


def test_hard_characters_come_back_as_they_were() -> None:
    tree = tree_of(paragraph(HARD, Mark(2, 9, MarkKind.EMPHASIS, {"rend": "bold"})))
    assert canonical_of(shown(tree)) == HARD == canonical_string(tree)


@pytest.mark.parametrize("seed", range(60))
def test_overlapping_marks_nest_and_lose_no_character(seed: int) -> None:
    chance = random.Random(seed)
    text = HARD * 3
    kinds = [
        *(MarkKind.EMPHASIS, MarkKind.NAME, MarkKind.LINK, MarkKind.SUPPLIED, MarkKind.DELETED),
        *(MarkKind.GAP, MarkKind.READING, MarkKind.NOTE, MarkKind.LINE_BREAK, MarkKind.LANGUAGE),
    ]
    marks = []
    for _ in range(12):
        start = chance.randrange(len(text))
        end = chance.choice([start, chance.randrange(start, len(text) + 1)])
        attrs = {
            "note": "n",
            "text": "*",
            "lang": "he",
            "ref": "#a",
            "type": "person",
            "target": "https://example.org/",
        }
        marks.append(Mark(start, end, chance.choice(kinds), attrs))
    pages = [PageBreak(n, str(n), "", "", "", "p1", chance.randrange(len(text))) for n in (1, 2)]
    note = Note("n", [Block(BlockKind.PARAGRAPH, "np", "Note.")])
    tree = tree_of(paragraph(text, *marks), notes=[note], pages=sorted(pages, key=lambda p: p[6]))
    written = shown(tree)
    assert canonical_of(written) == canonical_string(tree)
    assert not html.fragment_fromstring(written, create_parent="main").xpath("//a//a")
    assert written.count("<em") == written.count("</em>")


def test_labels_calls_gaps_and_readings_are_no_part_of_the_text() -> None:
    marks = (
        Mark(3, 3, MarkKind.NOTE, {"note": "n1", "text": "1"}),
        Mark(4, 4, MarkKind.GAP, {"reason": "illegible", "extent": "2", "unit": "words"}),
        Mark(0, 3, MarkKind.READING, {"text": "teh", "role": "sic"}),
        Mark(0, 0, MarkKind.HAND, {"new": "Orlov"}),
        Mark(1, 1, MarkKind.REMOVED, {"text": "-", "reason": "hyphen"}),
    )
    note = Note("n1", [Block(BlockKind.PARAGRAPH, "np", "A note.")])
    tree = tree_of(
        paragraph("the word", *marks), notes=[note], pages=[PageBreak(1, "7", "", "", "", "p1", 6)]
    )
    assert canonical_of(shown(tree)) == "the word\nA note."
    assert "[illegible, 2 words]" in shown(tree)
    assert "teh" in shown(tree) and "Page 7" in shown(tree)


def test_tables_lists_verse_and_empty_leaves_keep_their_order() -> None:
    table = Block(
        BlockKind.TABLE,
        "t",
        children=[
            Block(BlockKind.HEADING, "th", "Depths"),
            Block(
                BlockKind.ROW,
                "r1",
                children=[Block(BlockKind.CELL, "c1", "March"), Block(BlockKind.CELL, "c2", "")],
                attrs={"role": "label"},
            ),
            Block(
                BlockKind.ROW,
                "r2",
                children=[
                    Block(BlockKind.CELL, "c3", "a", attrs={"role": "label"}),
                    Block(BlockKind.CELL, "c4", children=[paragraph("in a cell", name="cp")]),
                ],
            ),
            paragraph("below the rows", name="odd"),
        ],
    )
    listing = Block(
        BlockKind.LIST,
        "l",
        children=[
            Block(BlockKind.HEADING, "lh", "Things"),
            Block(BlockKind.LABEL, "la", "1."),
            Block(BlockKind.ITEM, "li", "one"),
            Block(BlockKind.REMOVED, "x", attrs={"text": "junk", "reason": "noise"}),
        ],
    )
    verse = Block(BlockKind.VERSE, "v", children=[Block(BlockKind.VERSE_LINE, "v1", "A line,")])
    tree = tree_of(table, listing, verse)
    assert canonical_of(shown(tree)) == canonical_string(tree)
    assert "junk" not in shown(tree)
    root = parsed(tree)
    assert [th.get("scope") for th in root.iter("th")] == ["col", "row"]
    assert len(root.findall(".//caption")) == 1


# Escaping ----------------------------------------------------------------------------------------

ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x02page\x1f<b>\x03'


def test_nothing_of_a_source_becomes_markup() -> None:
    attrs = dict.fromkeys(
        ("rend", "lang", "voice", "ref", "target", "note", "text", "role", "wit", "reason"), ATTACK
    )
    attrs |= dict.fromkeys(("extent", "unit", "description", "new", "n", "type"), ATTACK)
    marks = [Mark(0, 4, kind, attrs) for kind in MarkKind]
    marks += [Mark(2, 2, kind, attrs) for kind in MarkKind]
    marks += [Mark(0, 4, MarkKind.NAME, {"type": "person", "ref": ATTACK})]
    block = paragraph(ATTACK, *marks, name=ATTACK, **attrs, align=ATTACK, label=ATTACK)
    note = Note(ATTACK, [paragraph(ATTACK, name="np")], label=ATTACK, voice=ATTACK, lang=ATTACK)
    page = PageBreak(1, ATTACK, ATTACK, ATTACK, "", ATTACK, 1)
    root = parsed(tree_of(block, notes=[note], pages=[page], language=ATTACK))
    assert not [e for e in root.iter() if e.tag in ("script", "img", "b", "style", "iframe")]
    assert not [name for e in root.iter() for name in e.attrib if name.startswith("on")]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "//evil", "java\nx"])
def test_only_web_addresses_and_own_blocks_become_links(target: str) -> None:
    tree = tree_of(paragraph("word", Mark(0, 4, MarkKind.LINK, {"target": target})))
    assert "href" not in "".join(str(e.attrib) for e in parsed(tree).iter("a") if e.text == "word")


def test_a_link_to_a_block_of_the_text_leads_there() -> None:
    tree = tree_of(
        paragraph("see below", Mark(0, 3, MarkKind.LINK, {"target": "#p2"})),
        paragraph("here", name="p2"),
    )
    root = parsed(tree)
    link = next(a for a in root.iter("a") if a.text == "see")
    assert root.get_element_by_id(link.get("href")[1:]).get("data-block") == "p2"


# What is shown, and how --------------------------------------------------------------------------


def test_brackets_stand_only_at_the_true_ends_of_a_cut_span() -> None:
    tree = tree_of(
        paragraph("abcdef", Mark(0, 4, MarkKind.EMPHASIS), Mark(2, 6, MarkKind.SUPPLIED))
    )
    assert '<span class="continues supplied">cd</span></em>' in shown(tree)
    assert '<span class="continued supplied">ef</span>' in shown(tree)


def test_a_call_inside_a_link_stands_beside_it() -> None:
    tree = tree_of(
        paragraph(
            "Orlov came",
            Mark(0, 5, MarkKind.NAME, {"type": "person", "ref": "#o"}),
            Mark(3, 3, MarkKind.NOTE, {"note": "n1"}),
        ),
        notes=[Note("n1", [paragraph("Who?", name="np")])],
    )
    assert not parsed(tree).xpath("//a//a")


def test_languages_and_directions_are_said_where_they_change() -> None:
    tree = tree_of(
        Block(BlockKind.QUOTE, "q", "שלום", attrs={"lang": "he"}),
        paragraph("Latin", Mark(0, 5, MarkKind.LANGUAGE, {"lang": "la"})),
        paragraph("unknown", lang="x y", name="p2"),
    )
    written = shown(tree)
    assert 'lang="he" dir="rtl"' in written
    assert '<span lang="la" dir="ltr">' in written
    assert 'lang="" dir="auto"' in written


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("az-Arab", "rtl"), ("he-Latn", "ltr"), ("ru-petr1708", "ltr"), ("yi", "rtl")],
)
def test_the_script_decides_the_direction(tag: str, expected: str) -> None:
    from muniment.rendering.languages import direction

    assert direction(tag) == expected


def test_paragraphs_of_the_body_are_numbered_and_have_anchors() -> None:
    tree = tree_of(
        Block(BlockKind.HEADING, "h", "8 March"),
        paragraph("one", name="a"),
        Block(BlockKind.LIST, "l", children=[Block(BlockKind.ITEM, "i", "item")]),
        paragraph("a source note", name="s", voice="SOURCE_NOTE"),
        paragraph("two", name="b"),
    )
    root = parsed(tree)
    numbers = [a.get("data-n") for a in root.find_class("paragraph-number")]
    assert numbers == ["1", "2"]
    assert root.get_element_by_id("t-p2").get("data-block") == "b"


def test_a_page_break_is_a_separator_with_a_generated_label() -> None:
    tree = tree_of(paragraph("Hore-Belisha"), pages=[PageBreak(1, "471", "", "", "", "p1", 4)])
    separator = parsed(tree).find_class("page-break")[0]
    assert separator.get("role") == "separator"
    assert separator.get("aria-label") == separator.get("data-label") == "Page 471"
    assert separator.get("id") == "t-page-471"
    assert separator.text_content() == ""


def test_two_pages_of_one_label_have_ids_of_their_own() -> None:
    pages = [PageBreak(n, "1", "", "", "", "p1", n) for n in (1, 2)]
    root = parsed(tree_of(paragraph("words"), pages=pages))
    assert [e.get("id") for e in root.find_class("page-break")] == ["t-page-1", "t-page-1-2"]


def test_notes_are_numbered_by_their_own_sign_or_by_count() -> None:
    def labels(*signs: str) -> list[str]:
        notes = [
            Note(f"n{i}", [paragraph("x", name=f"np{i}")], label=sign)
            for i, sign in enumerate(signs)
        ]
        return [e.text for e in parsed(tree_of(notes=notes)).find_class("note-label")]

    assert labels("", "", "") == ["1", "2", "3"]
    assert labels("7", "8") == ["7", "8"]
    assert labels("", "1", "", "*") == ["†", "1", "‡", "*"]


def test_a_note_leads_back_to_its_first_call() -> None:
    tree = tree_of(
        paragraph(
            "one two",
            Mark(3, 3, MarkKind.NOTE, {"note": "n1"}),
            Mark(7, 7, MarkKind.NOTE, {"note": "n1"}),
        ),
        notes=[Note("n1", [paragraph("note", name="np")])],
    )
    root = parsed(tree)
    calls = root.find_class("call")
    assert len({call.get("id") for call in calls}) == 2
    assert root.find_class("note-label")[0].get("href") == f"#{calls[0].get('id')}"


def test_a_voice_is_named_once_where_it_begins() -> None:
    tree = tree_of(
        paragraph("author", name="a"),
        paragraph("editor", name="b", voice="COMMENTARY"),
        paragraph("editor again", name="c", voice="COMMENTARY"),
    )
    root = parsed(tree)
    assert [e.text for e in root.find_class("voice-label")] == ["Commentary"]
    assert len(root.xpath('//*[@data-voice="COMMENTARY"]')) == 2


def test_headings_go_one_level_deeper_at_a_time() -> None:
    inner = Block(BlockKind.SECTION, "s2", children=[Block(BlockKind.HEADING, "h3", "Deep")])
    outer = Block(
        BlockKind.SECTION, "s1", children=[Block(BlockKind.HEADING, "h2", "Middle"), inner]
    )
    root = parsed(tree_of(Block(BlockKind.HEADING, "h1", "Top"), outer))
    assert [(e.tag, e.text) for e in root.iter("h3", "h4", "h5")] == [
        ("h3", "Top"),
        ("h4", "Middle"),
        ("h5", "Deep"),
    ]


def test_words_beside_the_text_follow_the_interface() -> None:
    tree = tree_of(paragraph("x", Mark(1, 1, MarkKind.GAP, {"reason": "illegible"})))
    rendered = render_text(tree, context=RenderContext("t"))
    assert "illegible" in rendered.body_html and "[illegible]" not in rendered.body_html
    assert 'lang="ru"' in shown(tree, "ru")


def test_a_page_that_begins_with_a_block_is_told_from_one_inside_a_line() -> None:
    pages = [PageBreak(1, "6", "", "", "", "p1", 0), PageBreak(2, "7", "", "", "", "p1", 4)]
    first, second = parsed(tree_of(paragraph("words"), pages=pages)).find_class("page-break")
    assert "leading" in first.classes
    assert "leading" not in second.classes


def test_the_first_line_of_a_block_leaves_no_empty_line_before_it() -> None:
    lines = [Mark(at, at, MarkKind.LINE_BREAK, {"n": str(at + 1)}) for at in (0, 3)]
    first, second = parsed(tree_of(paragraph("abc def", *lines))).find_class("line-break")
    assert "leading" in first.classes
    assert "leading" not in second.classes


def test_a_gap_of_unknown_extent_says_only_why() -> None:
    gap = Mark(0, 0, MarkKind.GAP, {"reason": "lost", "extent": "unknown", "unit": "character"})
    assert "[lost]" in shown(tree_of(paragraph("words", gap)))


def test_a_link_out_of_the_text_waits_for_its_address() -> None:
    link = Mark(0, 3, MarkKind.LINK, {"target": "#pg_57"})
    written = next(a for a in parsed(tree_of(paragraph("see", link))).iter("a") if a.text == "see")
    assert written.get("data-target") == "#pg_57"
    assert written.get("href") is None
