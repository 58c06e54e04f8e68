"""Small texts and their passages, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.passages.anchoring.carry import carry
from muniment.passages.anchoring.model import Anchor, Leaf, Passage


def leaves(*plains: str, ids: str = "") -> list[Leaf]:
    """Make leaves with the ids a, b, c …, or those that are given as letters."""
    names = ids or "abcdefghijklmnopqrstuvwxyz"
    return [Leaf(name, plain) for name, plain in zip(names, plains, strict=False)]


def canonical(text: Sequence[Leaf]) -> str:
    """Give the canonical string."""
    return "\n".join(leaf.plain for leaf in text)


def passage(text: Sequence[Leaf], words: str) -> Passage:
    """Give the passage of words that stand in the text once."""
    whole = canonical(text)
    assert whole.count(words) == 1, words
    start = whole.index(words)
    return Passage(start, start + len(words))


def carried(old: Sequence[Leaf], new: Sequence[Leaf], words: str) -> tuple[str, str]:
    """Carry one passage; give its status and the words where it stands now."""
    (anchor,) = carry(old, new, [passage(old, words)])
    return anchor.status.value, words_at(new, anchor)


def words_at(text: Sequence[Leaf], anchor: Anchor | Passage) -> str:
    """Give the words of a span."""
    return canonical(text)[anchor.start : anchor.end]
