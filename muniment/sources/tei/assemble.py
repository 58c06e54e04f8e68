"""Finishes a built text: ids of blocks, page breaks with the implied one, and the count."""

from __future__ import annotations

import unicodedata
from typing import Any

from muniment.core.text.linearise import count_characters, linearise
from muniment.core.text.model import Block, BlockKind, MarkKind, PageBreak, TextTree
from muniment.sources.tei.builder import BreakRecord, Builder
from muniment.sources.tei.nodes import string_of

LastSeen = dict[str, BreakRecord]


def finish_tree(tree: TextTree, builder: Builder, last_seen: LastSeen) -> None:
    """Mint the ids that lack and place the page breaks; `last_seen` (by edition) is updated."""
    mint_ids(tree, builder.used_ids)
    first = next(tree.body_leaves())
    breaks = [
        PageBreak(0, seen.label, edition, seen.surface, "", first.id, 0, True)
        for edition, seen in last_seen.items()
        if _begins_in_mid_page(builder.breaks, edition, first)
    ]
    for sequence, record in enumerate(builder.breaks, start=1):
        leaf = record.leaf.id if record.leaf else first.id
        breaks.append(
            PageBreak(
                *(sequence, record.label, record.edition, record.surface),
                *(record.flow, leaf, record.offset),
            )
        )
        last_seen[record.edition] = record
    tree.page_breaks = breaks


def _begins_in_mid_page(records: list[BreakRecord], edition: str, first: Block) -> bool:
    for record in records:
        if record.edition == edition:
            return not (record.leaf is first and record.offset == 0 and not record.flow)
    return True


def mint_ids(tree: TextTree, used: set[str]) -> None:
    """Give b1, b2, … in reading order to the blocks without an id."""
    number = 0
    for block in tree.blocks():
        if not block.id:
            number += 1
            while f"b{number}" in used:
                number += 1
            block.id = f"b{number}"


_COUNTED = frozenset((MarkKind.NOTE, MarkKind.READING, MarkKind.REMOVED))


def characters(tree: TextTree) -> int:
    """Count what a tree holds of its source, shown or listed, without white space."""
    pieces: list[str] = []
    for block in tree.blocks():
        if block.plain:
            pieces.append(block.plain)
        elif block.kind == BlockKind.REMOVED:
            pieces.append(block.attrs["text"])
        for mark in block.marks:
            if mark.kind in _COUNTED and mark.attrs:
                pieces.append(mark.attrs.get("text", ""))
    return count_characters(" ".join(pieces))


def decomposed(trees: list[TextTree]) -> int:
    """Count as `characters`, letters and accents apart: for accents that open a block."""
    text = "".join(linearise(tree) for tree in trees)
    return count_characters(unicodedata.normalize("NFD", text))


def source_text(nodes: list[Any]) -> str:
    """Give the text of a document's nodes as the XML library sees it: no comments, no PIs."""
    return "".join([n if isinstance(n, str) else string_of(n) for n in nodes])
