"""Words of a query that may together be somebody's name, though nobody put them in quotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from muniment.search.query.tree import And, Node, Or, Word

LONGEST_NAME = 4  # words
_WILD = frozenset("*?")


def may_be_of_name(node: Node) -> bool:
    """Tell whether a node may be a part of a name: a plain word with nothing asked of it."""
    if not isinstance(node, Word) or node.field or node.exact or node.fuzzy:
        return False
    return not _WILD & set(node.text)


def may_be_names(query: Node) -> Iterator[tuple[str, ...]]:
    """Give the words, as typed, that stand side by side and may be a name; none under a NOT."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from may_be_names(part)
    if isinstance(query, And):
        for is_name, group in groupby(query.parts, key=may_be_of_name):
            words = tuple(node.text for node in group if isinstance(node, Word)) if is_name else ()
            if len(words) > 1:
                yield words
