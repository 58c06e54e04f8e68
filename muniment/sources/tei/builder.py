"""Builds the tree of one text in one pass over its elements.

The builder holds the leaf that is being written (its pieces, length and marks) and the children
of the container around it. A block that meets a block inside itself turns from a leaf into a
container, and the words beside that block become segments. White space is folded while reading:
`gap` says that white space was met which becomes one space as soon as a character follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from muniment.core.text.model import Block, BlockKind, Mark, Note, TextTree
from muniment.sources.tei.context import FileContext
from muniment.sources.tei.vocabulary import XML_ID, XML_LANG
from muniment.sources.tei.words import join_words

SPACES = " \n\t\r"
_RUNS = re.compile(r"[ \t\r\n]+")
Handler = Callable[["Builder", Any], None]


class BreakRecord:
    """A page break that waits for its leaf."""

    __slots__ = ("edition", "flow", "label", "leaf", "offset", "surface")

    def __init__(self, label: str, edition: str, surface: str, flow: str, offset: int) -> None:
        self.label = label
        self.edition = edition
        self.surface = surface
        self.flow = flow
        self.leaf: Block | None = None
        self.offset = offset


# A mark without the cost of its keyword arguments; half of all elements make one.
make_mark: Callable[[tuple[int, int, str, dict[str, str] | None]], Mark] = partial(
    tuple.__new__, Mark
)
_WRAPPED = re.compile(r"\n[ \t\n]*")


def fold(text: str) -> str:
    """Fold the white space of a piece and strip its ends: lines mostly wrap, the rest is rare."""
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    text = text.strip(" ")
    if "  " in text or "\t" in text:
        return " ".join(text.split())
    return text


class Builder:
    """State of one text while it is built; handlers of elements work on it.

    It takes every white space for XML's own and all text for NFC; `CarefulBuilder` does not.
    """

    is_fast = True

    def __init__(
        self,
        context: FileContext,
        handlers: dict[Any, Handler],
        *,
        voices: dict[Any, str] | None = None,
        own_notes: Iterable[str] = (),
    ) -> None:
        self.context = context
        self.handlers = handlers
        self.voices = voices or {}
        self.own_notes = frozenset(own_notes)
        self.parts: list[str] = []
        self.n = 0
        self.gap = False
        self.spaced = 0  # 1 + index of the mark that follows a space already written
        self.marks: list[Mark] = []
        self.spans: list[list[Any]] = []
        self.joins: list[tuple[int, bool]] = []
        self.children: list[Block] = []
        self.structural = True
        self.in_apparatus = False
        self.breaks: list[BreakRecord] = []
        self.waiting: list[BreakRecord] = []
        self.flow = ""
        self.notes: dict[str, Note] = {}
        self.calls: dict[str, None] = {}
        self.sign: tuple[str, str] | None = None
        self.last: Block | None = None
        self.used_ids: set[str] = set()
        self.uncalled: list[tuple[str, int]] = []
        self.missing: list[tuple[str, int]] = []

    # -- words -----------------------------------------------------------------------------

    def text(self, text: str) -> None:
        """Add words to the leaf, folding white space."""
        joined = fold(text) if "\n" in text or "  " in text or "\t" in text else text.strip(" ")
        if joined:
            self._add(text, joined)
        elif self.n:
            self._space()

    def _add(self, text: str, joined: str) -> None:
        if self.n and (self.gap or text[0] in SPACES):
            if self.spaced:
                self._space()
            else:
                joined = " " + joined
        self.parts.append(joined)
        self.n += len(joined)
        self.gap = text[-1] in SPACES
        self.spaced = 0

    def _space(self) -> None:
        if not self.spaced:
            self.gap = True
            return
        mark = self.marks[self.spaced - 1]
        attrs = dict(mark.attrs or {})
        if not attrs["text"].endswith(" "):
            attrs["text"] += " "
            self.marks[self.spaced - 1] = mark._replace(attrs=attrs)

    def content(self, element: Any) -> None:
        """Read an element's words and children into the leaf or container at hand."""
        text = element.text
        if text and (self.n or not text.isspace()):
            self.text(text)
        handlers = self.handlers
        for child in element:
            handlers[child.tag](self, child)
            text = child.tail
            if text and (self.n or not text.isspace()):
                self.text(text)

    def point(self) -> int:
        """Say where the next character will stand."""
        return self.n + self.gap

    def insert(
        self, kind: str, raw: str, attrs: dict[str, str], *, start: int | None = None
    ) -> None:
        """Add a mark that puts text back here exactly as the source spaces it."""
        text = unicodedata.normalize("NFC", _RUNS.sub(" ", raw))
        if self.n and self.gap:
            self.parts.append(" ")
            self.n += 1
            self.gap = False
            self.spaced = len(self.marks) + 1
        elif self.spaced:
            self.spaced = len(self.marks) + 1
        begin = self.n if start is None else min(start, self.n)
        self.marks.append(Mark(begin, self.n, kind, {"text": text, **attrs}))

    def span(self, element: Any, kind: str, attrs: dict[str, str] | None) -> None:
        """Read an inline element and mark what it holds, across blocks if it holds any."""
        if not len(element):
            self._short_span(element.text, kind, attrs)
            return
        entry: list[Any] = [self.n + self.gap, kind, attrs]
        spans = self.spans
        spans.append(entry)
        self.content(element)
        spans.pop()
        if self.n > entry[0]:
            self.marks.append(make_mark((entry[0], self.n, kind, attrs)))

    def _short_span(self, text: str | None, kind: str, attrs: dict[str, str] | None) -> None:
        """Mark words that hold no element; what `text` does, without its calls."""
        if not text:
            return
        n = self.n
        is_rare = self.spaced or not self.is_fast or "\n" in text or "  " in text or "\t" in text
        joined = "" if is_rare else text.strip(" ")
        if not joined:
            if n and text[0] in SPACES:
                self._space()
            start = n + self.gap
            self.text(text)
            if self.n > start:
                self.marks.append(make_mark((start, self.n, kind, attrs)))
            return
        parts = self.parts
        if n and (self.gap or text[0] == " "):
            parts.append(" ")
            n += 1
        parts.append(joined)
        self.n = end = n + len(joined)
        self.gap = text[-1] == " "
        self.marks.append(make_mark((n, end, kind, attrs)))

    # -- blocks ----------------------------------------------------------------------------

    def block(
        self,
        element: Any,
        kind: str,
        attrs: dict[str, str] | None = None,
        *,
        structural: bool = False,
        kept: bool = False,
    ) -> Block | None:
        """Read an element as a block: a leaf, or a container if it holds blocks."""
        if self.n or self.marks:
            self.flush()
        if not structural and not len(element) and self.is_fast and not self.spans:
            return self.short_block(element, kind, attrs, kept)
        outer, was_structural = self.children, self.structural
        kids: list[Block] = []
        self.children, self.structural = kids, structural
        if attrs is None:
            attrs = block_attrs(element)
        block_id = attrs.pop("id", "") if attrs else ""
        self.content(element)
        made = self._close(kind, attrs, kids, structural, kept)
        self.children, self.structural = outer, was_structural
        if made is not None:
            if block_id:
                self._claim_id(made, block_id)
            outer.append(made)
        return made

    def short_block(
        self, element: Any, kind: str, attrs: dict[str, str] | None, kept: bool
    ) -> Block | None:
        """Read a block that holds words and no element."""
        text = element.text
        plain = fold(text) if text else ""
        if not plain and not kept:
            return None
        if attrs is None:
            attrs = block_attrs(element)
        block_id = attrs.pop("id", "") if attrs else ""
        block = Block(kind, "", plain, [], [], attrs)
        if block_id:
            self._claim_id(block, block_id)
        for record in self.waiting:
            record.leaf, record.offset = block, 0
        self.waiting = []
        self.last = block
        self.children.append(block)
        return block

    def _claim_id(self, block: Block, block_id: str) -> None:
        if block_id not in self.used_ids:
            self.used_ids.add(block_id)
            block.id = block_id

    def _close(
        self, kind: str, attrs: dict[str, str], kids: list[Block], structural: bool, kept: bool
    ) -> Block | None:
        has_words = self.n or self.marks
        if kids or (structural and (has_words or kept)):
            if has_words:
                self.flush()
            return Block(kind, "", None, [], kids, attrs)
        if has_words or (kept and not structural):
            return self.leaf(kind, attrs)
        self.gap = False
        return None

    def flush(self) -> None:
        """Close the words at hand as a segment of the container."""
        self.children.append(self.leaf(BlockKind.SEGMENT, {}))

    def leaf(self, kind: str, attrs: dict[str, str]) -> Block:
        """Close the words at hand as a leaf."""
        plain, marks, n = "".join(self.parts), self.marks, self.n
        for entry in self.spans:
            if entry[1] and n > entry[0]:
                marks.append(Mark(entry[0], n, entry[1], entry[2]))
            entry[0] = 0
        if self.gap or self.spaced:
            plain, marks = self._trim(plain, marks)
        block = Block(kind, "", plain, marks, [], attrs)
        for record in self.waiting:
            record.leaf = block
            record.offset = min(record.offset, len(plain))
        if self.joins:
            self._join(block)
        self.waiting = []
        self.parts, self.marks, self.n = [], [], 0
        self.gap, self.spaced = False, 0
        self.last = block
        return block

    def _trim(self, plain: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
        plain = plain.rstrip(" ")
        end = len(plain)
        if any(mark.end > end for mark in marks):
            marks = [
                m._replace(start=min(m.start, end), end=min(m.end, end)) if m.end > end else m
                for m in marks
            ]
        return plain, marks

    def _join(self, block: Block) -> None:
        plain, marks, moved = join_words(
            block.plain or "", block.marks, self.joins, self.context.attested
        )
        block.plain, block.marks, self.joins = plain, marks, []
        for record in self.waiting:
            record.offset = moved(record.offset)

    # -- notes -----------------------------------------------------------------------------

    def build_note(self, element: Any, note: Note) -> Note:
        """Read a note's words into blocks of its own, and come back to the place of its call."""
        state = self._enter_note(note.id)
        self.content(element)
        if self.children:
            if self.n or self.marks:
                self.flush()
        else:
            self.children.append(self.leaf(BlockKind.PARAGRAPH, {}))
        note.children = self.children
        left = self.waiting
        self._leave_note(state)
        for record in left:
            self._settle(record, note)
        self.notes[note.id] = note
        return note

    def _enter_note(self, note_id: str) -> tuple[Any, ...]:
        state = (
            *(self.parts, self.n, self.gap, self.spaced, self.marks, self.spans, self.joins),
            *(self.children, self.structural, self.waiting, self.flow, self.last, self.sign),
            self.in_apparatus,
        )
        self.parts, self.n, self.gap, self.spaced, self.marks = [], 0, False, 0, []
        self.spans, self.joins, self.children, self.structural = [], [], [], False
        self.waiting, self.flow, self.last, self.sign = [], note_id, None, None
        self.in_apparatus = False
        return state

    def _leave_note(self, state: tuple[Any, ...]) -> None:
        (self.parts, self.n, self.gap, self.spaced, self.marks, self.spans, self.joins) = state[:7]
        (self.children, self.structural, self.waiting, self.flow, self.last, self.sign) = state[
            7:13
        ]
        self.in_apparatus = state[13]

    def _settle(self, record: BreakRecord, note: Note) -> None:
        """Put a break behind a note's last word at the end of that note."""
        leaves = list(note.leaves())
        record.leaf, record.offset = leaves[-1], len(leaves[-1].plain or "")

    def new_note_id(self, wanted: str) -> str:
        """Take the source's id of a note, or mint one."""
        number = len(self.notes) + len(self.calls) + 1
        note_id = wanted
        while not note_id or note_id in self.used_ids:
            note_id = f"n{number}"
            number += 1
        self.used_ids.add(note_id)
        return note_id

    # -- the whole -------------------------------------------------------------------------

    def read(self, nodes: Iterable[Any]) -> TextTree:
        """Read elements and bare strings, in order, as the body of a text."""
        for node in nodes:
            if isinstance(node, str):
                self.text(node)
            else:
                self.handlers[node.tag](self, node)
        return self.finish()

    def finish(self) -> TextTree:
        """Close what is open and give the tree; blocks without an id still lack one."""
        if self.n or self.marks:
            self.flush()
        tree = TextTree(body=self.children)
        if not any(True for _ in tree.body_leaves()):
            tree.body.append(self.leaf(BlockKind.PARAGRAPH, {}))
        if self.waiting:
            last = list(tree.body_leaves())[-1]
            for record in self.waiting:
                record.leaf, record.offset = last, len(last.plain or "")
            self.waiting = []
        called = [self.notes[key] for key in self.calls if key in self.notes]
        tree.notes = called + [n for key, n in self.notes.items() if key not in self.calls]
        return tree


_KEPT_ATTRS = {
    "rend": "rend",
    "rendition": "rend",
    "style": "rend",
    "n": "n",
    "type": "type",
    "cols": "cols",
    "rows": "rows",
    "role": "role",
    "corresp": "align",
    XML_LANG: "lang",
    XML_ID: "id",
}


def block_attrs(element: Any) -> dict[str, str]:
    """Collect the attributes of a block that mean something to a reader; "id" is its xml:id."""
    items = element.items()
    attrs: dict[str, str] = {}
    for key, value in items:
        kept = _KEPT_ATTRS.get(key)
        if kept:
            attrs[kept] = value.strip()
    if "align" in attrs:
        attrs["align"] = attrs["align"].split()[0].lstrip("#")
    return attrs
