"""Passages follow their words into a corrected text, or are given up; never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.passages.anchoring.carry import carry
from muniment.passages.anchoring.model import Anchor, Leaf, Passage, Status
from muniment.passages.anchoring.preview import Effect, effect_of
from tests.passages.anchoring.texts import canonical, carried, leaves, passage, words_at

OLD = leaves(
    "The ice broke at noon, and we could hear it from the house.",
    "In the morning the barometer stood at 754, and we recieved no letters from Kem.",
    "A paragraph about sledges, dogs and the price of tallow, which nobody reads twice.",
    "Conference note: it was agreed to send for the surveyor in the spring.",
)


def changed(*edits: tuple[str, str]) -> list[Leaf]:
    """Replace words in the leaves; their ids stay."""
    new = []
    for leaf in OLD:
        plain = leaf.plain
        for was, now in edits:
            plain = plain.replace(was, now)
        new.append(Leaf(leaf.block, plain))
    assert new != OLD
    return new


# Corrections within a paragraph ------------------------------------------------------------------


def test_words_before_a_correction_are_the_same_and_words_behind_it_have_moved() -> None:
    new = changed(("recieved", "received by post"))
    assert carried(OLD, new, "hear it") == ("same", "hear it")
    assert carried(OLD, new, "letters from Kem") == ("moved", "letters from Kem")


def test_a_mended_letter_leaves_the_word_where_it_is() -> None:
    new = changed(("recieved", "received"))
    assert carried(OLD, new, "recieved") == ("edited", "received")
    assert carried(OLD, new, "we recieved no") == ("edited", "we received no")


def test_a_passage_that_begins_within_a_mended_word_begins_there_again() -> None:
    new = changed(("barometer", "baromoter"))
    assert carried(OLD, new, "meter stood") == ("edited", "moter stood")


def test_words_put_in_beside_a_passage_are_not_part_of_it() -> None:
    new = changed(("the barometer", "the old barometer"))
    assert carried(OLD, new, "barometer stood") == ("moved", "barometer stood")
    assert carried(OLD, new, "morning the") == ("same", "morning the")
    assert carried(OLD, new, "the barometer") == ("edited", "the old barometer")


def test_a_first_or_last_word_that_is_replaced_belongs_to_the_passage() -> None:
    new = changed(("hear it", "see it"), ("house", "cottage"))
    assert carried(OLD, new, "hear it from the house") == ("edited", "see it from the cottage")


def test_a_word_joined_or_parted_is_the_same_word() -> None:
    assert carried(OLD, changed(("at noon", "atnoon")), "at noon") == ("edited", "atnoon")


def test_what_is_deleted_is_an_orphan_at_its_old_place() -> None:
    new = changed((" and the price of tallow", ""))
    (anchor,) = carry(OLD, new, [passage(OLD, "the price of tallow")])
    assert anchor.status == Status.ORPHAN
    assert anchor.start == anchor.end == canonical(new).index(", which nobody")


def test_a_word_that_is_replaced_by_another_is_an_orphan() -> None:
    assert carried(OLD, changed(("surveyor", "doctor")), "surveyor")[0] == "orphan"


def test_spaces_at_the_ends_of_a_passage_are_kept_while_they_are_there() -> None:
    new = changed(("The ice", "All the ice"))
    assert carried(OLD, new, " stood at ") == ("moved", " stood at ")


def test_a_paragraph_that_is_rewritten_under_its_id_keeps_no_passage() -> None:
    new = [*OLD[:3], Leaf("d", "Nothing more was heard of him after that year.")]
    assert carried(OLD, new, "it was agreed")[0] == "orphan"


def test_words_without_spaces_are_compared_by_characters() -> None:
    old, new = leaves("明治三十一年三月八日晴"), leaves("明治三十二年三月八日の朝晴")
    assert carried(old, new, "三月八日") == ("same", "三月八日")


SENTENCES = leaves("The ice broke. The dogs ran off. A cold wind blew. Nobody slept.")


def test_a_full_stop_stays_with_its_sentence_when_the_next_is_deleted() -> None:
    new = leaves("The ice broke. A cold wind blew. Nobody slept.")
    assert carried(SENTENCES, new, "The ice broke.") == ("same", "The ice broke.")
    assert carried(SENTENCES, new, "A cold wind blew.") == ("moved", "A cold wind blew.")
    assert carried(SENTENCES, new, "The dogs ran off.")[0] == "orphan"


def test_a_full_stop_stays_with_its_sentence_when_another_is_put_behind() -> None:
    new = leaves("The ice broke. We cheered. The dogs ran off. A cold wind blew. Nobody slept.")
    assert carried(SENTENCES, new, "The ice broke.") == ("same", "The ice broke.")
    assert carried(SENTENCES, new, "The dogs ran off.") == ("moved", "The dogs ran off.")


def test_the_dash_of_a_speech_stays_with_its_speech() -> None:
    old = leaves("— Where is the ice?", "— Gone, all of it.", "— And the dogs?")
    new = [old[0], old[2]]
    assert carried(old, new, "— And the dogs?") == ("moved", "— And the dogs?")


# Whole paragraphs --------------------------------------------------------------------------------


def test_a_paragraph_that_is_moved_takes_its_passages_along() -> None:
    new = [OLD[0], OLD[1], OLD[3], OLD[2]]
    assert carried(OLD, new, "price of tallow") == ("moved", "price of tallow")
    assert carried(OLD, new, "agreed to send") == ("moved", "agreed to send")


def test_a_paragraph_may_move_and_lose_its_id_and_be_corrected() -> None:
    moved = OLD[2].plain.replace("tallow", "lard")
    new = [Leaf("new", moved), OLD[0], OLD[1], OLD[3]]
    assert carried(OLD, new, "sledges, dogs") == ("moved", "sledges, dogs")
    assert carried(OLD, new, "the price of tallow") == ("edited", "the price of lard")


def test_a_passage_over_two_paragraphs_stays_whole_when_they_are_joined() -> None:
    new = [Leaf("a", f"{OLD[0].plain} {OLD[1].plain}"), *OLD[2:]]
    assert carried(OLD, new, "the house.\nIn the") == ("edited", "the house. In the")


def test_a_passage_stays_whole_when_its_paragraph_is_split() -> None:
    head, tail = OLD[1].plain.split(", ")
    new = [OLD[0], Leaf("b", head + "."), Leaf("b2", tail.capitalize()), *OLD[2:]]
    assert carried(OLD, new, "754, and we") == ("edited", "754.\nAnd we")


def test_a_passage_over_paragraphs_takes_in_one_that_is_put_between() -> None:
    new = [OLD[0], Leaf("x", "A new one."), *OLD[1:]]
    assert carried(OLD, new, "house.\nIn the") == ("edited", "house.\nA new one.\nIn the")


def test_a_passage_that_is_torn_apart_stays_with_its_larger_part() -> None:
    new = [OLD[1], OLD[2], OLD[3], OLD[0]]
    words = "hear it from the house.\nIn the"
    assert carried(OLD, new, words) == ("edited", "hear it from the house.")


def test_a_copy_elsewhere_never_takes_a_passage_from_its_paragraph() -> None:
    copy = Leaf("copy", OLD[1].plain.replace("754", "755"))
    new = [copy, *changed(("754", "756"))]
    assert carried(OLD, new, "the barometer stood at") == ("moved", "the barometer stood at")
    (anchor,) = carry(OLD, new, [passage(OLD, "the barometer stood at")])
    assert anchor.start > len(copy.plain)


def test_a_deleted_paragraph_leaves_nothing_in_one_like_it() -> None:
    old = leaves(
        "At seven the barometer stood at 754, and the wind was from the north.",
        "At seven the barometer stood at 760, and the wind was from the west.",
    )
    assert carried(old, old[1:], "754, and the wind was from the north")[0] == "orphan"
    (anchor,) = carry(old, old[1:], [Passage(0, len("At seven the barometer"))])
    assert anchor.status == Status.ORPHAN


def test_paragraphs_that_are_numbered_anew_keep_their_passages() -> None:
    new = [
        Leaf("a", "An introduction that was not there before."),
        *leaves(*(x.plain for x in OLD), ids="bcde"),
    ]
    assert carried(OLD, new, "the barometer stood") == ("moved", "the barometer stood")
    assert carried(OLD, new, "sledges") == ("moved", "sledges")


def test_equal_headings_are_told_apart_by_their_places() -> None:
    old = leaves("March", "Ice all day, and no wind.", "March", "Thaw, and rain at night.")
    new = leaves(
        "1897", "March", "Ice all day, and no wind.", "March", "Thaw, and rain.", ids="vwxyz"
    )
    second = canonical(old).rindex("March")
    (anchor,) = carry(old, new, [Passage(second, second + 5)])
    assert (anchor.status, anchor.start) == (Status.MOVED, canonical(new).rindex("March"))


# Quotes ------------------------------------------------------------------------------------------


def test_an_exact_quote_is_found_in_words_that_are_otherwise_new() -> None:
    new = [*OLD[:3], Leaf("x", "Later on send for the surveyor was what everybody said.")]
    assert carried(OLD, new, "send for the surveyor") == ("moved", "send for the surveyor")


def test_a_short_quote_is_not_looked_for() -> None:
    new = [*OLD[:3], Leaf("x", "A surveyor came.")]
    assert carried(OLD, new, "surveyor")[0] == "orphan"


def test_a_quote_in_two_new_places_is_not_guessed() -> None:
    new = [
        *OLD[:3],
        Leaf("x", "Some send for the surveyor twice."),
        Leaf("y", "Others send for the surveyor once."),
    ]
    assert carried(OLD, new, "send for the surveyor")[0] == "orphan"


# Many at once ------------------------------------------------------------------------------------


def test_overlapping_passages_are_carried_each_by_itself() -> None:
    new = changed(("recieved", "received"))
    words = ["we recieved no letters", "recieved no", "no letters", "letters from Kem"]
    anchors = carry(OLD, new, [passage(OLD, each) for each in words])
    assert [words_at(new, anchor) for anchor in anchors] == [
        "we received no letters",
        "received no",
        "no letters",
        "letters from Kem",
    ]


@pytest.mark.parametrize("bad", [Passage(5, 5), Passage(7, 3), Passage(0, 9999), Passage(-3, 4)])
def test_a_passage_that_its_text_never_had_is_an_orphan(bad: Passage) -> None:
    (anchor,) = carry(OLD, changed(("ice", "frost")), [bad])
    assert anchor.status == Status.ORPHAN


def test_the_effect_of_a_correction_is_counted() -> None:
    new = changed(("recieved", "received!"), (" and the price of tallow", ""))
    words = ["The ice", "recieved", "Kem", "the price of tallow", "surveyor"]
    effect = effect_of(carry(OLD, new, [passage(OLD, each) for each in words]))
    assert effect == Effect(same=1, moved=2, edited=1, orphan=1)
    assert (effect.unchanged, effect.total) == (3, 5)


# What always holds -------------------------------------------------------------------------------

PLAIN = st.text(st.sampled_from("aab  bc.,é😀ѣ\u0301三"), max_size=30) | st.sampled_from(
    ["", "March", "the ice broke at noon and the wind was from the north", OLD[1].plain]
)


@st.composite
def texts(draw: st.DrawFn) -> list[Leaf]:
    plains = draw(st.lists(PLAIN, max_size=7))
    ids = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=7, max_size=7))
    return [Leaf(name, plain) for name, plain in zip(ids, plains, strict=False)]


def some_passages(text: list[Leaf]) -> list[Passage]:
    length = len(canonical(text))
    cuts = sorted({0, 1, 3, length // 3, length // 2, length - 2, length} & set(range(length + 1)))
    return [Passage(a, b) for a in cuts for b in cuts if a < b]


@given(texts())
def test_in_an_identical_text_all_is_the_same(text: list[Leaf]) -> None:
    chosen = some_passages(text)
    found = carry(text, text, chosen)
    assert found == [Anchor(Status.SAME, each.start, each.end) for each in chosen]


@given(texts())
def test_text_put_behind_changes_nothing(text: list[Leaf]) -> None:
    new = [*text, Leaf("z", "Something quite different")]
    for chosen, anchor in zip(
        some_passages(text), carry(text, new, some_passages(text)), strict=True
    ):
        if words_at(text, chosen).strip():
            assert anchor == Anchor(Status.SAME, chosen.start, chosen.end)


@given(texts(), texts())
def test_spans_lie_within_the_text_and_what_is_unchanged_has_equal_words(
    old: list[Leaf], new: list[Leaf]
) -> None:
    chosen = some_passages(old)
    anchors = carry(old, new, chosen)
    assert len(anchors) == len(chosen)
    for each, anchor in zip(chosen, anchors, strict=True):
        assert 0 <= anchor.start <= anchor.end <= len(canonical(new))
        if anchor.status == Status.ORPHAN:
            assert anchor.start == anchor.end
            continue
        assert anchor.start < anchor.end
        is_equal = words_at(old, each) == words_at(new, anchor)
        assert is_equal == (anchor.status in (Status.SAME, Status.MOVED))
        assert (anchor.status == Status.SAME) == (is_equal and anchor.start == each.start)
