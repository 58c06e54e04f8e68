"""Take passages from one version of a text to the next; never by a guess."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from muniment.passages.anchoring.alignment import Span, align
from muniment.passages.anchoring.leaves import CanonicalText
from muniment.passages.anchoring.model import Anchor, Leaf, Passage, Status
from muniment.passages.anchoring.quotes import (
    MOST_PLACES,
    SHORTEST,
    best_place,
    context_of,
    places_of,
)

SURVIVING = 0.5
"""An edited passage must keep this part of its characters, at least."""

ROOM = 400
"""So many new characters, and three times the passage's own, may be put into a passage."""


def carry(
    old_leaves: Sequence[Leaf], new_leaves: Sequence[Leaf], passages: Sequence[Passage]
) -> list[Anchor]:
    """Say where each passage of the old version stands in the new one.

    Passages may overlap and run over leaves. One that is empty or ends behind its text is an
    orphan: nobody can say which words it meant.
    """
    old, new = CanonicalText.of(old_leaves), CanonicalText.of(new_leaves)
    length = len(old.words)
    spans = [Span(0, 0, length)] if old.words == new.words else align(old, new)
    carrier = _Carrier(old.words, new.words, spans)
    return [carrier.anchor(passage) for passage in passages]


class _Piece(NamedTuple):
    """What of a passage lies in one span, and the place of that span in the old order."""

    place: int
    span: Span


