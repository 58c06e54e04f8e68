"""The text model: its canonical string is frozen, and the source's order comes back."""

from __future__ import annotations

import json

from muniment.core.text.canonical import canonical_sha256, canonical_string, normalise
from muniment.core.text.linearise import (
    linearise,
    listed_characters,
    omissions,
    shown_characters,
)
from muniment.core.text.model import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Note,
    PageBreak,
    TextTree,
    tree_as_row,
    tree_from_row,
)
from muniment.core.text.rename import rename_blocks


def sample() -> TextTree:
    """Make a text with everything that puts words back."""
    marks = [
        Mark(0, 3, MarkKind.EMPHASIS, {"rend": "bold"}),
        Mark(4, 9, MarkKind.READING, {"text": "rivr", "first": "1"}),
        Mark(9, 9, MarkKind.NOTE, {"note": "n1", "text": "*"}),
        Mark(13, 13, MarkKind.REMOVED, {"text": "- ", "reason": "line end"}),
        Mark(14, 14, MarkKind.NOTE, {"note": "n2", "away": "1"}),
    ]
    note = Note("n1", [Block(BlockKind.PARAGRAPH, "b4", "small")], "*")
    away = Note("n2", [Block(BlockKind.PARAGRAPH, "b5", "late")])
    return TextTree(
        "en",
        [
            Block(BlockKind.REMOVED, "b0", attrs={"text": "HEAD", "reason": "running head"}),
            Block(BlockKind.PARAGRAPH, "b1", "The river rose", marks),
            Block(BlockKind.TABLE, "b2", None, [], [Block(BlockKind.CELL, "b3", "")]),
            Block(BlockKind.PLACE, "b6", attrs={"note": "n2"}),
        ],
        [note, away],
        [PageBreak(1, "2", "", "", "", "b1", 4), PageBreak(2, "3", "", "", "n1", "b4", 0)],
    )


def test_the_canonical_string_is_the_leaves_of_the_body_then_of_the_notes() -> None:
    assert canonical_string(sample()) == "The river rose\n\nsmall\nlate"


def test_the_canonical_check_sum_is_frozen() -> None:
    tree = TextTree(
        body=[
            Block(BlockKind.PARAGRAPH, "a", "Зима́ 🚣🏽 и ѻ҆́ко."),
            Block(BlockKind.PARAGRAPH, "b", "e\u0301\u0323 \u05e0\u05d4\u05e8"),
        ],
        notes=[Note("n", [Block(BlockKind.PARAGRAPH, "c", "𝔐\u200d")])],
    )
    text = canonical_string(tree)
    assert len(text) == 28
    assert canonical_sha256(text) == (
        "d150372e485812833036c30404494f40bd17b4cfa323e470bf246f3fb93867f5"
    )


def test_white_space_folds_and_a_no_break_space_stays() -> None:
    assert normalise(" a \r\n\t b\u00a0 cafe\u0301 ") == " a b\u00a0 café "


def test_the_source_s_order_comes_back() -> None:
    assert linearise(sample()).split() == [
        "HEAD",
        "The",
        "rivrriver*",
        "small",
        "ros-",
        "e",
        "late",
    ]


def test_what_is_shown_and_what_is_listed_is_everything() -> None:
    tree = sample()
    assert omissions(tree) == {("running head", "HEAD"): 1, ("line end", "-"): 1}
    total = len("".join(linearise(tree).split()))
    assert shown_characters(tree) + listed_characters(tree) == total


def test_a_text_survives_its_storage() -> None:
    tree = sample()
    assert tree_from_row(json.loads(json.dumps(tree_as_row(tree)))) == tree


def test_renamed_blocks_are_renamed_wherever_they_are_named() -> None:
    tree = sample()
    rename_blocks(tree, {"b1": "x", "n1": "y", "b4": "z", "n2": "w"})
    assert tree.body[1].id == "x"
    assert [m.attrs["note"] for m in tree.body[1].marks if m.kind == MarkKind.NOTE and m.attrs] == [
        "y",
        "w",
    ]
    assert tree.body[3].attrs["note"] == "w"
    assert [(p.leaf, p.flow) for p in tree.page_breaks] == [("x", ""), ("z", "y")]
    assert linearise(tree) == linearise(sample())
