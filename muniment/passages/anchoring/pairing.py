"""Tell which leaves of two versions are one and the same: the first step of an alignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from muniment.passages.anchoring.model import Leaf

LONG = 40
"""Leaves of so many characters and equal words are the same, whatever their ids, if they are
the only ones. Shorter ones (the cells of a table) may well be others."""

ALIKE = 0.5
"""Share of the shorter leaf's words that the other of the same id must have too: an editor who
numbers his paragraphs anew gives the old numbers to other words."""


class Pair(NamedTuple):
    """A leaf of the old version and one of the new, by their places."""

    old: int
    new: int
    is_equal: bool


def pair_leaves(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Pair]:
    """Pair leaves of equal id and words, then of equal words, then of equal id and like words."""
    places = {leaf.block: at for at, leaf in enumerate(new)}
    mates = [places.get(leaf.block) for leaf in old]
    pairs = [
        Pair(i, j, is_equal=True)
        for i, j in enumerate(mates)
        if j is not None and old[i].plain == new[j].plain
    ]
    taken_old, taken_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    for i, j in _equal_elsewhere(old, new, taken_old, taken_new):
        pairs.append(Pair(i, j, is_equal=True))
        taken_old.add(i)
        taken_new.add(j)
    for i, mate in enumerate(mates):
        if mate is None or i in taken_old or mate in taken_new:
            continue
        if are_alike(old[i].plain, new[mate].plain):
            pairs.append(Pair(i, mate, is_equal=False))
    return pairs


def _equal_elsewhere(
    old: Sequence[Leaf], new: Sequence[Leaf], taken_old: set[int], taken_new: set[int]
) -> list[tuple[int, int]]:
    ours, theirs = _lone(old, taken_old), _lone(new, taken_new)
    return [(i, theirs[plain]) for plain, i in ours.items() if plain in theirs]


def _lone(leaves: Sequence[Leaf], taken: set[int]) -> dict[str, int]:
    free = [at for at in range(len(leaves)) if at not in taken]
    counts = Counter(leaves[at].plain for at in free)
    return {
        leaves[at].plain: at
        for at in free
        if counts[leaves[at].plain] == 1 and len(leaves[at].plain) >= LONG
    }


def are_alike(a: str, b: str) -> bool:
    """Tell whether the shorter text is made of the other's words, for the most part."""
    ours, theirs = Counter(a.split()), Counter(b.split())
    shorter = min(ours.total(), theirs.total())
    return (ours & theirs).total() >= ALIKE * shorter
