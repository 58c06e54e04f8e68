"""A query's tree as a plan over the index: over documents, and over pages for snippets.

Access is in the plan: nothing is found that the viewer's tokens do not let him see, and words of
closed texts only where they let him read. Words that cut into nothing ("—") are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from muniment.search import fields
from muniment.search.leaves import (
    Context,
    any_of,
    document_leaf,
    document_name,
    page_leaf,
    page_name,
    searches_text,
    typed_words,
)
from muniment.search.plan import (
    All,
    Everything,
    Nothing,
    Pattern,
    Plan,
    Span,
    Term,
    TermSet,
    Without,
)
from muniment.search.query import tree
from muniment.search.query.people import LONGEST_NAME, may_be_names, may_be_of_name
from muniment.search.query.tree import Node, Phrase, Word
from muniment.search.records import Facet
from muniment.search.words.other_names import NoOtherNames, OtherNames

IN = "in"


def plan_documents(
    query: Node,
    *,
    tokens: frozenset[str],
    languages: frozenset[str],
    other_names: OtherNames | None = None,
    chosen: Mapping[Facet, tuple[str, ...]] | None = None,
    is_scored: bool = True,
) -> Plan:
    """Plan a search for documents that a viewer with these tokens may see.

    `languages` are those whose stems the index holds; `chosen` values of facets narrow the
    results. A plan that is not scored finds the same with less work, in no order.
    """
    context = Context(tokens, languages, other_names or NoOtherNames(), is_scored)
    found = _plan(query, context)
    if isinstance(found, Nothing | None):
        return Nothing()
    choices = [_one_of(fields.FACETS[facet], values) for facet, values in (chosen or {}).items()]
    asked = () if isinstance(found, Everything) else (found,)
    return All((*asked, *choices, TermSet(fields.SEE, tuple(sorted(tokens)))))


def plan_pages(
    query: Node,
    *,
    tokens: frozenset[str],
    languages: frozenset[str],
    other_names: OtherNames | None = None,
) -> Plan:
    """Plan a search for the pages, of texts the viewer may read, that have most of a query.

    A query without words of texts finds no page.
    """
    context = Context(tokens, languages, other_names or NoOtherNames())
    found = any_of(
        (
            *(page_leaf(leaf, context) for leaf in text_leaves(query)),
            *(page_name(name, context) for name in names_in(query)),
        )
    )
    return found if isinstance(found, Nothing) else All((found, may_read(tokens)))


def may_read(tokens: frozenset[str]) -> Plan:
    """Plan entries whose texts a viewer with these tokens may read."""
    return TermSet(fields.READ, tuple(sorted(tokens)))


def closed_to(tokens: frozenset[str], found: Plan) -> Plan:
    """Plan those of the documents found whose texts are closed to these tokens."""
    return Without(All((Term(fields.IS_CLOSED, "yes"), found)), may_read(tokens))


def has_words(query: Node) -> bool:
    """Tell whether a query asks for words, so that one document may match better than another."""
    if isinstance(query, tree.And | tree.Or):
        return any(map(has_words, query.parts))
    return isinstance(query, Word | Phrase)


def without_words(query: Node) -> Node:
    """Leave of a query what it asks besides words: among which documents these are sought."""
    if isinstance(query, tree.And):
        parts = tuple(left for part in query.parts if not _is_all(left := without_words(part)))
        return tree.And(parts) if len(parts) > 1 else next(iter(parts), tree.Everything())
    return tree.Everything() if _asks_for_words(query) else query


def _is_all(query: Node) -> bool:
    return isinstance(query, tree.Everything)


def _asks_for_words(query: Node) -> bool:
    """Tell whether words are asked for, or excluded, anywhere in a query."""
    if isinstance(query, tree.And | tree.Or):
        return any(map(_asks_for_words, query.parts))
    if isinstance(query, tree.Not):
        return _asks_for_words(query.part)
    return isinstance(query, Word | Phrase)


def text_leaves(query: Node) -> Iterator[Word | Phrase]:
    """Give the words and phrases of texts that a query asks for, not those it excludes."""
    if isinstance(query, Word | Phrase):
        if searches_text(query):
            yield query
    elif isinstance(query, tree.And | tree.Or):
        for part in query.parts:
            yield from text_leaves(part)


def _plan(node: Node, context: Context) -> Plan | None:
    """Plan a node; None where nothing is left of it when its words are cut."""
    if isinstance(node, Word | Phrase):
        return _leaf(node, context)
    if isinstance(node, tree.And):
        return _all_of(node.parts, context)
    if isinstance(node, tree.Or):
        plans = [plan for part in node.parts if (plan := _plan(part, context)) is not None]
        return any_of(plans) if plans else None
    if isinstance(node, tree.Not):
        excluded = _plan(node.part, context)
        return None if excluded is None else Without(Everything(), excluded)
    if isinstance(node, tree.Among):
        return _among(node)
    if isinstance(node, tree.Dated):
        return _dated(node)
    return Everything()


def names_in(query: Node) -> Iterator[tuple[str, ...]]:
    """Give the folded words that may together be somebody's name, though not in quotes."""
    for typed in may_be_names(query):
        words = tuple(word.text for part in typed for word in typed_words(Word(part)))
        if 2 <= len(words) <= LONGEST_NAME:
            yield words


