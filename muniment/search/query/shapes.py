"""Trees in their one plain shape: groups of two parts or more, none straight inside its like."""

from __future__ import annotations

from collections.abc import Iterable

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
