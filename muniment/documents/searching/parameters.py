"""What an address asks of the search: the same for the page of results and for stepping through it.

`q` is the query, each facet's name with a value (again for another value) what it is narrowed to,
`from` and `to` are years ("1939") or months ("1939-03"), `sort` and `page` say which results are
shown, `more` which facet is shown at length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from muniment.search.query.tree import Node
from muniment.search.records import Facet
from muniment.search.results import COUNTED, SearchRequest, Sorting

_E = TypeVar("_E", Sorting, Facet)

PAGE_SIZE = 10
DEEPEST_PAGE = 1_000  # beyond, no reader goes: he sorts or narrows instead
FACET_SIZE = 6
LONG_FACET_SIZE = 200
LATEST_YEAR = 2100
MAX_VALUES = 50  # of one facet
MAX_VALUE_LENGTH = 300
NO_YEAR = "0"  # a year that no document has: what two ranges that do not meet ask for

_BOUND = re.compile(r"(?P<year>\d{1,4})(?:-(?P<month>\d{1,2}))?", re.ASCII)


class Bound(NamedTuple):
    """One end of a range: a year, or a month of it; `month` is 0 of a whole year."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        """Write it as an address has it."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else str(self.year)


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """A search as its address has it. `page` is as written: whether it exists, results tell."""

    q: str = ""
    chosen: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    first: Bound | None = None
    last: Bound | None = None
    sorting: Sorting = Sorting.RELEVANCE
    page: str = ""
    more: Facet | None = None

    @classmethod
    def read(cls, query: QueryDict) -> SearchParameters:
        """Read an address; what it does not understand is left out."""
        first, last = _range(query.get("from", ""), query.get("to", ""))
        return cls(
            q=query.get("q", "").replace("\0", " ").strip(),
            chosen={facet: values for facet in COUNTED if (values := _values(query, facet))},
            first=first,
            last=last,
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
        """Tell whether facets or dates narrow the results."""
        return bool(self.chosen) or self.has_dates

    @property
    def has_dates(self) -> bool:
        """Tell whether a range of years or months was chosen."""
        return self.first is not None or self.last is not None

    @property
    def undated(self) -> SearchParameters:
        """Undo the range."""
        return replace(self, first=None, last=None, page="")

    def query_string(self) -> str:
        """Write the part of an address behind the question mark."""
        return urlencode(list(self._pairs()))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.q:
            yield "q", self.q
        for facet, values in self.chosen.items():
            yield from ((facet.value, value) for value in values)
        if self.first:
            yield "from", str(self.first)
        if self.last:
            yield "to", str(self.last)
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
        """Make the request: dates are choices of facets, so that their counts leave them out."""
        chosen = dict(self.chosen)
        if self.has_dates:
            chosen[Facet.YEAR] = self._years()
        if any(bound and bound.month for bound in (self.first, self.last)):
            chosen[Facet.MONTH] = self._months()
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
        first, last = self._ends()
        years = range(first.year, last.year + 1)
        asked = self.chosen.get(Facet.YEAR)
        if asked is None:
            return tuple(f"{year:04d}" for year in years)
        return tuple(y for y in asked if y.isdecimal() and int(y) in years) or (NO_YEAR,)

    def _months(self) -> tuple[str, ...]:
        """Give the months of the range, and the years that are whole in it."""
        first, last = self._ends()
        start, end = first.year * 12 + (first.month or 1), last.year * 12 + (last.month or 12)
        months = [divmod(number - 1, 12) for number in range(start, end + 1)]
        starts = {year for year, month in months if month == 0}
        whole = [year for year, month in months if month == 11 and year in starts]
        named = (f"{year:04d}-{month + 1:02d}" for year, month in months)
        return (*named, *(f"{year:04d}" for year in whole))

    def _ends(self) -> tuple[Bound, Bound]:
        return self.first or Bound(1), self.last or Bound(LATEST_YEAR)


def _values(query: QueryDict, facet: Facet) -> tuple[str, ...]:
    asked = (value.replace("\0", "").strip() for value in query.getlist(facet.value))
    return tuple(dict.fromkeys(v for v in asked if v and len(v) <= MAX_VALUE_LENGTH))[:MAX_VALUES]


def _member(enum: type[_E], value: str) -> _E | None:
    return next((member for member in enum if member.value == value), None)


def _range(first: str, last: str) -> tuple[Bound | None, Bound | None]:
    """Read both ends, in order; the first or last month of a year is the year's own end."""
    ends = [_bound(first), _bound(last)]
    if (
        ends[0]
        and ends[1]
        and (ends[0].year, ends[0].month or 1)
        > (
            ends[1].year,
            ends[1].month or 12,
        )
    ):
        ends.reverse()
    start, end = ends
    return (
        start and (Bound(start.year) if start.month == 1 else start),
        end and (Bound(end.year) if end.month == 12 else end),
    )


def _bound(text: str) -> Bound | None:
    found = _BOUND.fullmatch(text.strip())
    if not found or not int(found["year"]):
        return None
    year, month = int(found["year"]), int(found["month"] or 0)
    if year > LATEST_YEAR:
        return Bound(LATEST_YEAR)
    return Bound(year, month) if month <= 12 else None
