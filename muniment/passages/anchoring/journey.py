"""Take passages on over many versions of their text.

A passage starts from the last version in which it stood. Where its own words are not found so, it
starts from the version in which it was chosen as well: a correction that is taken back gives all
passages back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from muniment.passages.anchoring.carry import carry
from muniment.passages.anchoring.leaves import CanonicalText
from muniment.passages.anchoring.model import Anchor, Passage, Status
from muniment.passages.anchoring.preview import Effect, effect_of

TextOf = Callable[[int], CanonicalText]
"""Gives the text of a version by its key."""


class Place(NamedTuple):
    """A span of one version."""

    version: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Traveller:
    """A passage with the place and words in which it was chosen, and where it stood last.

    `is_lost` if it has been an orphan since.
    """

    chosen: Place
    exact: str
    stood: Place
    is_lost: bool = False


def travel(travellers: Sequence[Traveller], new: CanonicalText, text_of: TextOf) -> list[Anchor]:
    """Say where each passage stands in a new version, and what became of it since it was chosen."""
    found = _carried([each.stood for each in travellers], new, text_of)
    unsure = [
        at
        for at, each in enumerate(travellers)
        if each.chosen != each.stood and _words(new, found[at]) != each.exact
    ]
    own = _carried([travellers[at].chosen for at in unsure], new, text_of)
    for at, anchor in zip(unsure, own, strict=True):
        is_gone = found[at].status == Status.ORPHAN != anchor.status
        if is_gone or _words(new, anchor) == travellers[at].exact:
            found[at] = anchor
    return [
        _judged(anchor, new, start=each.chosen.start, words=each.exact)
        for each, anchor in zip(travellers, found, strict=True)
    ]


def effect_of_journey(
    travellers: Sequence[Traveller],
    anchors: Sequence[Anchor],
    new: CanonicalText,
    text_of: TextOf,
) -> Effect:
    """Count what the new version alone has changed; what was lost before counts if it is back."""
    there, returned = [], 0
    for each, anchor in zip(travellers, anchors, strict=True):
        if each.is_lost:
            returned += anchor.status != Status.ORPHAN
        else:
            version, start, end = each.stood
            words = text_of(version).words[start:end]
            there.append(_judged(anchor, new, start=start, words=words))
    return replace(effect_of(there), returned=returned)


def _carried(places: Sequence[Place], new: CanonicalText, text_of: TextOf) -> list[Anchor]:
    """Carry passages, all of one version by one alignment."""
    by_version: dict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        by_version[place.version].append(at)
    found: dict[int, Anchor] = {}
    for version, own in by_version.items():
        spans = [Passage(places[at].start, places[at].end) for at in own]
        found.update(zip(own, carry(text_of(version).leaves, new.leaves, spans), strict=True))
    return [found[at] for at in range(len(places))]


def _words(text: CanonicalText, anchor: Anchor) -> str:
    return text.words[anchor.start : anchor.end]


def _judged(anchor: Anchor, new: CanonicalText, *, start: int, words: str) -> Anchor:
    """Say what became of words that began at `start`."""
    if anchor.status == Status.ORPHAN:
        return anchor
    if _words(new, anchor) != words:
        return replace(anchor, status=Status.EDITED)
    return replace(anchor, status=Status.SAME if anchor.start == start else Status.MOVED)