def _leaf(leaf: Word | Phrase, context: Context) -> Plan | None:
    if not typed_words(leaf):
        return None
    return document_leaf(leaf, context)


def _all_of(parts: Iterable[Node], context: Context) -> Plan | None:
    wanted: list[Plan] = []
    excluded: list[Plan] = []
    for is_name, group in groupby(parts, key=may_be_of_name):
        nodes = list(group)
        if is_name and (plan := _whole_name(nodes, context)) is not None:
            wanted.append(plan)
            continue
        for node in nodes:
            is_not = isinstance(node, tree.Not)
            plan = _plan(node.part if isinstance(node, tree.Not) else node, context)
            if plan is not None:
                (excluded if is_not else wanted).append(plan)
    if not wanted and not excluded:
        return None
    found = _joined(wanted)
    return Without(found, any_of(excluded)) if excluded else found


def _joined(wanted: list[Plan]) -> Plan:
    if len(wanted) == 1:
        return wanted[0]
    return All(tuple(wanted)) if wanted else Everything()


def _whole_name(nodes: list[Node], context: Context) -> Plan | None:
    """Plan words that are together somebody's name: the words, or his other names."""
    words = tuple(w.text for node in nodes if isinstance(node, Word) for w in typed_words(node))
    if not 2 <= len(words) <= LONGEST_NAME:
        return None
    others = document_name(words, context)
    if isinstance(others, Nothing):
        return None
    plans = [plan for node in nodes if (plan := _plan(node, context)) is not None]
    return any_of((_joined(plans), others))


def _among(node: tree.Among) -> Plan:
    values = tuple(dict.fromkeys((*node.values, *(value.lower() for value in node.values))))
    if node.facet == IN:
        return _within(values)
    field = fields.FACETS[Facet(node.facet)]
    found = _one_of(field, values)
    if node.facet == Facet.LANGUAGE:
        return any_of((found, *(Pattern(field, f"{value}-*") for value in values)))
    return found


def _within(values: tuple[str, ...]) -> Plan:
    """Plan what is in a volume, a unit or a collection; a unit may be named without its holder."""
    facets = (Facet.VOLUME, Facet.UNIT, Facet.COLLECTION)
    units = fields.FACETS[Facet.UNIT]
    inner = [Pattern(units, f"*/{value}") for value in values if "/" not in value]
    return any_of((*(_one_of(fields.FACETS[facet], values) for facet in facets), *inner))


def _one_of(field: str, values: tuple[str, ...]) -> Plan:
    return TermSet(field, values)


def _dated(node: tree.Dated) -> Plan:
    last = node.last.toordinal() if node.last else None
    first = node.first.toordinal() if node.first else None
    return All((Span(fields.FIRST_DAY, None, last), Span(fields.LAST_DAY, first, None)))
