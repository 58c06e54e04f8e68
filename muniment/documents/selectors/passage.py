"""The one passage of a text to which an address leads, marked where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from muniment.core.text.model import TextTree
from muniment.documents.models import Rendering, Text
from muniment.documents.renderings import trees_of, with_hits
from muniment.documents.selectors.panes import MAX_PANES
from muniment.rendering.hits import Hit


@dataclass(frozen=True, slots=True)
class Span:
    """A span of the current version of a text: code points of its canonical string.

    An empty one is a place where nothing is marked.
    """

    text: str  # the text's key
    start: int
    end: int


def with_pane_of(
    span: Span, shown: Sequence[str], texts: Mapping[str, Text], *, order: Sequence[str]
) -> tuple[str, ...]:
    """Show the text of a span, in the place of the last pane where there is no room."""
    own = next((name for name, text in texts.items() if text.key == span.text), "")
    if not own or own in shown:
        return tuple(shown)
    return tuple(sorted([*shown[: MAX_PANES - 1], own], key=order.index))


def with_passage(span: Span, text: Text, hits: Mapping[str, Sequence[Hit]]) -> Rendering:
    """Write a text with a span marked, and the hits that it has as well. One query."""
    version_id = text.current_id or 0
    tree = trees_of({version_id})[version_id]
    marked = {leaf: list(own) for leaf, own in hits.items()}
    for at, (leaf, start, end) in enumerate(parts_of_span(tree, span)):
        part = Hit(start, end, 0, is_first=not at, is_passage=True)
        marked.setdefault(leaf, []).insert(0, part)
    return with_hits(version_id, tree, key=text.key, hits=marked)


def parts_of_span(tree: TextTree, span: Span) -> Iterator[tuple[str, int, int]]:
    """Yield the leaves of a span, each with where it begins and ends there."""
    first = 0
    for leaf in tree.leaves():
        length = len(leaf.plain or "")
        start, end = max(span.start - first, 0), min(span.end - first, length)
        if start < end:
            yield leaf.id, start, end
        first += length + 1
