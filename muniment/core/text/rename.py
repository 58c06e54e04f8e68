"""Give the blocks and notes of a text other ids, wherever they are named."""

from __future__ import annotations

import re
from collections.abc import Mapping

from muniment.core.text.model import Mark, TextTree

# Readers of formats mint b1, b2 … for blocks and n1, n2 … for notes where the source has no id;
# matching puts the number of a version behind where that would be given twice.
_MINTED = re.compile(r"[bn]\d+(?:-v\d+(?:-\d+)?)?")


def is_minted(block_id: str) -> bool:
    """Tell whether an id was made here and means no more than a place in the order."""
    return not block_id or _MINTED.fullmatch(block_id) is not None


def rename_blocks(tree: TextTree, ids: Mapping[str, str]) -> None:
    """Rename blocks and notes in place, and all that points at them inside the text.

    What `align` names is a block of another text and stays.
    """
    for block in tree.blocks():
        block.id = ids.get(block.id, block.id)
        if note := block.attrs.get("note"):
            block.attrs["note"] = ids.get(note, note)
        block.marks = [_renamed(mark, ids) for mark in block.marks]
    for note_ in tree.notes:
        note_.id = ids.get(note_.id, note_.id)
    tree.page_breaks = [
        at._replace(flow=ids.get(at.flow, at.flow), leaf=ids.get(at.leaf, at.leaf))
        for at in tree.page_breaks
    ]


def _renamed(mark: Mark, ids: Mapping[str, str]) -> Mark:
    note = mark.attrs.get("note") if mark.attrs else None
    if note is None or note not in ids:
        return mark
    return mark._replace(attrs={**(mark.attrs or {}), "note": ids[note]})