class _Carrier:
    """Two canonical strings and the spans that they share, in the order of either."""

    def __init__(self, old: str, new: str, spans: Sequence[Span]) -> None:
        self.old, self.new = old, new
        self.spans = [Span(0, 0, 0), *spans, Span(len(old), len(new), 0)]
        self.ends = [span.old_end for span in self.spans]
        order = sorted(range(len(self.spans)), key=lambda at: (self.spans[at].new, at))
        self.new_starts = [self.spans[at].new for at in order]
        self.new_ends = [self.spans[at].new_end for at in order]
        self.sums = list(accumulate((self.spans[at].size for at in order), initial=0))
        self.follows = [False] * len(self.spans)  # its neighbour in the old text in the new too
        for before, at in pairwise(order):
            self.follows[at] = at == before + 1

    def anchor(self, passage: Passage) -> Anchor:
        """Say where a passage stands now."""
        start, end = passage.start, passage.end
        if not 0 <= start < end <= len(self.old):
            return self._orphan(start)
        inner, inner_end = _without_spaces(self.old, start, end)
        place = self._survivors(inner, inner_end) or self._quoted(inner, inner_end)
        if place is None:
            return self._orphan(start)
        outer, outer_end = place[0] - (inner - start), place[1] + (end - inner_end)
        if outer >= 0 and self.new[outer:outer_end] == self.old[start:end]:
            return Anchor(Status.SAME if outer == start else Status.MOVED, outer, outer_end)
        return Anchor(Status.EDITED, *place)

    # What survives ------------------------------------------------------------------------------

    def _survivors(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the span of the passage's surviving characters, if they are enough and together.

        Words that were put in the place of its first or last ones belong to it.
        """
        group = self._without_stray_signs(max(self._groups(start, end), key=_size, default=[]))
        if not group or _size(group) < SURVIVING * (end - start):
            return None
        (first, head), (last, tail) = group[0], group[-1]
        new_start, new_end = head.new, tail.new_end
        if head.old > start:
            new_start = self._replaced_head(first, start, head)
        if tail.old_end < end:
            new_end = self._replaced_tail(last, end, tail)
        return _without_spaces(self.new, new_start, new_end)

    def _groups(self, start: int, end: int) -> Iterator[list[_Piece]]:
        """Yield the surviving pieces of a passage that stand together now.

        What was put in between may be long, but no more of the old text may stand there than of
        the passage on either side.
        """
        room = ROOM + 3 * (end - start)
        pieces = sorted(self._pieces(start, end), key=lambda each: each.span.new)
        group, size = pieces[:1], _size(pieces[:1])
        for last, piece in pairwise(pieces):
            gap = last.span.new_end, piece.span.new
            is_next = piece.place == last.place + 1 and self.follows[piece.place]
            kept = 0 if is_next else self._kept(*gap)
            if gap[1] - gap[0] > room or kept > min(size, piece.span.size):
                yield group
                group, size = [], 0
            group.append(piece)
            size += piece.span.size
        if group:
            yield group

    def _without_stray_signs(self, group: list[_Piece]) -> list[_Piece]:
        """Leave out full stops and the like that stand apart at either end: they are everywhere."""
        first, behind = 0, len(group)
        while behind - first > 1 and self._is_stray(group[first], group[first + 1], sign=0):
            first += 1
        while behind - first > 1 and self._is_stray(group[behind - 2], group[behind - 1], sign=1):
            behind -= 1
        return group[first:behind]

    def _is_stray(self, left: _Piece, right: _Piece, *, sign: int) -> bool:
        """Tell whether the first (0) or second (1) of two pieces has no words and no neighbour."""
        span = (left, right)[sign].span
        if any(map(str.isalnum, self.old[span.old : span.old_end])):
            return False
        between = right.span.old - left.span.old_end
        return between < 0 or right.span.new - left.span.new_end > _replaceable(between)

    def _kept(self, start: int, end: int) -> int:
        """Count the characters of the old text that stand between two pieces of the new one."""
        first, behind = bisect_right(self.new_ends, start), bisect_left(self.new_starts, end)
        return self.sums[behind] - self.sums[first] if behind > first else 0

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        for index in range(bisect_right(self.ends, start), len(self.spans)):
            span = self.spans[index]
            if span.old >= end:
                return
            from_ = max(start, span.old)
            size = min(end, span.old_end) - from_
            yield _Piece(index, Span(from_, span.new + from_ - span.old, size))

    def _replaced_head(self, index: int, start: int, head: Span) -> int:
        """Give where the words begin that stand for those between `start` and the first piece."""
        before = self.spans[index - 1]
        is_all = before.old_end <= start and not self.old[before.old_end : start].strip()
        width = head.new - before.new_end
        if self.follows[index] and is_all and width <= _replaceable(head.old - start):
            return before.new_end
        return head.new

    def _replaced_tail(self, index: int, end: int, tail: Span) -> int:
        """Give where the words end that stand for those between the last piece and `end`."""
        behind = self.spans[index + 1]
        is_all = behind.old >= end and not self.old[end : behind.old].strip()
        width = behind.new - tail.new_end
        if self.follows[index + 1] and is_all and width <= _replaceable(end - tail.old_end):
            return behind.new
        return tail.new_end

    # What is found by its words -----------------------------------------------------------------

    def _quoted(self, start: int, end: int) -> tuple[int, int] | None:
        """Find the exact words where nothing of the old text stands.

        They must be the only ones of their kind in both versions, or win by what surrounds them.
        """
        if end - start < SHORTEST:
            return None
        exact = self.old[start:end]
        places = list(islice(places_of(self.new, exact), MOST_PLACES))
        if len(places) == MOST_PLACES:
            return None
        free = [at for at in places if self._is_free(at, at + len(exact))]
        if len(places) == 1 == len(free) and self.old.find(exact, self.old.find(exact) + 1) < 0:
            return free[0], free[0] + len(exact)
        context = context_of(self.old, start, end)
        chosen = best_place(self.new, exact, free, context=context)
        return None if chosen is None else (chosen, chosen + len(exact))

    def _is_free(self, start: int, end: int) -> bool:
        at = bisect_right(self.new_ends, start)
        return at == len(self.new_starts) or self.new_starts[at] >= end

    # What is gone -------------------------------------------------------------------------------

    def _orphan(self, start: int) -> Anchor:
        before = max(bisect_right(self.ends, max(start, 0)) - 1, 0)
        place = self.spans[before].new_end
        return Anchor(Status.ORPHAN, place, place)


def _size(group: Sequence[_Piece]) -> int:
    return sum(piece.span.size for piece in group)


def _replaceable(width: int) -> int:
    """Say how many characters may have taken the place of so many."""
    return 2 * width + 16


def _without_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space at both ends; all of it stays where there is nothing else."""
    words = text[start:end]
    if not words.strip():
        return start, end
    return end - len(words.lstrip()), start + len(words.rstrip())
