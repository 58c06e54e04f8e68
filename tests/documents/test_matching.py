"""Block ids that live on from version to version."""

from __future__ import annotations

from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree
from muniment.core.text.rename import rename_blocks
from muniment.documents.matching import match_blocks

P = BlockKind.PARAGRAPH


def of(*plains: str) -> TextTree:
    body = [Block(P, f"b{number}", plain) for number, plain in enumerate(plains, start=1)]
    return TextTree("en", body)


def inherited(old: TextTree, new: TextTree) -> list[str]:
    rename_blocks(new, match_blocks(old, new, version=2))
    return [leaf.id for leaf in new.leaves()]


def test_an_unchanged_text_keeps_every_id() -> None:
    old, new = of("One.", "Two.", "Two."), of("One.", "Two.", "Two.")
    old.body[1].id = "b9-v3"
    assert inherited(old, new) == ["b1", "b9-v3", "b3"]


def test_a_corrected_paragraph_keeps_its_id_and_an_inserted_one_gets_a_new_one() -> None:
    old = of("It snowed all day long.", "We read Gogol aloud.")
    new = of("Up early again.", "It snowed all day long!", "We read Gogol aloud.")
    assert inherited(old, new) == ["b1-v2", "b1", "b2"]


def test_an_id_of_a_removed_paragraph_goes_to_nobody() -> None:
    old = of("First of all words.", "Second in the line.", "Third and last one.")
    new = of("First of all words.", "Third and last one.")
    assert inherited(old, new) == ["b1", "b3"]


def test_a_rewritten_paragraph_is_another_paragraph() -> None:
    assert inherited(of("It snowed all day long."), of("Nobody came to see us.")) == ["b1-v2"]


def test_a_moved_paragraph_takes_its_id_along() -> None:
    old = of("Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.", "Kappa lambda mu.")
    new = of("Kappa lambda mu.", "Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.")
    assert inherited(old, new) == ["b4", "b1", "b2", "b3"]


def test_an_id_of_the_source_wins_over_likeness() -> None:
    old = TextTree("en", [Block(P, "first", "It snowed all day long.")])
    new = TextTree("en", [Block(P, "first", "Nobody came."), Block(P, "b1", "It snowed all day.")])
    assert inherited(old, new) == ["first", "b1-v2"]


def test_repeated_words_are_told_apart_by_their_order() -> None:
    old = of("Sir,", "I beg to report.", "Sir,", "Nothing more.")
    new = of("Sir,", "I beg to report.", "Indeed I must.", "Sir,", "Nothing more.")
    assert inherited(old, new) == ["b1", "b2", "b3-v2", "b3", "b4"]


def test_notes_and_containers_follow_their_leaves() -> None:
    def make(*items: str, note: str) -> TextTree:
        rows = [Block(BlockKind.ITEM, f"b{n}", item) for n, item in enumerate(items, start=2)]
        rows[0].marks = [Mark(1, 1, MarkKind.NOTE, {"note": "n1"})]
        return TextTree(
            "en",
            [Block(BlockKind.LIST, "b1", children=rows)],
            [Note("n1", [Block(P, "b9", note)])],
            [PageBreak(1, "5", "", "", "n1", "b9", 0)],
        )

    old = make("flour and salt", "sugar", note="As printed in the book.")
    old.notes[0].id = "n7-v2"
    old.body[0].id = "b8-v2"
    rename_blocks(old, {})
    old.body[0].children[0].marks = [Mark(1, 1, MarkKind.NOTE, {"note": "n7-v2"})]
    new = make("flour and salt", "sugar", "tea", note="As it is printed in the book.")
    rename_blocks(new, match_blocks(old, new, version=3))
    assert new.body[0].id == "b8-v2"
    assert new.notes[0].id == "n7-v2"
    assert new.body[0].children[0].marks[0].attrs == {"note": "n7-v2"}
    assert new.page_breaks[0][4:6] == ("n7-v2", "b9")


def test_a_figure_without_words_keeps_its_id_by_its_order() -> None:
    def make(text: str) -> TextTree:
        return TextTree("en", [Block(P, "b1", text), Block(BlockKind.FIGURE, "b2")])

    new = make("See the plate below!")
    rename_blocks(new, match_blocks(make("See the plate below."), new, version=2))
    assert [b.id for b in new.body] == ["b1", "b2"]


def test_no_id_is_given_twice_in_a_long_text_of_equal_lines() -> None:
    old, new = of(*["—"] * 300), of(*["—"] * 311)
    ids = inherited(old, new)
    assert len(set(ids)) == 311
