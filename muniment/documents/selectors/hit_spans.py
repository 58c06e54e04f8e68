"""Where a query's words stand in a text: over the ends of its leaves, and each in its own voice.

Leaves of one language and voice that follow one another are looked through as one string, as they
are in the index, so that a phrase or a broken word may begin in one and end in the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from muniment.core.text.model import Block, BlockKind, MarkKind, TextTree
from muniment.documents.searching.passages import Speech, runs_of, spoken
from muniment.search.fields import zone_of
from muniment.search.marking import Marker

Span = tuple[int, int]
Part = tuple[str, int, int]  # of a hit: leaf, and where in its plain string
_Spoken = tuple[str, Block, Speech]

_NOT_SHOWN = frozenset({BlockKind.PLACE, BlockKind.REMOVED})


def hits_in(tree: TextTree, marker: Marker) -> list[tuple[Part, ...]]:
    """Find the hits in canonical order, apart from each other; one has a part in each leaf."""
    leaves = list(spoken(tree, without=_NOT_SHOWN))
    plains = [leaf.plain or "" for _, leaf, _ in leaves]
    starts = list(accumulate((len(plain) + 1 for plain in plains[:-1]), initial=0))
    whole = "\n".join(plains)
    spans = [
        (first + start, first + end)
        for first, last, speech in (*_stretches(leaves, starts), *_other_words(leaves, starts))
        for start, end in marker.find(whole[first:last], speech.language, zone_of(speech.voice))
    ]
    return [_parts(span, leaves, starts) for span in _apart(spans)]


def languages_of(tree: TextTree) -> set[str]:
    """Give the languages of a text's leaves."""
    return {speech.language for _, _, speech in spoken(tree, without=_NOT_SHOWN)}


def _stretches(
    leaves: Sequence[_Spoken], starts: Sequence[int]
) -> Iterator[tuple[int, int, Speech]]:
    """Give what one voice says in one language: start, end and whose it is."""
    before: tuple[str, Speech] | None = None
    begun = ended = 0
    for (flow, leaf, speech), start in zip(leaves, starts, strict=True):
        voices = [mark for mark in leaf.marks if mark.kind == MarkKind.VOICE]
        for first, last, own in runs_of(leaf.plain or "", voices, speech):
            if before != (flow, own):
                if before is not None:
                    yield begun, ended, before[1]
                before, begun = (flow, own), start + first
            ended = start + last
    if before is not None:
        yield begun, ended, before[1]


def _other_words(
    leaves: Sequence[_Spoken], starts: Sequence[int]
) -> Iterator[tuple[int, int, Speech]]:
    """Give the words of another language inside a leaf."""
    for (_, leaf, speech), start in zip(leaves, starts, strict=True):
        if any(mark.kind == MarkKind.LANGUAGE for mark in leaf.marks):
            for first, last, own in runs_of(leaf.plain or "", leaf.marks, speech):
                if own.language != speech.language:
                    yield start + first, start + last, own


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Sort spans and join those that overlap."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined


def _parts(span: Span, leaves: Sequence[_Spoken], starts: Sequence[int]) -> tuple[Part, ...]:
    first = bisect_right(starts, span[0]) - 1
    parts: list[Part] = []
    for (_, leaf, _), start in zip(leaves[first:], starts[first:], strict=True):
        if start >= span[1]:
            break
        begun, ended = max(span[0] - start, 0), min(span[1] - start, len(leaf.plain or ""))
        if begun < ended:
            parts.append((leaf.id, begun, ended))
    return tuple(parts)
