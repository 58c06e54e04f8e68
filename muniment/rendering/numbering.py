"""Numbers and anchors of a text: paragraphs, pages, notes and their calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from muniment.core.text.model import Block, BlockKind, MarkKind, TextTree, Voice

_UNSAFE = re.compile(r"[^\w.\-]+")
_UNNUMBERED = frozenset(
    {
        *(BlockKind.LIST, BlockKind.TABLE, BlockKind.FIGURE, BlockKind.TITLE_PAGE),
        *(BlockKind.OPENER, BlockKind.CLOSER, BlockKind.VERSE, BlockKind.POSTSCRIPT),
    }
)
_UNNUMBERED_VOICES = frozenset({Voice.NOTE, Voice.BIOGRAPHY, Voice.SOURCE_NOTE, Voice.APPARATUS})
_SIGNS = ("*", "†", "‡", "§", "‖", "¶")


def anchor(text: str) -> str:
    """Bring a source's name into a form that an `id` and a fragment may have."""
    return _UNSAFE.sub("-", text).strip("-") or "x"


class Anchors:
    """Ids that are unique within a text: the second of a name gets "-2" behind it."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """Reserve an id and return it."""
        wanted = anchor(name)
        while True:
            self._seen[wanted] += 1
            number = self._seen[wanted]
            if number == 1:
                return wanted
            candidate = f"{wanted}-{number}"
            if candidate not in self._seen:
                self._seen[candidate] = 1
                return candidate


def numbered_paragraphs(tree: TextTree) -> dict[str, int]:
    """Number the body's paragraphs from 1, but none of lists, tables, letters' ends and notes."""
    numbers: dict[str, int] = {}
    running = count(1)

    def visit(block: Block) -> None:
        if block.attrs.get("voice") in _UNNUMBERED_VOICES:
            return
        if block.kind == BlockKind.PARAGRAPH:
            numbers[block.id] = next(running)
        elif block.kind not in _UNNUMBERED:
            for child in block.children:
                visit(child)

    for block in tree.body:
        visit(block)
    return numbers


def note_labels(tree: TextTree) -> dict[str, str]:
    """Give each note its sign: the source's own, else its call's, else the next number.

    Where some notes of a text are signed and others are not, those others get *, †, ‡ as in
    printed books, so that no number stands twice.
    """
    calls = {
        mark.attrs["note"]: mark.attrs.get("text", "").strip()
        for leaf in tree.leaves()
        for mark in leaf.marks
        if mark.kind == MarkKind.NOTE and mark.attrs
    }
    labels = {note.id: (note.label or calls.get(note.id, "")).strip() for note in tree.notes}
    unsigned = [name for name, label in labels.items() if not label]
    if len(unsigned) == len(labels):
        return {name: str(number) for number, name in enumerate(unsigned, start=1)}
    taken = {label for label in labels.values() if label}
    return labels | dict(zip(unsigned, _signs(taken), strict=False))


def _signs(taken: set[str]) -> Iterator[str]:
    for times in count(1):
        for sign in _SIGNS:
            if sign * times not in taken:
                yield sign * times
