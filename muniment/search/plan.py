"""A plan: what an engine is to do, over the index's own fields and tokens, ready to be translated.

Every decision (languages, stems, names in other scripts, access) has been taken by `planner`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Entries with this token in this field."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class TermSet:
    """Entries with one of these tokens; no score."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """These tokens in order in one field, at most `slop` others between them."""

    field: str
    tokens: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Tokens like this one, where * is any letters and ? one letter."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Tokens at most `distance` (1 or 2) edits away."""

    field: str
    token: str
    distance: int


@dataclass(frozen=True, slots=True)
class Span:
    """Entries whose number in this field is within the bounds, ends included; None is open."""

    field: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Entries that meet every part."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Entries that meet one part or more; scores add up."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Entries that meet one part or more; the best score counts."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Entries that meet `part` but not `excluded`."""

    part: Plan
    excluded: Plan


@dataclass(frozen=True, slots=True)
class Boosted:
    """The part, its score multiplied."""

    part: Plan
    by: float


@dataclass(frozen=True, slots=True)
class Everything:
    """Every entry."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry."""


Plan = (
    Term
    | TermSet
    | Sequence
    | Pattern
    | Fuzzy
    | Span
    | All
    | AnyOf
    | Best
    | Without
    | Boosted
    | Everything
    | Nothing
)
