"""Counts beside the results: facets, each without its own choice, years, and closed documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from muniment.search import fields
from muniment.search.base import Reader
from muniment.search.plan import All, Plan, Term, TermSet
from muniment.search.planner import closed_to
from muniment.search.records import NO_TEXT, Facet
from muniment.search.results import FacetValue, Months, NotSearched, SearchRequest

MOST_YEARS = 400
MOST_CHOSEN = 50  # values of one facet that are shown however rare
FEW_YEARS = 3  # that are counted by month
_MOST_MONTHS = 1_000  # of documents in a few years; a date that names its months names few

Chosen = Mapping[Facet, tuple[str, ...]]
PlanFor = Callable[[Chosen], Plan]  # a plan without scores of the query and these choices
_Counts = dict[Facet, dict[str, int]]

_UNDONE = {Facet.YEAR: (Facet.YEAR, Facet.MONTH)}
"""Choices that are undone to count a facet: its own, and of years also that of months."""


def facets_and_years(
    reader: Reader, request: SearchRequest, plan_for: PlanFor
) -> tuple[dict[Facet, tuple[FacetValue, ...]], tuple[tuple[int, int], ...]]:
    """Count by facet, most frequent first, and by year, in order; a choice undone for its own.

    One call of the engine for all facets without a choice, one more for each that has one.
    """
    counts = _counts(reader, request, plan_for)
    years = counts.get(Facet.YEAR, {})
    facets = {
        facet: _values(counts[facet], request, facet) for facet in request.facets if facet in counts
    }
    return facets, tuple(sorted((int(y), n) for y, n in years.items() if y.isdigit()))


def months_of(
    reader: Reader, request: SearchRequest, plan_for: PlanFor, years: tuple[tuple[int, int], ...]
) -> Months | None:
    """Count the months of the years that were chosen, or of all; None where these are many."""
    asked = request.chosen.get(Facet.YEAR)
    shown = [y for y, count in years if count and (asked is None or f"{y:04d}" in asked)]
    if not shown or shown[-1] - shown[0] >= FEW_YEARS:
        return None
    kept = dict(request.chosen)
    kept.pop(Facet.MONTH, None)
    plan, field = plan_for(kept), fields.FACETS[Facet.MONTH]
    found = reader.facets(plan, sizes={field: _MOST_MONTHS})[field]
    within = {f"{year:04d}" for year in range(shown[0], shown[-1] + 1)}
    months = sorted((m, n) for m, n in found if "-" in m and m[:4] in within)
    if not months:
        return None
    wider = tuple(value for value, _ in found if value in within)
    without = reader.count(All((plan, TermSet(field, wider))), kind="document") if wider else 0
    return Months(tuple(months), without)


def _counts(reader: Reader, request: SearchRequest, plan_for: PlanFor) -> _Counts:
    chosen = {facet: values for facet, values in request.chosen.items() if values}
    wanted = dict.fromkeys((*request.facets, Facet.YEAR))
    free = [facet for facet in wanted if facet not in chosen]
    counts = _count(reader, plan_for(chosen), free, request)
    for facet, values in chosen.items():
        if facet in wanted:
            others = {f: v for f, v in chosen.items() if f not in _UNDONE.get(facet, (facet,))}
            plan = plan_for(others)
            counts |= _count(reader, plan, [facet], request)
            _count_chosen(reader, plan, facet, values, counts[facet])
    return counts


def _count(reader: Reader, plan: Plan, facets: list[Facet], request: SearchRequest) -> _Counts:
    names = {facet: fields.FACETS[facet] for facet in facets}
    sizes = dict.fromkeys(names.values(), request.facet_size)
    if Facet.YEAR in names:
        sizes[names[Facet.YEAR]] = MOST_YEARS
    found = reader.facets(plan, sizes=sizes) if sizes else {}
    return {facet: dict(found[name]) for facet, name in names.items()}


def _count_chosen(
    reader: Reader, plan: Plan, facet: Facet, values: tuple[str, ...], counts: dict[str, int]
) -> None:
    """Count chosen values that are too rare to be among the most frequent."""
    if _is_range(values):
        return
    for value in values:
        if value not in counts:
            chosen = TermSet(fields.FACETS[facet], (value,))
            counts[value] = reader.count(All((plan, chosen)), kind="document")


def _values(counts: dict[str, int], request: SearchRequest, facet: Facet) -> tuple[FacetValue, ...]:
    chosen = request.chosen.get(facet, ())
    frequent = [*counts][: request.facet_size]
    rare = () if _is_range(chosen) else [value for value in counts if value in chosen]
    shown = dict.fromkeys((*frequent, *rare))
    return tuple(FacetValue(value, counts[value], value in chosen) for value in shown)


def _is_range(values: tuple[str, ...]) -> bool:
    """Tell whether values were chosen as a range (of years), not one by one."""
    return len(values) > MOST_CHOSEN


def not_searched(reader: Reader, plan: Plan, tokens: frozenset[str]) -> NotSearched:
    """Count the documents of a plan whose texts are closed to the viewer, or that have none."""
    without_text = All((Term(fields.FACETS[Facet.ORIGIN], NO_TEXT), plan))
    return NotSearched(
        closed=reader.count(closed_to(tokens, plan), kind="document"),
        without_text=reader.count(without_text, kind="document"),
    )
