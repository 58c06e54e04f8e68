"""Search: from a request to a page of results, and to the neighbours of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from muniment.search import fields
from muniment.search.base import Engine, Hits, Order, Reader
from muniment.search.counting import facets_and_years, months_of, not_searched
from muniment.search.plan import Plan, TermSet, Without
from muniment.search.planner import has_words, plan_documents, text_leaves, without_words
from muniment.search.records import Facet
from muniment.search.results import (
    Around,
    DocumentHit,
    FacetValue,
    NotSearched,
    SearchRequest,
    SearchResult,
    Sorting,
)
from muniment.search.showing import show_pages
from muniment.search.words.other_names import NoOtherNames, OtherNames

ORDERS = {
    Sorting.RELEVANCE: Order(),
    Sorting.OLDEST: Order(fields.FIRST_DAY),
    Sorting.NEWEST: Order(fields.LAST_DAY, descending=True),
    Sorting.REFERENCE: Order(fields.REFERENCE_ORDER),
    Sorting.TITLE: Order(fields.TITLE_ORDER),
}


_NEAR = 12  # places that a document may have moved


def search(
    engine: Engine, request: SearchRequest, *, other_names: OtherNames | None = None
) -> SearchResult:
    """Search documents as one viewer may see them: a page of them, counts, snippets."""
    reader, names = engine.reader(), other_names or NoOtherNames()
    languages = reader.languages()
    found = _documents(reader, request, languages=languages, other_names=names)
    passed_over = _not_searched(reader, request, languages=languages)
    if not found.total and not request.chosen:
        nothing: dict[Facet, tuple[FacetValue, ...]] = dict.fromkeys(request.facets, ())
        return SearchResult(0, (), nothing, (), not_searched=passed_over)
    plan_for = partial(_plan, request, languages=languages, other_names=names, is_scored=False)
    facets, years = facets_and_years(reader, request, plan_for)
    owners = tuple(hit.owner for hit in found.hits)
    shown = show_pages(reader, request, owners, languages=languages, other_names=names)
    return SearchResult(
        total=found.total,
        hits=tuple(DocumentHit(owner, shown.pages.get(owner, ())) for owner in owners),
        facets=facets,
        years=years,
        months=months_of(reader, request, plan_for, years),
        also_searched=shown.also_searched,
        not_searched=passed_over,
    )


def _not_searched(
    reader: Reader, request: SearchRequest, *, languages: frozenset[str]
) -> NotSearched:
    """Count in what words were not looked for, among what was asked of otherwise."""
    if not any(text_leaves(request.query)):
        return NotSearched()
    query = without_words(request.query)
    plan = plan_documents(
        query, tokens=request.tokens, languages=languages, chosen=request.chosen, is_scored=False
    )
    return not_searched(reader, plan, request.tokens)


def neighbours(
    engine: Engine,
    request: SearchRequest,
    position: int,
    *,
    owner: str = "",
    other_names: OtherNames | None = None,
) -> Around:
    """Give what stands around number `position` (from 0) of the results.

    Where the results have changed meanwhile, around `owner`, if it stands near that place still.
    """
    reader = engine.reader()
    start = max(position - _NEAR, 0)
    found = _documents(
        reader,
        request,
        languages=reader.languages(),
        other_names=other_names or NoOtherNames(),
        window=(start, position - start + _NEAR + 1),
    )
    owners = dict(enumerate((hit.owner for hit in found.hits), start))
    places = [place for place, each in owners.items() if each == owner]
    at = places[0] if places else position
    return Around(owners.get(at - 1), owners.get(at + 1), found.total, at)


def _documents(
    reader: Reader,
    request: SearchRequest,
    *,
    languages: frozenset[str],
    other_names: OtherNames,
    window: tuple[int, int] | None = None,
) -> Hits:
    order = _order(request)
    plan = _plan(
        request,
        request.chosen,
        languages=languages,
        other_names=other_names,
        is_scored=order == Order(),
    )
    offset, limit = window or (request.offset, request.limit)
    return reader.search(plan, kind="document", limit=limit, offset=offset, order=order)


def _order(request: SearchRequest) -> Order:
    """Give the order asked for; where no words say what is relevant, the oldest come first."""
    if request.sorting == Sorting.RELEVANCE and not has_words(request.query):
        return ORDERS[Sorting.OLDEST]
    return ORDERS[request.sorting]


def _plan(
    request: SearchRequest,
    chosen: Mapping[Facet, tuple[str, ...]],
    *,
    languages: frozenset[str],
    other_names: OtherNames,
    is_scored: bool,
) -> Plan:
    plan = plan_documents(
        request.query,
        tokens=request.tokens,
        languages=languages,
        other_names=other_names,
        chosen=chosen,
        is_scored=is_scored,
    )
    return Without(plan, TermSet(fields.OWNER, request.without)) if request.without else plan
