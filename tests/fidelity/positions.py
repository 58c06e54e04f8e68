"""Where breaks and notes stand, counted in characters of the source's order."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.core.text.linearise import insertion_offset
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree


@dataclass
class Positions:
    """Characters (white space left out) that stand before each break and each note.

    Of a break and a note at one offset the model does not say which comes first: a break has the
    count before and the count behind what is inserted there.
    """

    count: int = 0
    breaks: list[tuple[PageBreak, int, int]] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)


_INSERTING = (MarkKind.NOTE, MarkKind.PLACE, MarkKind.READING, MarkKind.REMOVED)


def _length(text: str) -> int:
    return len("".join(text.split()))


class _Walk:
    def __init__(self, tree: TextTree, start: int) -> None:
        self.found = Positions(start)
        self.notes = {note.id: note for note in tree.notes}
        self.breaks: dict[str, list[PageBreak]] = {}
        # A running head that is no part of the text stands between a break and its leaf.
        self.before_removed: int | None = None
        for page_break in tree.page_breaks:
            if not page_break.implied:
                self.breaks.setdefault(page_break.leaf, []).append(page_break)

    def block(self, block: Block) -> None:
        if block.kind == BlockKind.REMOVED:
            if self.before_removed is None:
                self.before_removed = self.found.count
            self.found.count += _length(block.attrs["text"])
        elif block.kind == BlockKind.PLACE:
            self.note(self.notes[block.attrs["note"]])
        elif block.plain is not None:
            self.leaf(block)
        for child in block.children:
            self.block(child)

    def note(self, note: Note) -> None:
        self.found.notes[note.id] = self.found.count
        for block in note.children:
            self.block(block)

    def leaf(self, block: Block) -> None:
        plain = block.plain or ""
        before_removed, self.before_removed = self.before_removed, None
        inserting = sorted((m for m in block.marks if m.kind in _INSERTING), key=insertion_offset)
        at = 0
        opened: dict[int, int] = {}
        closed: dict[int, int] = {}
        offsets = {insertion_offset(m) for m in inserting}
        pages = self.breaks.get(block.id, [])
        for offset in sorted(offsets | {page.offset for page in pages}):
            self.found.count += _length(plain[at:offset])
            at = offset
            opened[offset] = self.found.count
            for mark in inserting:
                if insertion_offset(mark) == offset:
                    self._meet(mark)
            closed[offset] = self.found.count
        if 0 in opened and before_removed is not None:
            opened[0] = before_removed
        for page in pages:
            self.found.breaks.append((page, opened[page.offset], closed[page.offset]))
        self.found.count += _length(plain[at:])

    def _meet(self, mark: Mark) -> None:
        attrs = mark.attrs or {}
        self.found.count += _length(attrs.get("text", ""))
        if mark.kind == MarkKind.PLACE or (mark.kind == MarkKind.NOTE and "away" not in attrs):
            self.note(self.notes[attrs["note"]])


def positions(tree: TextTree, *, start: int = 0) -> Positions:
    """Count the characters before each break and note of a text, from `start` on."""
    walk = _Walk(tree, start)
    for block in tree.body:
        walk.block(block)
    return walk.found
