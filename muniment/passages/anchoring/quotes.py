"""Find the exact words of a quote again where no position is known. Likeness is never enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

CONTEXT = 32
"""Characters that are kept before and behind a quote."""

SHORTEST = 12
"""Shorter quotes are too common to be looked for."""

TELLING = 8
"""Characters of context that the best of several places must share with the quote, at least."""

MOST_PLACES = 50
"""Words that stand in more places than this are not a quote by which anything is found."""


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and behind a span."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def places_of(text: str, exact: str) -> Iterator[int]:
    """Yield every offset at which the words stand, overlapping ones too."""
    at = text.find(exact) if exact else -1
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def best_place(
    text: str, exact: str, places: Iterable[int], *, context: tuple[str, str]
) -> int | None:
    """Choose the place whose surroundings share most with the quote's; None if none wins."""
    scores = sorted(
        ((_shared(text, at, at + len(exact), context), at) for at in places), reverse=True
    )
    if not scores or scores[0][0] < TELLING:
        return None
    if len(scores) > 1 and scores[0][0] == scores[1][0]:
        return None
    return scores[0][1]


def _shared(text: str, start: int, end: int, context: tuple[str, str]) -> int:
    """Count the characters next to a place that are those of the context."""
    prefix, suffix = context
    before, behind = context_of(text, start, end)
    return shared_start(before[::-1], prefix[::-1]) + shared_start(behind, suffix)


def shared_start(a: str, b: str) -> int:
    """Count the characters with which both begin."""
    for index, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return index
    return min(len(a), len(b))
