"""Find what two sequences of tokens have in common, in time that grows with their length.

Patience diff: what is the same at both ends goes first, then the tokens that occur once on either
side are joined in their longest common order, and what lies between them is compared in the same
way. Only a small rest without any such token is compared in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SMALL = 4096
"""The largest product of two lengths that are compared in full."""

SHINGLES = (1, 2, 4)
"""Where no single token is unique, pairs are tried, then runs of four."""


class Run(NamedTuple):
    """Tokens that are the same on both sides: `size` of them from `old` and from `new` on."""

    old: int
    new: int
    size: int


class Box(NamedTuple):
    """A stretch of either side, end-exclusive."""

    old: int
    old_end: int
    new: int
    new_end: int


def equal_runs(a: Sequence[str], b: Sequence[str], box: Box) -> list[Run]:
    """Give runs of equal tokens within a box, rising on both sides and not touching."""
    found: list[Run] = []
    boxes = [box]
    while boxes:
        inner = _trimmed(a, b, boxes.pop(), found)
        ours, theirs = inner.old_end - inner.old, inner.new_end - inner.new
        if ours and theirs and ours + theirs > 2:  # one token each: they differ
            boxes.extend(_parted(a, b, inner, found))
    return _settled(a, b, sorted(found))


def _trimmed(a: Sequence[str], b: Sequence[str], box: Box, found: list[Run]) -> Box:
    """Take off what is equal at both ends."""
    old, old_end, new, new_end = box
    while old < old_end and new < new_end and a[old] == b[new]:
        old, new = old + 1, new + 1
    if old > box.old:
        found.append(Run(box.old, box.new, old - box.old))
    while old < old_end and new < new_end and a[old_end - 1] == b[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    if old_end < box.old_end:
        found.append(Run(old_end, new_end, box.old_end - old_end))
    return Box(old, old_end, new, new_end)


def _parted(a: Sequence[str], b: Sequence[str], box: Box, found: list[Run]) -> Iterator[Box]:
    """Yield the boxes between the tokens that are unique on both sides."""
    for size in SHINGLES:
        anchors = rising(_unique_pairs(a, b, box, size))
        if anchors:
            old, new = box.old, box.new
            for i, j in anchors:
                if i >= old and j >= new:
                    found.append(Run(i, j, size))
                    yield Box(old, i, new, j)
                    old, new = i + size, j + size
            yield Box(old, box.old_end, new, box.new_end)
            return
    if (box.old_end - box.old) * (box.new_end - box.new) <= SMALL:
        found.extend(_in_full(a, b, box))


def _unique_pairs(a: Sequence[str], b: Sequence[str], box: Box, size: int) -> list[tuple[int, int]]:
    ours, theirs = (
        _unique(a, box.old, box.old_end, size),
        _unique(b, box.new, box.new_end, size),
    )
    return [(i, theirs[token]) for token, i in ours.items() if token in theirs]


def _unique(tokens: Sequence[str], start: int, end: int, size: int) -> dict[object, int]:
    """Give the place of each token, or run of so many, that occurs once; in rising order."""
    part = tokens[start:end]
    shingles: list[object] = list(part)
    if size > 1:
        shingles = list(zip(*(part[k:] for k in range(size)), strict=False))
    counts = Counter(shingles)
    return {each: start + at for at, each in enumerate(shingles) if counts[each] == 1}


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest part of pairs, whose first numbers rise, in which the second rise too."""
    tails: list[int] = []
    holders: list[int] = []
    previous = [-1] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        at = bisect_left(tails, value)
        previous[index] = holders[at - 1] if at else -1
        if at == len(tails):
            tails.append(value)
            holders.append(index)
        else:
            tails[at], holders[at] = value, index
    chain: list[tuple[int, int]] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _in_full(a: Sequence[str], b: Sequence[str], box: Box) -> Iterator[Run]:
    matcher = SequenceMatcher(
        None, a[box.old : box.old_end], b[box.new : box.new_end], autojunk=False
    )
    for old, new, size in matcher.get_matching_blocks():
        if size:
            yield Run(box.old + old, box.new + new, size)


def _settled(a: Sequence[str], b: Sequence[str], runs: Sequence[Run]) -> list[Run]:
    """Join runs that touch, or could: of equal tokens, those next to the longer run are meant.

    "A. B." becomes "A. C. B.": which full stop is new cannot be told, but no run of one token
    shall stand alone when it can stand with its neighbours.
    """
    settled: list[Run] = []
    for run in runs:
        joint = _joint(a, b, settled[-1], run) if settled else None
        if joint:
            settled[-1] = joint
        else:
            settled.append(run)
    return settled


def _joint(a: Sequence[str], b: Sequence[str], left: Run, right: Run) -> Run | None:
    old, new = left.old + left.size, left.new + left.size
    if old != right.old and new != right.new:
        return None
    if right.size <= left.size:
        if _are_equal(a, old, b, new, right.size):
            return left._replace(size=left.size + right.size)
    elif _are_equal(a, right.old - left.size, b, right.new - left.size, left.size):
        size = left.size + right.size
        return Run(right.old - left.size, right.new - left.size, size)
    return None


def _are_equal(a: Sequence[str], i: int, b: Sequence[str], j: int, size: int) -> bool:
    return a[i : i + size] == b[j : j + size]
