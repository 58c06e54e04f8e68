"""Find stretches that stand elsewhere now: moved, split off, or put together with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from muniment.passages.anchoring.diff import Run
from muniment.passages.anchoring.tokens import Tokens

SHINGLE = 8
"""So many tokens in a row that occur once among what is left on either side are the same."""


def moved_runs(
    old: Tokens, new: Tokens, to_new: Sequence[int], to_old: Sequence[int]
) -> Iterator[Run]:
    """Yield runs of equal free tokens around a shingle that is unique on both sides.

    The longest come first; they may overlap. A token is free while its entry is below 0.
    """
    ours, theirs = _unique_shingles(old, to_new), _unique_shingles(new, to_old)
    found: list[Run] = []
    reached: dict[int, int] = {}  # by diagonal: the end of the last run on it
    for shingle, i in ours.items():
        j = theirs.get(shingle, -1)
        if i >= 0 and j >= 0 and reached.get(j - i, 0) <= i:
            run = _grown(old, new, to_new, to_old, Run(i, j, SHINGLE))
            reached[j - i] = run.old + run.size
            found.append(run)
    yield from sorted(found, key=lambda run: -run.size)


def _unique_shingles(tokens: Tokens, matched: Sequence[int]) -> dict[tuple[str, ...], int]:
    """Give the place of each shingle of free tokens; -1 for those that occur again."""
    places: dict[tuple[str, ...], int] = {}
    for start, end in free_stretches(matched, tokens.firsts):
        part = tokens.words[start:end]
        for at, shingle in enumerate(zip(*(part[k:] for k in range(SHINGLE)), strict=False)):
            places[shingle] = -1 if shingle in places else start + at
    return places


def free_stretches(matched: Sequence[int], firsts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of free tokens; none goes on from one leaf into the next."""
    for first, end in pairwise(firsts):
        at = first
        while at < end:
            if matched[at] >= 0:
                at += 1
                continue
            start = at
            while at < end and matched[at] < 0:
                at += 1
            yield start, at


def _grown(
    old: Tokens, new: Tokens, to_new: Sequence[int], to_old: Sequence[int], seed: Run
) -> Run:
    """Lengthen a run in both directions while tokens are equal and free."""

    def fits(i: int, j: int) -> bool:
        return to_new[i] < 0 and to_old[j] < 0 and old.words[i] == new.words[j]

    i, j, size = seed
    while i > 0 and j > 0 and fits(i - 1, j - 1):
        i, j, size = i - 1, j - 1, size + 1
    while i + size < len(old) and j + size < len(new) and fits(i + size, j + size):
        size += 1
    return Run(i, j, size)
