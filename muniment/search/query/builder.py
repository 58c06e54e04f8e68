"""The builder: rows, one under the other, that make a query, and a query as rows.

Rows that are joined by AND belong together; OR begins the next such group.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from muniment.search.query.advanced import USUAL_DISTANCE
from muniment.search.query.lexer import words_in
from muniment.search.query.names import DATE_FIELDS, FACET_FIELDS
from muniment.search.query.parser import MOST_BETWEEN, parse
from muniment.search.query.shapes import (
    EVERYTHING,
    all_of,
    any_of,
    moved,
    none_of,
    only_field,
    parts_of,
    phrase,
    word,
)
from muniment.search.query.tree import Among, And, Dated, Node, Not, Or, Phrase, Word
from muniment.search.query.writer import write


class Connective(StrEnum):
    """How a row is joined to the one above."""

    AND = "AND"
    OR = "OR"


class How(StrEnum):
    """What is to be done with the words of a row."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    PHRASE = "phrase"
    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `field` is a name of `names.FIELDS` or "" for everything.

    In ALL, ANY and NONE the words may be in the query language. `distance` is for NEAR.
    """

    connective: Connective = Connective.AND
    field: str = ""
    how: How = How.ALL
    words: str = ""
    distance: int = USUAL_DISTANCE


def tree_of(rows: Iterable[Row]) -> Node:
    """Make the tree that rows ask for; rows without words say nothing."""
    groups: list[list[Node]] = [[]]
    for row in rows:
        node = _node(row)
        if node is None:
            continue
        if row.connective is Connective.OR and groups[-1]:
            groups.append([])
        groups[-1].append(node)
    return any_of(all_of(group) for group in groups)


def rows_of(tree: Node) -> tuple[Row, ...]:
    """Show a tree as rows; what no row is made for stands in one as it is typed."""
    if tree == EVERYTHING:
        return ()
    is_one_row = isinstance(tree, Or) and _plain_field(tree) is not None
    groups = tree.parts if isinstance(tree, Or) and not is_one_row else (tree,)
    rows: list[Row] = []
    for group in groups:
        connective = Connective.OR if rows else Connective.AND
        for field, run in groupby(parts_of(group), key=_field_of_word):
            words = list(run)
            parts = words if field is None else [all_of(words)]
            for part in parts:
                rows.append(_row(part, connective))
                connective = Connective.AND
    return tuple(rows)


def _node(row: Row) -> Node | None:
    if row.how in (How.ALL, How.ANY, How.NONE):
        return _joined(row)
    words = words_in(row.words)
    if not words:
        return None
    exact = row.how is How.EXACT
    if len(words) == 1:
        return word(words[0], field=row.field, exact=exact)
    slop = min(max(row.distance, 0), MOST_BETWEEN) if row.how is How.NEAR else 0
    return phrase(words, field=row.field, exact=exact, slop=slop)


def _joined(row: Row) -> Node | None:
    tree = _in_field(row) if row.words.strip() else EVERYTHING
    if tree == EVERYTHING:
        return None
    if row.how is How.ALL:
        return tree
    either = any_of(tree.parts if isinstance(tree, And | Or) else (tree,))
    return none_of(either) if row.how is How.NONE else either


def _in_field(row: Row) -> Node:
    if row.field in DATE_FIELDS or row.field in FACET_FIELDS:
        typed = row.words.strip()
        is_one = typed[:1] in ("[", "(") or not typed.split()[1:]
        return parse(f"{row.field}:{typed}" if is_one else f"{row.field}:({typed})").tree
    tree = parse(row.words).tree
    return moved(tree, to=row.field) if row.field else tree


def _row(part: Node, connective: Connective) -> Row:
    match part:
        case Phrase() if not (part.exact and part.slop):
            how = How.EXACT if part.exact else How.NEAR if part.slop else How.PHRASE
            distance = part.slop or USUAL_DISTANCE
            return Row(connective, part.field, how, " ".join(part.words), distance)
        case Word(exact=True):
            return Row(connective, part.field, How.EXACT, part.text)
        case Not(part=inside) if (field := _plain_field(inside)) is not None:
            return Row(connective, field, How.NONE, _listed(inside, field))
        case Or() if (field := _plain_field(part)) is not None:
            return Row(connective, field, How.ANY, _listed(part, field))
        case Among() | Dated():
            field, _, words = write(part).partition(":")
            return Row(connective, field, How.ALL, words)
    field = only_field(part) or ""
    return Row(connective, field, How.ALL, write(moved(part, before=field, to="")))


def _plain_field(node: Node) -> str | None:
    """Give the field of a word, or of words any of which will do; None for anything else."""
    parts = node.parts if isinstance(node, Or) else (node,)
    return only_field(node) if all(isinstance(part, Word) for part in parts) else None


def _listed(node: Node, field: str) -> str:
    parts = node.parts if isinstance(node, Or) else (node,)
    return write(all_of(moved(part, before=field, to="") for part in parts))


def _field_of_word(part: Node) -> str | None:
    return part.field if isinstance(part, Word) and not part.exact else None
