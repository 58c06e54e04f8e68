"""The simulation of the benchmark, once for each kind, and how it judges."""

from __future__ import annotations

from typing import get_args

import pytest

from benchmarks.anchoring.__main__ import LEAST_RIGHT, MOST_WRONG
from benchmarks.anchoring.draft import NEW
from benchmarks.anchoring.prose import Language
from benchmarks.anchoring.trial import Ids, Trial, run
from benchmarks.anchoring.truth import Truth, Verdict
from muniment.passages.anchoring.model import Anchor, Passage, Status


@pytest.mark.parametrize("ids", get_args(Ids))
@pytest.mark.parametrize("language", get_args(Language))
def test_after_250_edits_nearly_all_passages_are_where_their_words_are(
    language: Language, ids: Ids
) -> None:
    outcome = run(Trial(language, ids, edits=250, seed=7))
    total = outcome.ours.total()
    assert total == 1000
    assert outcome.ours[Verdict.RIGHT] >= LEAST_RIGHT * total
    assert outcome.ours[Verdict.WRONG] <= MOST_WRONG * total
    assert outcome.ours[Verdict.RIGHT] > outcome.quote[Verdict.RIGHT]


def test_a_trial_is_repeatable() -> None:
    trial = Trial("ru", "source", edits=30, seed=3, paragraphs=40, passages=50)
    assert run(trial).ours == run(trial).ours


# How it judges: "one two three", from which "two" is taken out and before which "new" is put ------

OLD = "one two three"
MARKS = [NEW] * 4 + [0, 1, 2, 3] + [8, 9, 10, 11, 12]  # "new one three"


def verdict(start: int, end: int, status: Status, at: int, to: int) -> Verdict:
    return Truth(OLD, MARKS).judge(Passage(start, end), Anchor(status, at, to))


@pytest.mark.parametrize(
    ("at", "to", "judged"),
    [
        (4, 7, Verdict.RIGHT),
        (0, 7, Verdict.RIGHT),  # what is new beside it may belong to it
        (4, 8, Verdict.RIGHT),
        (4, 9, Verdict.WRONG),  # a letter of the next word
        (5, 7, Verdict.WRONG),  # its first letter is missing
        (8, 13, Verdict.WRONG),
    ],
)
def test_an_answer_covers_what_is_left_and_no_neighbour(at: int, to: int, judged: Verdict) -> None:
    assert verdict(0, 3, Status.MOVED, at, to) == judged


def test_to_give_up_is_right_only_where_less_than_half_is_left() -> None:
    assert verdict(4, 7, Status.ORPHAN, 0, 0) == Verdict.RIGHT
    assert verdict(0, 3, Status.ORPHAN, 0, 0) == Verdict.MISSED
    assert verdict(2, 7, Status.ORPHAN, 0, 0) == Verdict.RIGHT


def test_words_that_are_gone_are_nowhere() -> None:
    assert verdict(4, 7, Status.EDITED, 0, 3) == Verdict.WRONG
