"""What a TEI source holds, read by SAX alone: the measure that the importer is held to.

Nothing of the importer is used here, nor its parser: tokens, breaks and notes are counted on the
events of an independent reader. Block elements and line breaks part words; inline elements do
not; a ``lb`` or ``pb`` with ``break="no"`` never does.
"""

from __future__ import annotations

import io
import re
import unicodedata
import xml.sax
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.handler import (
    ContentHandler,
    feature_external_ges,
    feature_external_pes,
    feature_namespaces,
)

XML = "http://www.w3.org/XML/1998/namespace"
BLOCKS = frozenset(
    "text body front back group div div1 div2 div3 div4 div5 div6 div7 p ab head list item label"
    " table row cell lg l opener closer dateline salute signed address addrLine postscript trailer"
    " byline titlePage docTitle titlePart docImprint docAuthor docEdition imprimatur argument"
    " epigraph figure figDesc sp speaker note attachment floatingText"
    " listBibl listApp listPerson listPlace listOrg person place org biblStruct noteGrp".split()
)
# Blocks in one place, words in another: they part tokens only where they hold or meet blocks.
MIXED = frozenset(("quote", "q", "cit", "said", "stage", "formula", "bibl", "app"))
SPACE = re.compile(r"[ \t\r\n]+")


@dataclass
class Break:
    """A page break: how it is labelled, what came before and after, without white space."""

    label: str
    facs: str
    before: int  # characters of the file's text before it, white space left out
    in_note: bool


@dataclass
class Called:
    """A note: its id, how many characters of the file's text stand before it."""

    xml_id: str
    kind: str
    rend: str
    parent: str
    before: int


@dataclass
class Source:
    """Everything that is counted of one file."""

    tokens: list[str] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    notes: list[Called] = field(default_factory=list)
    characters: str = ""  # NFC, no white space
    by_id: dict[str, tuple[int, int]] = field(default_factory=dict)  # div's id: span of characters
    line_cuts: list[tuple[str, str]] = field(default_factory=list)
    languages: dict[str, list[str]] = field(default_factory=dict)


class _Reader(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.depth_of_text = 0
        self.stack: list[tuple[str, str, int]] = []
        self.pieces: list[str] = []
        self.count = 0
        self.source = Source()

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802
        local = name[1]
        if local == "text":
            self.depth_of_text += 1
        if not self.depth_of_text:
            return
        get = {key[1]: value for key, value in attrs.items()}
        if local in BLOCKS or (local == "lb" and get.get("break") != "no"):
            self.pieces.append("\n")
        if local == "pb":
            self._page(get)
        if local == "note":
            self._note(get)
        key = get.get("id", "")
        self.stack.append((local, key, self.count))

    def _page(self, get: dict[str, str]) -> None:
        label = " ".join((get.get("n") or "").split()) or get.get("facs", "")
        in_note = any(entry[0] == "note" for entry in self.stack)
        self.source.breaks.append(Break(label, get.get("facs", ""), self.count, in_note))

    def _note(self, get: dict[str, str]) -> None:
        parent = self.stack[-1][0] if self.stack else ""
        self.source.notes.append(
            Called(get.get("id", ""), get.get("type", ""), get.get("rend", ""), parent, self.count)
        )

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802
        local = name[1]
        if self.depth_of_text and self.stack:
            _, key, start = self.stack.pop()
            if key and local.startswith("div"):
                self.source.by_id[key] = (start, self.count)
            if local in BLOCKS:
                self.pieces.append("\n")
        if local == "text":
            self.depth_of_text -= 1

    def characters(self, content: str) -> None:
        if self.depth_of_text:
            self.pieces.append(content)
            self.count += len("".join(content.split()))


def read_source(path: Path) -> Source:
    """Read one file by SAX."""
    reader = _Reader()
    parser = xml.sax.make_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_external_pes, False)
    parser.setContentHandler(reader)
    parser.parse(io.BytesIO(path.read_bytes()))
    text = unicodedata.normalize("NFC", "".join(reader.pieces))
    reader.source.tokens = [token for token in SPACE.split(text) if token]
    reader.source.characters = "".join(text.split())
    return reader.source
