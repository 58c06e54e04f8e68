"""Finds out, for a whole file, which notes are called from another place, and from where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from muniment.sources.tei.nodes import folded, local_name, parent_name, tags
from muniment.sources.tei.notes import is_sign
from muniment.sources.tei.vocabulary import XML_ID

# Around a note that stands among blocks: the source gathers notes here.
_GATHERING = frozenset(
    "div div1 div2 div3 div4 div5 div6 div7 noteGrp body back front text list listBibl".split()
)
# What a reference names with a scheme or a folder is elsewhere; a bare name may be a note's id.
_IS_ADDRESS = re.compile(r"[:/]")
_BLOCKS = frozenset("p ab head item cell l dateline signed note opener closer salute".split())


@dataclass(slots=True)
class Calls:
    """Which notes are called, and from where.

    `called`: a note's id and the sign of its first call. `anchors`: an anchor's id and its notes.
    `references`: a note's id and its first call. `notes` are all notes with an id.
    """

    called: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, list[str]] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)


def find_calls(root: Any) -> Calls:
    """Match references with the notes that they call; cross-references to a note are not calls."""
    calls = Calls()
    pointing: list[tuple[Any, str]] = []
    places: dict[str, Any] = {}
    note_tag, anchor_tag = tags(root, "note", "anchor")
    named = {note_tag: calls.notes, anchor_tag: places}
    for element in root.iter(note_tag, anchor_tag, *tags(root, "ref", "ptr")):
        by_id = named.get(element.tag)
        if by_id is None:
            target = element.get("target") or element.get("corresp")
            if target and ("#" in target or not _IS_ADDRESS.search(target)):
                pointing.append((element, target))
        elif key := element.get(XML_ID):
            by_id[key] = element
    if calls.notes:
        _match(calls, pointing)
        _find_anchors(places, calls)
    return calls


def _match(calls: Calls, pointing: list[tuple[Any, str]]) -> None:
    notes = calls.notes
    for reference, target in pointing:
        if " " not in target and target.lstrip("#") not in notes and target.find("#") < 1:
            continue
        for part in target.split():
            key = part.rpartition("#")[2]
            if key in notes and _is_call(reference, notes[key]):
                sign = reference.get("n") or folded(reference)
                calls.called.setdefault(key, sign.strip())
                calls.references.setdefault(key, reference)


def _is_call(reference: Any, note: Any) -> bool:
    text = folded(reference)
    if text and not is_sign(text):
        return False
    if parent_name(note) in _GATHERING:
        return note not in set(reference.iterancestors())
    if _block_of(reference) is not _block_of(note):
        return False
    return any(a is reference for a in _before(note))


def _block_of(element: Any) -> Any:
    for ancestor in element.iterancestors():
        if local_name(ancestor) in _BLOCKS:
            return ancestor
    return None


def _before(note: Any) -> list[Any]:
    """Give the references in the note's block that stand before it."""
    found: list[Any] = []
    block = _block_of(note)
    if block is None:
        return found
    for element in block.iter():
        if element is note:
            break
        if local_name(element) in ("ref", "ptr"):
            found.append(element)
    return found


def _find_anchors(places: dict[str, Any], calls: Calls) -> None:
    if not places:
        return
    for key, note in calls.notes.items():
        for target in f"{note.get('target') or ''} {note.get('corresp') or ''}".split():
            anchor = target.rpartition("#")[2]
            if anchor in places:
                calls.anchors.setdefault(anchor, []).append(key)
                calls.called.setdefault(key, "")
                calls.references.setdefault(key, places[anchor])
