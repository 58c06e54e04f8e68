"""Judge where a passage was put, by the marks of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from muniment.passages.anchoring.model import Anchor, Passage, Status


class Verdict(StrEnum):
    """What an answer is worth: a passage that is given up is no wrong answer, but none either."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


HALF = 0.5
"""A passage of which less is left in one place may be given up or shown there: both are right."""

APART = 200
"""New characters that part what is left of a passage: it may be shown with them or without."""


class Truth:
    """Where the characters of the old text are in the new one."""

    def __init__(self, old: str, marks: Sequence[int]) -> None:
        self.old = old
        self.places = {mark: at for at, mark in enumerate(marks) if mark >= 0}
        # Spaces belong to nobody: they are neither what survives nor what must not be covered.
        self.kept = [at for at, mark in enumerate(marks) if mark >= 0 and not old[mark].isspace()]
        self.ranks = {at: rank for rank, at in enumerate(self.kept)}
        self.length = len(marks)

    def judge(self, passage: Passage, anchor: Anchor) -> Verdict:
        """Say whether an answer is what is left of a passage, with nothing of its neighbours.

        It must begin and end at parts of the passage (new characters beside them may belong to it
        or not), cover the largest part, and hold less of the other old text than of its own.
        """
        letters = [at for at in range(passage.start, passage.end) if not self.old[at].isspace()]
        parts = self._parts(sorted(self.places[at] for at in letters if at in self.places))
        largest = max(parts, key=len, default=[])
        if anchor.status == Status.ORPHAN:
            is_gone = not largest or len(largest) < HALF * len(letters)
            return Verdict.RIGHT if is_gone else Verdict.MISSED
        hit = [part for part in parts if anchor.start <= part[0] and part[-1] < anchor.end]
        if largest not in hit:
            return Verdict.WRONG
        first, last = hit[0][0], hit[-1][-1]
        own = sum(map(len, hit))
        others = self.ranks[last] - self.ranks[first] + 1 - own
        is_right = own > others and self._is_exact(anchor, first, last)
        return Verdict.RIGHT if is_right else Verdict.WRONG

    def _parts(self, left: Sequence[int]) -> list[list[int]]:
        """Part what is left where other old text or much new text stands between."""
        parts: list[list[int]] = []
        for place in left:
            last = parts[-1][-1] if parts else None
            if last is not None and place - last <= APART and self._are_next(last, place):
                parts[-1].append(place)
            else:
                parts.append([place])
        return parts

    def _are_next(self, first: int, last: int) -> bool:
        return self.ranks[last] == self.ranks[first] + 1

    def _is_exact(self, anchor: Anchor, first: int, last: int) -> bool:
        """Tell whether a span reaches no further than to the next characters that are kept."""
        before, behind = self.ranks[first] - 1, self.ranks[last] + 1
        least = self.kept[before] + 1 if before >= 0 else 0
        most = self.kept[behind] if behind < len(self.kept) else self.length
        return least <= anchor.start and anchor.end <= most
