"""Finishes a built text: ids of blocks, page breaks with the implied one, and the count."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from muniment.core.text.linearise import count_characters, linearise
from muniment.core.text.model import Block, BlockKind, MarkKind, PageBreak, TextTree
from muniment.sources.tei.builder import BreakRecord, Builder
from muniment.sources.tei.nodes import string_of

LastSeen = dict[str, BreakRecord]


def place_breaks(tree: TextTree, builder: Builder, last_seen: LastSeen) -> None:
    """Place the page breaks in their leaves; `last_seen` (by edition) is updated."""
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


_COUNTED = frozenset((MarkKind.NOTE, MarkKind.READING, MarkKind.REMOVED))


class _Sweep:
    """One walk over a tree: gives b1, b2, … to blocks without an id and collects all words."""

    def __init__(self, used: set[str]) -> None:
        self.used = used
        self.number = 0
        self.pieces: list[str] = []

    def over(self, blocks: list[Block]) -> None:
        add = self.pieces.append
        for block in blocks:
            if not block.id:
                block.id = self._mint()
            if block.plain:
                add(block.plain)
            elif block.kind == BlockKind.REMOVED:
                add(block.attrs["text"])
            for mark in block.marks:
                if mark[2] in _COUNTED and mark[3]:
                    add(mark[3].get("text", ""))
            if block.children:
                self.over(block.children)

    def _mint(self) -> str:
        self.number += 1
        while f"b{self.number}" in self.used:
            self.number += 1
        return f"b{self.number}"


def sweep(tree: TextTree, used: set[str], *, is_plain: bool) -> int:
    """Give ids to the blocks that lack them, in reading order, and count the tree's characters.

    What is counted is everything of the source, shown or listed, without white space; with
    `is_plain` there is none but the space.
    """
    swept = _Sweep(used)
    swept.over(tree.body)
    for note in tree.notes:
        swept.over(note.children)
    text = "".join(swept.pieces)
    return len(text) - text.count(" ") if is_plain else count_characters(text)


def decomposed(trees: list[TextTree]) -> int:
    """Count as `characters`, letters and accents apart: for accents that open a block."""
    text = "".join(linearise(tree) for tree in trees)
    return count_characters(unicodedata.normalize("NFD", text))


# White space beyond XML's own, in UTF-8. One pattern a leading byte: each is found by that byte,
# which is many times faster than one pattern for all or a search for the strings.
_OTHER_SPACES = (
    re.compile(rb"\xc2[\x85\xa0]"),
    re.compile(rb"\xe1\x9a\x80"),
    re.compile(rb"\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)"),
    re.compile(rb"\xe3\x80\x80"),
)


def may_have_other_spaces(data: bytes) -> bool:
    """Tell whether text in UTF-8 has white space that is not XML's own."""
    return any(space.search(data) for space in _OTHER_SPACES)


def is_plain_text(source: str, *, has_other_spaces: bool = True) -> bool:
    """Tell whether a text is in NFC and has no white space but XML's own.

    Without `has_other_spaces` the whole file is known to have none.
    """
    if source.isascii():
        return True
    if has_other_spaces and may_have_other_spaces(source.encode()):
        return False
    return unicodedata.is_normalized("NFC", source)


def count_plain(source: str) -> int:
    """Count the characters of such a text without its white space."""
    spaces = source.count(" ") + source.count("\n")
    if "\t" in source or "\r" in source:
        spaces += source.count("\t") + source.count("\r")
    return len(source) - spaces


def source_text(nodes: list[Any]) -> str:
    """Give the text of a document's nodes as the XML library sees it: no comments, no PIs."""
    return "".join([n if isinstance(n, str) else string_of(n) for n in nodes])
