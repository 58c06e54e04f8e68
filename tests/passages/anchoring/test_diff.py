"""The diff of tokens: what it finds is equal, rising, and found without much work."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muniment.passages.anchoring.alignment import align
from muniment.passages.anchoring.diff import Box, Run, equal_runs, rising
from muniment.passages.anchoring.leaves import CanonicalText
from muniment.passages.anchoring.model import Leaf
from tests.passages.anchoring.test_carry import texts

WORDS = st.lists(st.sampled_from(["the", "ice", "and", ",", "."]), max_size=60)


def runs_of(a: list[str], b: list[str]) -> list[Run]:
    return equal_runs(a, b, Box(0, len(a), 0, len(b)))


def test_what_is_put_in_is_left_out() -> None:
    a, b = "the ice broke at noon".split(), "the thin ice broke up at noon".split()
    assert runs_of(a, b) == [Run(0, 0, 1), Run(1, 2, 2), Run(3, 5, 2)]


def test_a_token_that_could_stand_alone_stands_with_its_neighbours() -> None:
    a, b = "x y .".split(), "x y . z w .".split()
    assert runs_of(a, b) == [Run(0, 0, 3)]
    assert runs_of(b, a) == [Run(0, 0, 3)]
    assert runs_of("the cat sat".split(), "the dog . the cat sat".split()) == [Run(0, 3, 3)]


@given(WORDS, WORDS)
def test_runs_are_equal_and_rise_on_both_sides(a: list[str], b: list[str]) -> None:
    at_old = at_new = 0
    for old, new, size in runs_of(a, b):
        assert size > 0 and old >= at_old and new >= at_new
        assert a[old : old + size] == b[new : new + size]
        at_old, at_new = old + size, new + size
    assert at_old <= len(a) and at_new <= len(b)


@given(WORDS)
def test_equal_tokens_are_one_run(words: list[str]) -> None:
    assert runs_of(words, words) == ([Run(0, 0, len(words))] if words else [])


@given(st.lists(st.integers(0, 30), max_size=30))
def test_the_longest_rising_part_rises(values: list[int]) -> None:
    chain = rising(list(enumerate(values)))
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))
    assert bool(chain) == bool(values)


def test_a_hundred_thousand_tokens_are_compared_in_one_go() -> None:
    chance = random.Random(1)
    old = [f"w{chance.randrange(8000)}" for _ in range(100_000)]
    new = list(old)
    for _ in range(3000):
        new[chance.randrange(len(new))] = "changed"
    found = runs_of(old, new)
    assert sum(run.size for run in found) > 96_000


@given(texts(), texts())
def test_no_character_is_aligned_twice(old: list[Leaf], new: list[Leaf]) -> None:
    ours, theirs = CanonicalText.of(old), CanonicalText.of(new)
    spans = align(ours, theirs)
    for span in spans:
        assert ours.words[span.old : span.old_end] == theirs.words[span.new : span.new_end]
    for sides in (
        [(span.old, span.old_end) for span in spans],
        sorted((span.new, span.new_end) for span in spans),
    ):
        assert all(a[1] <= b[0] for a, b in pairwise(sides))
