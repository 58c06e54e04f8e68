"""A query as a tree: the same from the box, the form, the builder and the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `exact` asks for the form as written, `fuzzy` allows one or two wrong letters.

    `text` may hold the wildcards * and ?. `field` is "" for everything, else a name of
    `names.TEXT_FIELDS`.
    """

    text: str
    field: str = ""
    exact: bool = False
    fuzzy: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order; `slop` is how many other words may stand between them."""

    words: tuple[str, ...]
    field: str = ""
    exact: bool = False
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Among:
    """Documents that have one of these values in a facet (`lang:ru`, `in:volume-slug`)."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """Documents whose date touches the days from `first` to `last`, ends included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None that match this."""

    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document: what an empty box asks for."""


Node = Word | Phrase | Among | Dated | And | Or | Not | Everything
