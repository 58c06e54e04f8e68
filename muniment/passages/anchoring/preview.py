"""Count what a correction does to the passages of a text, before it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from muniment.passages.anchoring.model import Anchor, Status


@dataclass(frozen=True, slots=True)
class Effect:
    """How many passages stay as they are, stand elsewhere, read differently, or are gone.

    `returned` are those that were gone before and are not any more; they are not in the others.
    """

    same: int = 0
    moved: int = 0
    edited: int = 0
    orphan: int = 0
    returned: int = 0

    @property
    def unchanged(self) -> int:
        """Count the passages whose words are the same, wherever they stand."""
        return self.same + self.moved

    @property
    def total(self) -> int:
        """Count them all."""
        return self.unchanged + self.edited + self.orphan + self.returned


def effect_of(anchors: Iterable[Anchor]) -> Effect:
    """Sum up the anchors that `carry` gave."""
    counts = Counter(anchor.status for anchor in anchors)
    return Effect(
        same=counts[Status.SAME],
        moved=counts[Status.MOVED],
        edited=counts[Status.EDITED],
        orphan=counts[Status.ORPHAN],
    )
