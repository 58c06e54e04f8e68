"""Align two versions of a text: which characters of the old one are which of the new.

Each step compares only what the steps before have left free, on either side:

1. leaves that are the same (`pairing`): whole if they are equal, else by a diff of their tokens;
2. longer stretches that stand elsewhere now (`moves`);
3. what lies beside matched neighbours, by a diff of their tokens;
4. full stops and the like stay with the words before them (`signs`);
5. within words that were replaced one for one, the letters that both share at the ends.

No character of the new text belongs to two of the old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from muniment.passages.anchoring.diff import Box, Run, equal_runs
from muniment.passages.anchoring.evidence import without_chance
from muniment.passages.anchoring.leaves import CanonicalText
from muniment.passages.anchoring.moves import SHINGLE, free_stretches, moved_runs
from muniment.passages.anchoring.pairing import pair_leaves
from muniment.passages.anchoring.quotes import shared_start
from muniment.passages.anchoring.signs import bind_signs
from muniment.passages.anchoring.tokens import Tokens

WIDEST_WORDS = 80
"""A longer replacement is not looked into letter by letter."""

RESEMBLING = 0.5
"""Two words share letters if at least this part of the longer one is common at their ends."""


class Span(NamedTuple):
    """Characters that are the same in both versions: `size` of them from `old` and `new` on."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        """The offset behind it in the old version."""
        return self.old + self.size

    @property
    def new_end(self) -> int:
        """The offset behind it in the new version."""
        return self.new + self.size


def align(old: CanonicalText, new: CanonicalText) -> list[Span]:
    """Give the spans that both versions share, in the order of the old one."""
    return _Aligner(old, new).aligned()


class _Aligner:
    """Two versions in tokens, and for each token which one of the other side it is (-1: free)."""

    def __init__(self, old: CanonicalText, new: CanonicalText) -> None:
        self.old_text, self.new_text = old, new
        self.old, self.new = Tokens.of(old), Tokens.of(new)
        self.to_new = [-1] * len(self.old)
        self.to_old = [-1] * len(self.new)
        self.parts: list[Span] = []

    def aligned(self) -> list[Span]:
        self._pair()
        for run in moved_runs(self.old, self.new, self.to_new, self.to_old):
            for part in self._free_parts(run):
                self._join(part)
        self._fill()
        bind_signs(self.old, self.new, self.to_new, self.to_old)
        for behind, before in self._gaps():
            if behind and behind == before:
                self._look_into(behind)
        return sorted([*self._spans(), *self.parts])

    # Steps --------------------------------------------------------------------------------------

    def _pair(self) -> None:
        ours, theirs = self.old.firsts, self.new.firsts
        for i, j, is_equal in pair_leaves(self.old_text.leaves, self.new_text.leaves):
            box = Box(ours[i], ours[i + 1], theirs[j], theirs[j + 1])
            if is_equal:
                self._join(Run(box.old, box.new, box.old_end - box.old))
            else:
                self._compare(box)

    def _free_parts(self, run: Run) -> Iterator[Run]:
        """Cut a run down to what no longer one has taken."""
        start = 0
        for at in range(run.size + 1):
            is_free = (
                at < run.size and self.to_new[run.old + at] < 0 and self.to_old[run.new + at] < 0
            )
            if not is_free:
                if at > start:
                    yield Run(run.old + start, run.new + start, at - start)
                start = at + 1

    def _compare(self, box: Box) -> None:
        runs = equal_runs(self.old.words, self.new.words, box)
        for run in without_chance(self.old, self.new, runs, box):
            self._join(run)

    def _join(self, run: Run) -> None:
        i, j, size = run
        self.to_new[i : i + size] = range(j, j + size)
        self.to_old[j : j + size] = range(i, i + size)

    # Gaps ---------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Compare free stretches that have neighbours in common: both first, then one of them."""
        for behind, before in list(self._gaps()):
            if behind and behind == before:
                self._compare(behind)
        for behind, before in list(self._gaps()):
            if behind and behind != before:
                self._compare(_first_part(behind))
        for behind, before in list(self._gaps()):
            if before and behind != before:
                self._compare(_last_part(before))

    def _gaps(self) -> Iterator[tuple[Box | None, Box | None]]:
        """Yield each free stretch of the old text with a free one of the new text, twice.

        One lies behind the same token, the other before the same token; None if there is none.
        """
        by_start = dict(_free(self.to_old))
        by_end = {end: start for start, end in by_start.items()}
        for start, end in _free(self.to_new):
            left = self.to_new[start - 1] + 1 if start else 0
            right = self.to_new[end] if end < len(self.old) else len(self.new)
            behind = Box(start, end, left, by_start[left]) if left in by_start else None
            before = Box(start, end, by_end[right], right) if right in by_end else None
            yield behind, before

    # Letters ------------------------------------------------------------------------------------

    def _look_into(self, gap: Box) -> None:
        """Find the letters that replaced words have in common."""
        if self.old.characters(gap.old, gap.old_end) > WIDEST_WORDS:
            return
        if gap.old_end - gap.old != gap.new_end - gap.new:
            ours = self.old.without_signs(gap.old, gap.old_end)
            gap = Box(*ours, *self.new.without_signs(gap.new, gap.new_end))
        if gap.old_end - gap.old != gap.new_end - gap.new:
            if gap.old < gap.old_end and gap.new < gap.new_end:
                self._share_letters(gap)
            return
        for i, j in zip(range(gap.old, gap.old_end), range(gap.new, gap.new_end), strict=True):
            self._share_letters(Box(i, i + 1, j, j + 1))

    def _share_letters(self, gap: Box) -> None:
        start, end = self.old.starts[gap.old], self.old.ends[gap.old_end - 1]
        to, to_end = self.new.starts[gap.new], self.new.ends[gap.new_end - 1]
        was, now = self.old.text[start:end], self.new.text[to:to_end]
        head = shared_start(was, now)
        tail = shared_start(was[head:][::-1], now[head:][::-1])
        if head + tail < RESEMBLING * max(len(was), len(now)):
            return
        if head:
            self.parts.append(Span(start, to, head))
        if tail:
            self.parts.append(Span(end - tail, to_end - tail, tail))

    # Spans --------------------------------------------------------------------------------------

    def _spans(self) -> Iterator[Span]:
        """Turn matched tokens into spans, as long as what stands between the tokens allows."""
        old, new = self.old, self.new
        at = 0
        while at < len(old):
            first, to = at, self.to_new[at]
            at += 1
            if to < 0:
                continue
            while at < len(old) and self._goes_on(at, to + at - first):
                at += 1
            start, end = old.starts[first], old.ends[at - 1]
            yield Span(start, new.starts[to], end - start)

    def _goes_on(self, i: int, j: int) -> bool:
        old, new = self.old, self.new
        return self.to_new[i] == j and (
            old.text[old.ends[i - 1] : old.starts[i]] == new.text[new.ends[j - 1] : new.starts[j]]
        )


def _first_part(box: Box) -> Box:
    """Keep what is near the neighbour before a box that has none in common behind."""
    old_end, new_end = box.old + _width(box), box.new + _width(box)
    return box._replace(old_end=min(box.old_end, old_end), new_end=min(box.new_end, new_end))


def _last_part(box: Box) -> Box:
    """Keep what is near the neighbour behind a box that has none in common before."""
    old, new = box.old_end - _width(box), box.new_end - _width(box)
    return box._replace(old=max(box.old, old), new=max(box.new, new))


def _width(box: Box) -> int:
    return 2 * min(box.old_end - box.old, box.new_end - box.new) + 2 * SHINGLE


def _free(matched: Sequence[int]) -> Iterator[tuple[int, int]]:
    return free_stretches(matched, (0, len(matched)))
