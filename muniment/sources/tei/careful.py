"""The builder for texts with no-break spaces and other white space, or that are not in NFC."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from muniment.core.text.model import Block
from muniment.sources.tei.builder import Builder

_RUNS = re.compile(r"[ \t\r\n]+")


class CarefulBuilder(Builder):
    """Folds XML's white space alone, and brings what it reads to NFC."""

    is_fast = False

    def content(self, element: Any) -> None:
        """Read an element's words and children; no-break spaces are words."""
        if element.text:
            self.text(element.text)
        for child in element:
            self.handlers[child.tag](self, child)
            if child.tail:
                self.text(child.tail)

    def text(self, text: str) -> None:
        """Add words to the leaf, folding white space."""
        text = unicodedata.normalize("NFC", text)
        joined = _RUNS.sub(" ", text).strip(" ")
        if joined:
            self._add(text, joined)
        elif self.n:
            self._space()

    def leaf(self, kind: str, attrs: dict[str, str]) -> Block:
        """Close a leaf, in NFC even where a letter and its accent come from two elements."""
        waiting = self.waiting
        block = super().leaf(kind, attrs)
        plain = block.plain or ""
        composed = unicodedata.normalize("NFC", plain)
        if composed != plain:

            def moved(offset: int) -> int:
                return min(len(unicodedata.normalize("NFC", plain[:offset])), len(composed))

            block.plain = composed
            block.marks = [m._replace(start=moved(m.start), end=moved(m.end)) for m in block.marks]
            for record in waiting:
                record.offset = moved(record.offset)
        return block
