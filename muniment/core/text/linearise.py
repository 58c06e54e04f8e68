"""Put a text back into the order of its source, with everything that the plain strings leave out.

`linearise` is what the fidelity promise is measured by: as a sequence of tokens it equals the
source's own text. What the reader sees of it and what is only listed are told apart by
`shown_characters` and `omissions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, TextTree

_INSERTING = frozenset({MarkKind.NOTE, MarkKind.PLACE, MarkKind.READING, MarkKind.REMOVED})


def linearise(tree: TextTree) -> str:
    """Give the text in the source's order; blocks and notes stand on lines of their own.

    Notes are at the place where the source keeps their text, second readings and removed
    characters where they stood. Only the tokens count, not the white space between them.
    """
    notes = {note.id: note for note in tree.notes}
    parts: list[str] = []
    for block in tree.body:
        _write_block(block, notes, parts.append)
    return "".join(parts)


def _write_block(block: Block, notes: dict[str, Note], write: Callable[[str], None]) -> None:
    if block.kind == BlockKind.REMOVED:
        write("\n" + block.attrs["text"])
    elif block.kind == BlockKind.PLACE:
        _write_note(notes[block.attrs["note"]], notes, write)
    elif block.plain is not None:
        write("\n")
        _write_leaf(block.plain, block.marks, notes, write)
    for child in block.children:
        _write_block(child, notes, write)
    write("\n")


def _write_note(note: Note, notes: dict[str, Note], write: Callable[[str], None]) -> None:
    write("\n")
    for block in note.children:
        _write_block(block, notes, write)
    write("\n")


def insertion_offset(mark: Mark) -> int:
    """Say where a mark's own text goes: behind the chosen reading unless it stands first."""
    first = mark.kind == MarkKind.READING and mark.attrs and mark.attrs.get("first")
    return mark.start if first else mark.end


def _write_leaf(
    plain: str, marks: Iterable[Mark], notes: dict[str, Note], write: Callable[[str], None]
) -> None:
    inserting = sorted((m for m in marks if m.kind in _INSERTING), key=insertion_offset)
    at = 0
    for mark in inserting:
        offset = insertion_offset(mark)
        write(plain[at:offset])
        at = offset
        attrs = mark.attrs or {}
        write(attrs.get("text", ""))
        if mark.kind == MarkKind.PLACE or (mark.kind == MarkKind.NOTE and "away" not in attrs):
            _write_note(notes[attrs["note"]], notes, write)
    write(plain[at:])


def count_characters(text: str) -> int:
    """Count the characters of a string that are not white space."""
    return len("".join(text.split()))


def omissions(tree: TextTree) -> Counter[tuple[str, str]]:
    """Count what is kept but not shown, by (reason, text)."""
    found: Counter[tuple[str, str]] = Counter()
    for block in tree.blocks():
        if block.kind == BlockKind.REMOVED:
            found[block.attrs.get("reason", ""), block.attrs["text"].strip()] += 1
        for mark in block.marks:
            if mark.kind == MarkKind.REMOVED and mark.attrs:
                found[mark.attrs.get("reason", ""), mark.attrs["text"].strip()] += 1
    return found


def listed_characters(tree: TextTree) -> int:
    """Count the characters of the source that are kept but not shown, without white space."""
    return sum(count_characters(text) * times for (_, text), times in omissions(tree).items())


def shown_characters(tree: TextTree) -> int:
    """Count the characters of the source that a reader can see, without white space.

    These are the plain strings, second readings and the source's own call signs of notes.
    """
    total = 0
    for leaf in tree.leaves():
        total += count_characters(leaf.plain or "")
        for mark in leaf.marks:
            if mark.kind in (MarkKind.READING, MarkKind.NOTE) and mark.attrs:
                total += count_characters(mark.attrs.get("text", ""))
    return total
