"""Reading: one commit of the index, or the emptiness of one that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import tantivy

from muniment.search import fields
from muniment.search.base import Hit, Hits, Order
from muniment.search.plan import Plan
from muniment.search.tantivy.schema import STORED, STORED_OWNER
from muniment.search.tantivy.translate import of_kind

_SPARE_VALUES = 20
_MOST_VALUES = 10_000
_BY_SCORE = Order()

Counts = tuple[tuple[str, int], ...]


class TantivyReader:
    """A consistent view of the index as of one commit."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    def search(
        self, plan: Plan, *, kind: str, limit: int, offset: int = 0, order: Order = _BY_SCORE
    ) -> Hits:
        """Find entries of one kind."""
        if limit < 1:  # the library panics at 0
            return Hits(self.count(plan, kind=kind), ())
        found = self._searcher.search(
            of_kind(plan, kind, self._schema),
            limit,
            offset=offset,
            order_by_field=order.field or None,
            order=tantivy.Order.Desc if order.descending else tantivy.Order.Asc,
        )
        by_score = not order.field
        hits = (self._hit(address, score if by_score else 0.0) for score, address in found.hits)
        return Hits(_count(found), tuple(hits))

    def count(self, plan: Plan, *, kind: str) -> int:
        """Count entries of one kind."""
        return _count(self._searcher.search(of_kind(plan, kind, self._schema), 1))

    def facets(self, plan: Plan, *, sizes: Mapping[str, int]) -> dict[str, Counts]:
        """Count documents by the values of tag fields, most frequent first, then by value."""
        counts: dict[str, Counts] = {}
        query = of_kind(plan, "document", self._schema)
        asked = {field: size + _SPARE_VALUES for field, size in sizes.items()}
        while asked:
            found = self._aggregate(query, asked)
            cut = {
                field: size * 10
                for field, size in asked.items()
                if size < _MOST_VALUES and _is_cut(found[field], sizes[field], size)
            }
            counts |= {f: _ordered(found[f])[: sizes[f]] for f in asked if f not in cut}
            asked = cut
        return {field: counts[field] for field in sizes}

    def terms(self, field: str, prefix: str, *, limit: int) -> Counts:
        """List tokens of a field that begin so, with the number of entries of each."""
        if limit < 1:
            return ()
        return tuple(self._searcher.terms_with_prefix(field, prefix, limit=limit))

    def languages(self) -> frozenset[str]:
        """Give the languages whose stems the index holds."""
        return self._languages

    @cached_property
    def _languages(self) -> frozenset[str]:
        tokens = self._searcher.terms_with_prefix(fields.LANGUAGES, "")
        return frozenset(token for token, _ in tokens)

    def _hit(self, address: tantivy.DocAddress, score: float) -> Hit:
        entry = self._searcher.doc(address)
        stored = entry.get_first(STORED)
        return Hit(str(entry.get_first(STORED_OWNER)), score, bytes(stored or b""))

    def _aggregate(
        self, query: tantivy.Query, sizes: Mapping[str, int]
    ) -> dict[str, list[tuple[str, int]]]:
        answer = self._searcher.aggregate(query, {f: _terms(f, n) for f, n in sizes.items()})
        return {
            name: [(str(b["key"]), int(b["doc_count"])) for b in answer[name]["buckets"]]
            for name in sizes
        }


class EmptyReader:
    """What is read where there is no index that could be read."""

    def search(
        self, plan: Plan, *, kind: str, limit: int, offset: int = 0, order: Order = _BY_SCORE
    ) -> Hits:
        """Find nothing."""
        del plan, kind, limit, offset, order
        return Hits(0, ())

    def count(self, plan: Plan, *, kind: str) -> int:
        """Count nothing."""
        del plan, kind
        return 0

    def facets(self, plan: Plan, *, sizes: Mapping[str, int]) -> dict[str, Counts]:
        """Count nothing."""
        del plan
        return dict.fromkeys(sizes, ())

    def terms(self, field: str, prefix: str, *, limit: int) -> Counts:
        """List nothing."""
        del field, prefix, limit
        return ()

    def languages(self) -> frozenset[str]:
        """Give no language."""
        return frozenset()


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the library's stub forgets it


def _terms(field: str, size: int) -> dict[str, dict[str, str | int]]:
    # Each segment gives its most frequent values; many of them, or sums would be too low.
    return {"terms": {"field": field, "size": size, "segment_size": max(size * 10, 1_000)}}


def _ordered(counts: list[tuple[str, int]]) -> Counts:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


def _is_cut(counts: list[tuple[str, int]], size: int, asked: int) -> bool:
    """Tell whether values that were not given may be as frequent as the last one wanted."""
    return size > 0 and len(counts) >= asked and counts[-1][1] == counts[size - 1][1]
