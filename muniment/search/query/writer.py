"""Write a tree as somebody would type it: `parse(write(tree)).tree == tree`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from muniment.search.query.dates import write_dates
from muniment.search.query.lexer import is_plain, is_plain_exact
from muniment.search.query.names import TYPED_FACETS
from muniment.search.query.shapes import EVERYTHING, Leaf
from muniment.search.query.tree import Among, And, Dated, Everything, Node, Not, Or, Phrase, Word

# How tightly the place of a part binds: beside OR, beside AND, after a minus.
_LOOSE, _SIDE_BY_SIDE, _TIGHT = range(3)


def write(tree: Node) -> str:
    """Write a query, "" for everything. The tree has the shape that `shapes` gives."""
    return "" if tree == EVERYTHING else _write(tree, _LOOSE)


def _write(node: Node, place: int) -> str:
    match node:
        case And():
            return _joined(node.parts, " ", inside=_TIGHT, enclose=place >= _TIGHT)
        case Or():
            return _joined(node.parts, " OR ", inside=_SIDE_BY_SIDE, enclose=place > _LOOSE)
        case Not():
            return f"-{_write(node.part, _TIGHT)}"
        case Among():
            return _among(node)
        case Dated():
            return write_dates(node)
        case Everything():
            return "*"
        case _:
            return f"{node.field}:{_leaf(node)}" if node.field else _leaf(node)


def _joined(parts: Iterable[Node], joint: str, *, inside: int, enclose: bool) -> str:
    written: list[str] = []
    for field, run in groupby(parts, key=_field):
        nodes = list(run)
        if field and len(nodes) > 1:  # author:(maisky OR litvinov)
            leaves = (_leaf(node) for node in nodes if isinstance(node, Word | Phrase))
            written.append(f"{field}:({joint.join(leaves)})")
        else:
            written.extend(_write(node, inside) for node in nodes)
    text = joint.join(written)
    return f"({text})" if enclose and len(written) > 1 else text


def _field(node: Node) -> str:
    return node.field if isinstance(node, Word | Phrase) else ""


def _leaf(node: Leaf) -> str:
    if isinstance(node, Phrase):
        text = f'"{" ".join(node.words)}"'
        return f"{'exact:' if node.exact else ''}{text}{f'~{node.slop}' if node.slop else ''}"
    if node.exact:
        return f"'{node.text}'" if is_plain_exact(node.text) else f'exact:"{node.text}"'
    tilde = "" if not node.fuzzy else "~" if node.fuzzy == 1 else f"~{node.fuzzy}"
    return _quoted_unless(is_plain, node.text) + tilde


def _among(node: Among) -> str:
    values = [_quoted_unless(is_plain, value) for value in node.values]
    inside = values[0] if len(values) == 1 else f"({' OR '.join(values)})"
    return f"{TYPED_FACETS[node.facet]}:{inside}"


def _quoted_unless(is_fine: Callable[[str], bool], text: str) -> str:
    return text if is_fine(text) else f'"{text}"'
