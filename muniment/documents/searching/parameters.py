"""What an address asks of the search: the same for the page of results and for stepping through it.

`q` is the query, each facet's name with a value (again for another value) what it is narrowed to,
`from` and `to` are years, `sort` and `page` say which results are shown, `more` which facet is
shown at length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from muniment.search.query.tree import Node
from muniment.search.records import Facet
from muniment.search.results import SearchRequest, Sorting

_E = TypeVar("_E", Sorting, Facet)

PAGE_SIZE = 10
DEEPEST_PAGE = 1_000  # beyond, no reader goes: he sorts or narrows instead
FACET_SIZE = 6
LONG_FACET_SIZE = 200
LATEST_YEAR = 2100
MAX_VALUES = 50  # of one facet
MAX_VALUE_LENGTH = 300
NO_YEAR = "0"  # a year that no document has: what two ranges that do not meet ask for


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """A search as its address has it. `page` is as written: whether it exists, results tell."""

    q: str = ""
    chosen: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None
    sorting: Sorting = Sorting.RELEVANCE
    page: str = ""
    more: Facet | None = None

    @classmethod
    def read(cls, query: QueryDict) -> SearchParameters:
        """Read an address; what it does not understand is left out."""
        first, last = _year(query.get("from", "")), _year(query.get("to", ""))
        if first and last and first > last:
            first, last = last, first
        return cls(
            q=query.get("q", "").replace("\0", " ").strip(),
            chosen={facet: values for facet in Facet if (values := _values(query, facet))},
            first_year=first,
            last_year=last,
            sorting=_member(Sorting, query.get("sort", "")) or Sorting.RELEVANCE,
            page=query.get("page", ""),
            more=_member(Facet, query.get("more", "")),
        )

    @classmethod
    def of(cls, query_string: str) -> SearchParameters:
        """Read the part of an address behind the question mark."""
        return cls.read(QueryDict(query_string))

    @property
    def is_narrowed(self) -> bool:
        """Tell whether facets or years narrow the results."""
        return bool(self.chosen) or self.has_years

    @property
    def has_years(self) -> bool:
        """Tell whether a range of years was chosen."""
        return self.first_year is not None or self.last_year is not None

    def query_string(self) -> str:
        """Write the part of an address behind the question mark."""
        return urlencode(list(self._pairs()))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.q:
            yield "q", self.q
        for facet, values in self.chosen.items():
            yield from ((facet.value, value) for value in values)
        if self.first_year is not None:
            yield "from", str(self.first_year)
        if self.last_year is not None:
            yield "to", str(self.last_year)
        if self.sorting is not Sorting.RELEVANCE:
            yield "sort", self.sorting.value
        if self.page not in ("", "1"):
            yield "page", self.page
        if self.more:
            yield "more", self.more.value

    def without(self, facet: Facet, value: str) -> SearchParameters:
        """Undo one choice; the results begin anew."""
        left = tuple(v for v in self.chosen.get(facet, ()) if v != value)
        chosen = {f: v for f, v in self.chosen.items() if f is not facet}
        return replace(self, chosen={**chosen, facet: left} if left else chosen, page="")

    def request(self, query: Node, *, tokens: frozenset[str], offset: int = 0) -> SearchRequest:
        """Make the request: years are choices of a facet, so that their counts leave them out."""
        chosen = dict(self.chosen)
        if self.has_years:
            chosen[Facet.YEAR] = self._years()
        return SearchRequest(
            query=query,
            tokens=tokens,
            chosen=chosen,
            sorting=self.sorting,
            offset=offset,
            limit=PAGE_SIZE,
            facet_size=LONG_FACET_SIZE if self.more else FACET_SIZE,
        )

    def _years(self) -> tuple[str, ...]:
        years = range(self.first_year or 1, (self.last_year or LATEST_YEAR) + 1)
        asked = self.chosen.get(Facet.YEAR)
        if asked is None:
            return tuple(map(str, years))
        return tuple(y for y in asked if y.isdecimal() and int(y) in years) or (NO_YEAR,)


def _values(query: QueryDict, facet: Facet) -> tuple[str, ...]:
    asked = (value.replace("\0", "").strip() for value in query.getlist(facet.value))
    return tuple(dict.fromkeys(v for v in asked if v and len(v) <= MAX_VALUE_LENGTH))[:MAX_VALUES]


def _member(enum: type[_E], value: str) -> _E | None:
    return next((member for member in enum if member.value == value), None)


def _year(text: str) -> int | None:
    text = text.strip()
    is_year = text.isascii() and text.isdigit() and len(text) <= 4
    return min(int(text), LATEST_YEAR) if is_year and int(text) else None
