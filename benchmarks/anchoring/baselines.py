"""Simpler ways to find passages again, for comparison."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.passages.anchoring.model import Anchor, Passage, Status
from muniment.passages.anchoring.quotes import places_of


def by_position(old: str, new: str, passages: Sequence[Passage]) -> list[Anchor]:
    """Leave every passage at its offsets."""
    return [Anchor(Status.SAME, each.start, min(each.end, len(new))) for each in passages]


def by_quote(old: str, new: str, passages: Sequence[Passage]) -> list[Anchor]:
    """Look for the exact words; of several places take the one nearest to the old offset."""
    anchors = []
    for each in passages:
        exact = old[each.start : each.end]
        places = list(places_of(new, exact))
        if places:
            nearest = min(places, key=lambda at: abs(at - each.start))
            anchors.append(Anchor(Status.MOVED, nearest, nearest + len(exact)))
        else:
            anchors.append(Anchor(Status.ORPHAN, 0, 0))
    return anchors
