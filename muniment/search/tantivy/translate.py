"""A plan in the library's own words. Nothing in a plan can make it panic or run wild."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tantivy import FieldType, Occur, Query, Schema

from muniment.search import plan as p
from muniment.search.fields import NUMBERS
from muniment.search.tantivy.schema import KIND, WHOLE_FIELDS, build_schema

MOST_JOKERS = 8
_FEW = 8
_SPECIAL = re.compile(r"[\\.+()|\[\]{}^$]")


def translate(plan: p.Plan, schema: Schema) -> Query:
    """Translate a plan."""
    return _TRANSLATORS[type(plan)](plan, schema)


def of_kind(plan: p.Plan, kind: str, schema: Schema) -> Query:
    """Translate a plan for the entries of one kind."""
    only = Query.const_score_query(Query.term_query(schema, KIND, kind, "basic"), 0.0)
    return Query.boolean_query([(Occur.Must, only), (Occur.Must, translate(plan, schema))])


def _term(plan: p.Term, schema: Schema) -> Query:
    option = "basic" if plan.field in WHOLE_FIELDS else "position"
    return Query.term_query(schema, plan.field, plan.token, option)


def _term_set(plan: p.TermSet, schema: Schema) -> Query:
    """Join a few lists of entries; a set of many is looked up in the dictionary in one go."""
    tokens = tuple(dict.fromkeys(plan.tokens))
    if not tokens:
        return Query.empty_query()
    if len(tokens) > _FEW:
        return Query.const_score_query(Query.term_set_query(schema, plan.field, tokens), 0.0)
    terms = [Query.term_query(schema, plan.field, token, "basic") for token in tokens]
    return Query.const_score_query(_any(terms), 0.0)


def _sequence(plan: p.Sequence, schema: Schema) -> Query:
    """Give a phrase; with slop it may cross into the next run, or turn two words for two steps."""
    if len(plan.tokens) < 2:  # the library panics at a phrase of one word
        return _all([_term(p.Term(plan.field, token), schema) for token in plan.tokens])
    return Query.phrase_query(schema, plan.field, list(plan.tokens), slop=max(plan.slop, 0))


def _pattern(plan: p.Pattern, _: Schema) -> Query:
    """Give nothing for a pattern without a letter, or with more jokers than anybody means."""
    pattern = re.sub(r"\*+", "*", plan.pattern)
    jokers = len(re.findall(r"[*?]", pattern))
    if jokers > MOST_JOKERS or jokers == len(pattern):
        return Query.empty_query()
    escaped = _SPECIAL.sub(r"\\\g<0>", pattern)
    try:
        regex = escaped.replace("*", ".*").replace("?", ".")
        return _regex(plan.field, regex)
    except ValueError:  # more states than the library wants to hold
        return Query.empty_query()


@lru_cache(maxsize=100)
def _regex(field: str, regex: str) -> Query:
    """Keep automata: to build one takes half a millisecond, and a page of results asks often."""
    return Query.regex_query(build_schema(), field, regex)


def _fuzzy(plan: p.Fuzzy, schema: Schema) -> Query:
    distance = min(max(plan.distance, 0), 2)
    return Query.fuzzy_term_query(schema, plan.field, plan.token, distance=distance)


def _span(plan: p.Span, schema: Schema) -> Query:
    if plan.first is None and plan.last is None:
        return Query.exists_query(plan.field)
    assert plan.field in NUMBERS
    return Query.range_query(
        schema, plan.field, FieldType.Integer, lower_bound=plan.first, upper_bound=plan.last
    )


def _all(queries: list[Query]) -> Query:
    return _joined(queries, Occur.Must)


def _any(queries: list[Query]) -> Query:
    return _joined(queries, Occur.Should)


def _joined(queries: list[Query], occur: Occur) -> Query:
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(occur, query) for query in queries])


def _best(plan: p.Best, schema: Schema) -> Query:
    if not plan.parts:
        return Query.empty_query()
    return Query.disjunction_max_query([translate(part, schema) for part in plan.parts])


def _without(plan: p.Without, schema: Schema) -> Query:
    return Query.boolean_query(
        [
            (Occur.Must, translate(plan.part, schema)),
            (Occur.MustNot, translate(plan.excluded, schema)),
        ]
    )


_TRANSLATORS: dict[type, Callable[[Any, Schema], Query]] = {
    p.Term: _term,
    p.TermSet: _term_set,
    p.Sequence: _sequence,
    p.Pattern: _pattern,
    p.Fuzzy: _fuzzy,
    p.Span: _span,
    p.All: lambda plan, schema: _all([translate(part, schema) for part in plan.parts]),
    p.AnyOf: lambda plan, schema: _any([translate(part, schema) for part in plan.parts]),
    p.Best: _best,
    p.Without: _without,
    p.Boosted: lambda plan, schema: Query.boost_query(translate(plan.part, schema), plan.by),
    p.Everything: lambda plan, schema: Query.all_query(),
    p.Nothing: lambda plan, schema: Query.empty_query(),
}
