"""Whoever looks at the archive, as the access decision needs to know him."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who reads, built once per request.

    `tokens` are what this viewer holds; a thing is visible when one of its scope's tokens is
    among them. Everyone holds `OPEN`.
    """

    account_id: int | None = None
    tokens: frozenset[str] = frozenset({OPEN})

    @classmethod
    def visitor(cls) -> Viewer:
        """Make the viewer of whom nothing is known."""
        return _VISITOR

    @property
    def is_visitor(self) -> bool:
        """Tell whether the viewer has no account and no more than everyone may see."""
        return self.account_id is None and self.tokens == _VISITOR.tokens


_VISITOR = Viewer()
