"""What is asked of a search, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from muniment.search.query.tree import Node
from muniment.search.records import Facet, Zone


class Sorting(StrEnum):
    """In which order results stand."""

    RELEVANCE = "relevance"
    OLDEST = "oldest"
    NEWEST = "newest"
    REFERENCE = "reference"
    TITLE = "title"


COUNTED = tuple(facet for facet in Facet if facet is not Facet.MONTH)
"""Facets that every result has counts of; months are counted where years are few."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One page of results. `chosen` are facets' values that were clicked: any of a facet's.

    `without` are owners that are left out though the index has them.
    """

    query: Node
    tokens: frozenset[str]
    chosen: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    sorting: Sorting = Sorting.RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[Facet, ...] = COUNTED
    facet_size: int = 10
    snippets: bool = True
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a snippet; `is_hit` marks it."""

    plain: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around a hit in one text; `language` and `kind` are the text's."""

    text: str
    kind: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page with hits: snippets of the texts that stand on it, the original first."""

    key: str
    label: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class ZoneHit:
    """A piece of a document's metadata with hits."""

    zone: Zone
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that was found, with its best pages (at most three).

    `zones` say where it was found if it was not in its texts, or these may not be shown.
    """

    identifier: str
    pages: tuple[PageHit, ...] = ()
    zones: tuple[ZoneHit, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and how many of the results have it, were the facet's own choice undone."""

    value: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Months:
    """Documents by month ("1939-03"), in order; `without` have a date that names no month."""

    counts: tuple[tuple[str, int], ...]
    without: int = 0


class NotSearched(NamedTuple):
    """Documents that words were not looked for in, though they meet all else that was asked.

    The viewer may know of them, but their texts are closed to him, or there is no text.
    """

    closed: int = 0
    without_text: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search gives. `years` is the histogram: (year, documents), in order.

    `months` are those of a few years, None where there are more. While the index has too much that
    must not be told, nothing `is_counted`: `total` then says only whether there are more.
    """

    total: int
    hits: tuple[DocumentHit, ...]
    facets: dict[Facet, tuple[FacetValue, ...]]
    years: tuple[tuple[int, int], ...]
    months: Months | None = None
    also_searched: tuple[str, ...] = ()
    not_searched: NotSearched = field(default_factory=NotSearched)
    is_counted: bool = True


class Around(NamedTuple):
    """The documents before and after one of the results, None where there is none, and its place.

    `total` is that of the results, 0 where they are not counted.
    """

    before: str | None
    after: str | None
    total: int
    at: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to offer while typing."""

    kind: str
    label: str
    key: str
