"""Words that a reader looked for, or was led to: `<mark>` inside all other elements of a leaf.

A hit is cut wherever another element begins or ends in it and wherever something is put in, so
that no other element is ever cut for a hit. All its parts carry its number; the first has the id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from muniment.core.text.model import Mark

HIT = "hit"
"""The kind of the marks that stand for parts of hits; no source and no stored text has it."""


class Hit(NamedTuple):
    """A span of a leaf's plain string; `number` counts the hits of a page from 1.

    Of a hit that goes on in the next leaf only the part in the first leaf `is_first`. The one
    passage to which an address leads has no number; hits may stand in it.
    """

    start: int
    end: int
    number: int
    is_first: bool = True
    is_passage: bool = False


def parts_of(hits: Sequence[Hit], *, cuts: Iterable[int]) -> Iterator[Mark]:
    """Cut hits at offsets; the parts are marks that touch the bounds of others, never cross."""
    ends = (at for hit in hits for at in (hit.start, hit.end))
    places = sorted({*cuts, *ends})
    for hit in hits:
        bounds = [hit.start, *(at for at in places if hit.start < at < hit.end), hit.end]
        for index, (start, end) in enumerate(pairwise(bounds)):
            attrs = {"number": "" if hit.is_passage else str(hit.number)}
            is_first = hit.is_first and not index
            yield Mark(start, end, HIT, {**attrs, "first": "1"} if is_first else attrs)


def hit_tags(attrs: dict[str, str]) -> tuple[str, str]:
    """Give the opening tag, without its ">", and the closing tag of a part of a hit."""
    number = attrs["number"]
    if not number:
        name = ' id="passage"' if attrs.get("first") else ""
        return f'<mark class="passage"{name}', "</mark>"
    name = f' id="hit-{number}"' if attrs.get("first") else ""
    return f'<mark class="hit" data-hit="{number}"{name}', "</mark>"
