"""The selectors of a passage, and words that are not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import Block, BlockKind, Note, TextTree
from muniment.passages.anchoring.describe import (
    PassageOutsideText,
    QuoteMismatch,
    QuoteNotFound,
    describe,
    find,
)
from muniment.passages.anchoring.leaves import CanonicalText, leaves_of
from muniment.passages.anchoring.model import Leaf, Passage
from tests.passages.anchoring.texts import canonical, leaves, passage

HARD = leaves("Бг҃ъ 😀👩‍🏫 é", "", "҂аѡ — «Hore<Belisha»", "The end of it all, and of this.")


def test_a_passage_is_described_in_three_ways() -> None:
    text = leaves("One two three.", "Four five six.")
    found = describe(text, passage(text, "three.\nFour"))
    assert (found.exact, found.prefix, found.suffix) == ("three.\nFour", "One two ", " five six.")
    assert (found.start, found.end) == (8, 19)
    assert (found.first_block, found.first_offset) == ("a", 8)
    assert (found.last_block, found.last_offset) == ("b", 4)


def test_the_context_has_32_characters_on_either_side() -> None:
    text = leaves("x" * 50 + "word" + "y" * 50)
    found = describe(text, passage(text, "word"))
    assert (found.prefix, found.suffix) == ("x" * 32, "y" * 32)


def test_positions_are_code_points() -> None:
    found = describe(HARD, passage(HARD, "👩‍🏫"))
    assert (found.start, found.end) == (6, 9)


def test_a_passage_over_an_empty_leaf_names_the_leaves_at_its_ends() -> None:
    found = describe(HARD, passage(HARD, "é\n\n҂аѡ"))
    assert (found.first_block, found.last_block, found.last_offset) == ("a", "c", 3)


@given(st.lists(st.text("ab é😀", max_size=6), max_size=6), st.data())
def test_blocks_and_offsets_lead_back_to_the_passage(
    plains: list[str], data: st.DataObject
) -> None:
    text = leaves(*plains)
    whole = CanonicalText.of(text)
    if not whole.words:
        return
    start = data.draw(st.integers(0, len(whole.words) - 1))
    end = data.draw(st.integers(start + 1, len(whole.words)))
    found = describe(text, Passage(start, end))
    starts = {leaf.block: at for leaf, at in zip(text, whole.starts, strict=True)}
    lengths = {leaf.block: len(leaf.plain) for leaf in text}
    assert starts[found.first_block] + found.first_offset == start
    assert starts[found.last_block] + found.last_offset == end
    assert 0 <= found.first_offset <= lengths[found.first_block]
    assert 0 <= found.last_offset <= lengths[found.last_block]
    assert found.exact == whole.words[start:end]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (4, 2), (-1, 3), (0, 100), (14, 15)])
def test_what_is_empty_or_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(PassageOutsideText, match="has 14 characters"):
        describe(leaves("One two three."), Passage(start, end))


def test_an_empty_text_has_no_passages() -> None:
    with pytest.raises(PassageOutsideText):
        describe([], Passage(0, 1))


def test_other_words_at_the_place_are_refused() -> None:
    text = leaves("One two three.")
    assert describe(text, Passage(4, 7), quote="two").exact == "two"
    with pytest.raises(QuoteMismatch, match="says “two”, not “tw0”"):
        describe(text, Passage(4, 7), quote="tw0")


def test_a_quote_alone_is_found_where_it_stands_once() -> None:
    assert find(HARD, "Belisha") == passage(HARD, "Belisha")


def test_a_quote_in_several_places_needs_its_context() -> None:
    text = leaves("We saw the river rise.", "Then we saw the river fall.")
    place = find(text, "the river", prefix="Then we saw ", suffix=" fall.")
    assert canonical(text)[place.start :] == "the river fall."
    with pytest.raises(QuoteNotFound, match="stands in 2 places"):
        find(text, "the river")


@pytest.mark.parametrize("quote", ["absent", ""])
def test_a_quote_that_is_not_there_is_not_found(quote: str) -> None:
    with pytest.raises(QuoteNotFound, match="is not in"):
        find(HARD, quote)


def test_the_leaves_of_a_text_make_its_canonical_string() -> None:
    tree = TextTree(
        body=[
            Block(BlockKind.HEADING, "h", "Head"),
            Block(BlockKind.LIST, "l", children=[Block(BlockKind.ITEM, "i", "Item")]),
        ],
        notes=[Note("n", [Block(BlockKind.PARAGRAPH, "np", "A note 😀")])],
    )
    found = leaves_of(tree)
    assert found == [Leaf("h", "Head"), Leaf("i", "Item"), Leaf("np", "A note 😀")]
    assert CanonicalText.of(found).words == canonical_string(tree)
