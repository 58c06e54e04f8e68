"""Trees in their one plain shape: groups of two parts or more, none straight inside its like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from muniment.search.query.lexer import trimmed
from muniment.search.query.tree import Among, And, Everything, Node, Not, Or, Phrase, Word

Leaf = Word | Phrase
EVERYTHING = Everything()


def all_of(parts: Iterable[Node]) -> Node:
    """Make what meets every part."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    flat = [part for part in flat if part != EVERYTHING]
    if len(flat) < 2:
        return flat[0] if flat else EVERYTHING
    return And(tuple(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """Make what meets one part or more; values of one facet become one part."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    if EVERYTHING in flat or not flat:
        return EVERYTHING
    flat = _merged(flat)
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def none_of(part: Node) -> Node:
    """Make what does not meet the part."""
    return part.part if isinstance(part, Not) else Not(part)


def word(text: str, *, field: str = "", exact: bool = False, fuzzy: int = 0) -> Word:
    """Make a word; wildcards rule out fuzziness, and fuzziness rules out the form as written."""
    if is_wild(text):
        fuzzy = 0
    return Word(text, field, exact and not fuzzy, fuzzy)


def phrase(words: Iterable[str], *, field: str = "", exact: bool = False, slop: int = 0) -> Phrase:
    """Make a phrase of two words or more, in which * and ? stand for nothing."""
    plain = (trimmed(text.replace("*", "").replace("?", "")) for text in words)
    return Phrase(tuple(plain), field, exact, slop)


def parts_of(tree: Node) -> tuple[Node, ...]:
    """Give what must all be met: the parts of an And, none for everything."""
    if isinstance(tree, And):
        return tree.parts
    return () if tree == EVERYTHING else (tree,)


def only_field(tree: Node) -> str | None:
    """Give the one text field that all of it looks in, "" for no field, else None."""
    match tree:
        case Word() | Phrase():
            return tree.field
        case Not():
            return only_field(tree.part)
        case And() | Or():
            fields = {only_field(part) for part in tree.parts}
            return fields.pop() if len(fields) == 1 else None
        case _:
            return None


def moved(tree: Node, *, before: str = "", to: str) -> Node:
    """Let what looks in the field `before` look in the field `to`."""
    match tree:
        case Word() | Phrase():
            return replace(tree, field=to) if tree.field == before else tree
        case Not():
            return Not(moved(tree.part, before=before, to=to))
        case And() | Or():
            parts = tuple(moved(part, before=before, to=to) for part in tree.parts)
            return And(parts) if isinstance(tree, And) else Or(parts)
        case _:
            return tree


def is_wild(text: str) -> bool:
    """Tell whether a word holds wildcards."""
    return "*" in text or "?" in text


def _merged(parts: list[Node]) -> list[Node]:
    merged: list[Node] = []
    places: dict[str, int] = {}
    for part in parts:
        if isinstance(part, Among) and part.facet in places:
            place = places[part.facet]
            before = merged[place]
            assert isinstance(before, Among)
            values = tuple(dict.fromkeys(before.values + part.values))
            merged[place] = Among(part.facet, values)
            continue
        if isinstance(part, Among):
            places[part.facet] = len(merged)
        merged.append(part)
    return merged
