"""Moves notes that are gathered elsewhere to the document, or the text, that calls them.

A volume may print its notes after all its documents, and a translation may call notes that stand
beside the original. A note is read where it is called, so its element is taken out of its place
and put behind the nodes of the text that calls it first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from muniment.sources.tei.calls import Calls


def adopt_notes(groups: Iterable[list[Any]], calls: Calls) -> int:
    """Move each note called from one group of nodes into it; gives how many were moved.

    `groups` are lists of elements and strings, which are added to.
    """
    groups = list(groups)
    owner = {node: index for index, nodes in enumerate(groups) for node in nodes if _is(node)}
    moved = 0
    for key, reference in calls.references.items():
        note = calls.notes[key]
        calling, holding = _group_of(reference, owner), _group_of(note, owner)
        if calling is None or holding is None or calling == holding:
            continue
        _take_out(note)
        groups[calling].append(note)
        owner[note] = calling
        moved += 1
    return moved


def _is(node: Any) -> bool:
    return not isinstance(node, str)


def _group_of(element: Any, owner: dict[Any, int]) -> int | None:
    for node in (element, *element.iterancestors()):
        if node in owner:
            return owner[node]
    return None


def _take_out(element: Any) -> None:
    """Take an element from its parent; the text behind it stays where it was."""
    parent, tail = element.getparent(), element.tail
    element.tail = None
    previous = element.getprevious()
    parent.remove(element)
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
