"""The parts of a document that say what it is: its heading, datelines and dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from muniment.core.text.model import Block, BlockKind, TextTree
from muniment.sources.tei.nodes import local_name

# A heading inside one of these is not the document's own.
_FOREIGN = frozenset(
    "note table figure list floatingText attachment listBibl listPerson listApp lg quote".split()
)
_FOREIGN_KINDS = frozenset(
    (BlockKind.ATTACHMENT, BlockKind.TABLE, BlockKind.FIGURE, BlockKind.LIST, BlockKind.VERSE)
)
_WANTED = frozenset(("head", "dateline", "opener", "closer"))


@dataclass(slots=True)
class Opening:
    """Elements of a document, in order: not those of its attachments and notes."""

    heads: list[Any] = field(default_factory=list)
    datelines: list[Any] = field(default_factory=list)
    dates: list[Any] = field(default_factory=list)

    def add(self, element: Any, name: str) -> None:
        """Take a heading, or the dateline and dates of an opener or closer."""
        if name == "head":
            self.heads.append(element)
        elif name == "dateline":
            self.datelines.append(element)
        else:
            self.datelines.extend(element.iter("{*}dateline"))
        if name != "head":
            self.dates.extend(d for d in element.iter("{*}date") if not _in_note(d, element))


def opening_of(nodes: list[Any], element: Any) -> Opening:
    """Find what opens a document: among its children, else anywhere that is its own."""
    found = Opening()
    has_divs = False
    for child in element if element is not None else ():
        tag = child.tag
        if isinstance(tag, str):
            name = tag.rpartition("}")[2]
            if name in _WANTED:
                found.add(child, name)
            elif name.startswith(("div", "body")):
                has_divs = True
    if element is None or has_divs or not found.heads:
        found = _deep(nodes)
    if not found.dates:
        found.dates = [d for head in found.heads[:1] for d in head.iter("{*}date")]
    return found


def _deep(nodes: list[Any]) -> Opening:
    found = Opening()
    for node in nodes:
        if isinstance(node, str):
            continue
        for element in node.iter("{*}head", "{*}dateline", "{*}opener", "{*}closer"):
            name = local_name(element)
            inside = [local_name(a) for a in element.iterancestors()]
            if name == "dateline" and inside[0] in ("opener", "closer"):
                continue
            if not _FOREIGN.intersection(inside):
                found.add(element, name)
    return found


def _in_note(date: Any, top: Any) -> bool:
    for ancestor in date.iterancestors():
        if ancestor is top:
            return False
        if local_name(ancestor) == "note":
            return True
    return False


def first_words_date(nodes: list[Any]) -> Any:
    """Find a date in the first words of a document that has no dateline, None if there is none."""
    for node in nodes:
        for date in node.iter("{*}date") if not isinstance(node, str) else ():
            if not any(local_name(a) in ("note", "fw", "attachment") for a in date.iterancestors()):
                return date if _opens_document(date) else None
    return None


def _opens_document(date: Any) -> bool:
    parent = date.getparent()
    if (parent.text or "").strip() or date.getprevious() is not None:
        return False
    return all(local_name(s) in ("pb", "head", "") for s in parent.itersiblings(preceding=True))


def heading_words(tree: TextTree) -> str:
    """Give the words of the first heading of a text that is its own."""
    return _first_heading(tree.body) or ""


def _first_heading(blocks: list[Block]) -> str | None:
    for block in blocks:
        if block.kind == BlockKind.HEADING and block.plain:
            return block.plain
        if block.children and block.kind not in _FOREIGN_KINDS:
            found = _first_heading(block.children)
            if found:
                return found
    return None
