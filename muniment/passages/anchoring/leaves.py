"""The leaves of a text, and the canonical string that they make (`muniment.core.text`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from muniment.core.text.model import TextTree
from muniment.passages.anchoring.model import Leaf


def leaves_of(tree: TextTree) -> list[Leaf]:
    """Give the leaves of a version, in canonical order."""
    return [Leaf(leaf.id, leaf.plain or "") for leaf in tree.leaves()]


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A canonical string with its leaves and the offset at which each begins."""

    leaves: Sequence[Leaf]
    words: str
    starts: Sequence[int]

    @classmethod
    def of(cls, leaves: Sequence[Leaf]) -> Self:
        """Join the leaves by line feeds."""
        ends = accumulate((len(leaf.plain) + 1 for leaf in leaves), initial=0)
        words = "\n".join([leaf.plain for leaf in leaves])
        return cls(leaves, words, list(ends)[: len(leaves)])

    def place_of(self, offset: int) -> tuple[str, int]:
        """Give the block in which a span that begins at `offset` begins, and where in it."""
        index = bisect_right(self.starts, offset) - 1
        return self.leaves[index].block, offset - self.starts[index]

    def end_of(self, offset: int) -> tuple[str, int]:
        """Give the block in which a span that ends at `offset` ends, and where in it.

        A span that ends with the line feed between two leaves ends at the start of the second.
        """
        if self.words[offset - 1 : offset] != "\n":
            block, last = self.place_of(offset - 1)
            return block, last + 1
        return self.place_of(offset)
