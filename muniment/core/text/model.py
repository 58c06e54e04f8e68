"""A text as a tree of blocks whose leaves are plain strings, with marks that stand off.

Readers of formats build these objects, `documents` stores them, `rendering` shows them.
All positions are Unicode code points in a leaf's plain string, end-exclusive.
The classes are mutable while a text is built (a reader appends to them, block matching gives
them ids) and are not touched afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class TextKind(StrEnum):
    """What a text is to its document."""

    TRANSCRIPTION = "TRANSCRIPTION"
    TRANSLATION = "TRANSLATION"


class Origin(StrEnum):
    """How a text came about; said on the pane, in the citation and as a facet."""

    EDITED = "EDITED"
    MACHINE_READ = "MACHINE_READ"
    MACHINE_TRANSLATED = "MACHINE_TRANSLATED"


class Voice(StrEnum):
    """Whose words these are. A block without a voice has its parent's; the text's own is AUTHOR."""

    AUTHOR = "AUTHOR"
    COMMENTARY = "COMMENTARY"
    NOTE = "NOTE"
    BIOGRAPHY = "BIOGRAPHY"
    SOURCE_NOTE = "SOURCE_NOTE"
    APPARATUS = "APPARATUS"


class BlockKind(StrEnum):
    """What a block is. Any kind but the last two may be a leaf or a container.

    SEGMENT is a run of words beside blocks in one container: the words before and after a list
    that stands inside a paragraph. PLACE marks where the source keeps a note (attrs ``note``)
    that is called elsewhere. REMOVED is text of the source that is not shown (attrs ``text``
    and ``reason``).
    """

    SECTION = "section"
    ATTACHMENT = "attachment"
    TITLE_PAGE = "title-page"
    HEADING = "heading"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    SEGMENT = "segment"
    LIST = "list"
    ITEM = "item"
    LABEL = "label"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    VERSE = "verse"
    VERSE_LINE = "verse-line"
    QUOTE = "quote"
    EPIGRAPH = "epigraph"
    OPENER = "opener"
    CLOSER = "closer"
    DATELINE = "dateline"
    SALUTE = "salute"
    SIGNED = "signed"
    ADDRESS = "address"
    POSTSCRIPT = "postscript"
    TRAILER = "trailer"
    ARGUMENT = "argument"
    FIGURE = "figure"
    CAPTION = "caption"
    FORMULA = "formula"
    SPEECH = "speech"
    SPEAKER = "speaker"
    STAGE = "stage"
    LINE = "line"  # one line of a machine-read page
    PLACE = "place"
    REMOVED = "removed"


class MarkKind(StrEnum):
    """What a mark says of its span. Its attributes are named behind each kind."""

    EMPHASIS = "emphasis"  # rend: italic, bold, smallcaps, underline, sup, sub, spaced …
    LANGUAGE = "language"  # lang
    VOICE = "voice"  # voice
    NAME = "name"  # type (person, place, organisation), ref (the source's ids, spaces between)
    DATE = "date"  # when (EDTF)
    LINK = "link"  # target
    ADDED = "added"  # place
    DELETED = "deleted"  # rend
    SUPPLIED = "supplied"  # reason
    UNCLEAR = "unclear"  # reason
    EXPANDED = "expanded"  # letters that an editor resolved (EpiDoc ex)
    QUOTED = "quoted"
    TITLE = "title"
    TERM = "term"
    STAMP = "stamp"
    MARGINAL = "marginal"  # place
    HAND = "hand"  # new: whose hand begins here (empty span)
    GAP = "gap"  # reason, extent, unit (empty span, or the span of what stands for it)
    SPACE = "space"  # extent, unit (empty span)
    FIGURE = "figure"  # url, description (empty span)
    MILESTONE = "milestone"  # unit, n (empty span)
    LINE_BREAK = "line-break"  # n (empty span)
    NOTE = "note"  # note: id; text: the source's own call sign; away: "1" if its text is elsewhere
    PLACE = "place"  # note: id (empty span): the source keeps the text of that note here
    READING = "reading"  # text, role, chosen; first: "1" if it stands before the chosen one; wit
    REMOVED = "removed"  # text, reason (empty span)


class Mark(NamedTuple):
    """A span of a leaf. Where start equals end it is a point.

    Marks that put text back (NOTE, PLACE, READING, REMOVED) and share an offset stand in the
    leaf's list in the order of the source.
    """

    start: int
    end: int
    kind: str
    attrs: dict[str, str] | None = None


@dataclass(slots=True)
class Block:
    """A node of the tree: a leaf with a plain string and marks, or a container with children.

    `attrs` holds, where the source says so: ``lang``, ``voice``, ``rend``, ``n`` (the source's
    number), ``label`` (of a list item), ``cols`` and ``rows`` (spans of a cell), ``role``
    (of a row or cell: label), ``ordered`` (of a list), ``align`` (id of the block of the other
    text that this one translates), ``type`` (the source's word for a section).
    """

    kind: str
    id: str = ""
    plain: str | None = None
    marks: list[Mark] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    attrs: dict[str, str] = field(default_factory=dict)

    @property
    def is_leaf(self) -> bool:
        """Tell whether this block carries a plain string."""
        return self.plain is not None

    def leaves(self) -> Iterator[Block]:
        """Yield the leaves at and below this block, in reading order."""
        if self.plain is not None:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Block]:
        """Yield this block and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Note:
    """A note: a container of its own, called by NOTE marks.

    `label` is the sign that the source prints ("1", "*"); without one, rendering numbers it.
    `type` is the source's own word (source, bio, summary …); `voice` is what it means.
    """

    id: str
    children: list[Block] = field(default_factory=list)
    label: str = ""
    voice: str = Voice.NOTE
    type: str = ""
    lang: str = ""

    def leaves(self) -> Iterator[Block]:
        """Yield the leaves of the note, in reading order."""
        for child in self.children:
            yield from child.leaves()


class PageBreak(NamedTuple):
    """Where a surface begins inside a text.

    `flow` is "" for the body, else the id of the note in which the break stands. Two breaks at
    one offset are a blank page. An `implied` break opens a document that starts in the middle of
    a page: it names the surface and is outside the count.
    """

    sequence: int
    label: str
    edition: str
    surface: str  # the source's name for the image, "" if none
    flow: str
    leaf: str
    offset: int
    implied: bool = False


@dataclass(slots=True)
class TextTree:
    """One version of a text: body, notes in the order of their calls, page breaks in order."""

    language: str = ""
    body: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    page_breaks: list[PageBreak] = field(default_factory=list)

    def body_leaves(self) -> Iterator[Block]:
        """Yield the leaves of the body, in reading order."""
        for block in self.body:
            yield from block.leaves()

    def leaves(self) -> Iterator[Block]:
        """Yield every leaf in canonical order: the body's, then the notes'."""
        yield from self.body_leaves()
        for note in self.notes:
            yield from note.leaves()

    def blocks(self) -> Iterator[Block]:
        """Yield every block, body first, then notes."""
        for block in self.body:
            yield from block.walk()
        for note in self.notes:
            for block in note.children:
                yield from block.walk()


def block_as_row(block: Block) -> list[Any]:
    """Turn a block into the row that is stored: kind, id, plain, marks or children, attrs."""
    if block.plain is not None:
        return [block.kind, block.id, block.plain, block.marks, block.attrs]
    return [block.kind, block.id, None, [block_as_row(c) for c in block.children], block.attrs]


def block_from_row(row: list[Any]) -> Block:
    """Read a block back from its stored row."""
    kind, block_id, plain, inner, attrs = row
    if plain is not None:
        return Block(kind, block_id, plain, [Mark(*m) for m in inner], [], attrs)
    return Block(kind, block_id, None, [], [block_from_row(r) for r in inner], attrs)


def tree_as_row(tree: TextTree) -> dict[str, Any]:
    """Turn a text into what is stored as JSON; `tree_from_row` reads it back unchanged."""
    return {
        "language": tree.language,
        "body": [block_as_row(b) for b in tree.body],
        "notes": [
            [n.id, n.label, n.voice, n.type, n.lang, [block_as_row(b) for b in n.children]]
            for n in tree.notes
        ],
        "page_breaks": tree.page_breaks,
    }


def tree_from_row(row: dict[str, Any]) -> TextTree:
    """Read a stored text."""
    return TextTree(
        language=row["language"],
        body=[block_from_row(b) for b in row["body"]],
        notes=[
            Note(n[0], [block_from_row(b) for b in n[5]], n[1], n[2], n[3], n[4])
            for n in row["notes"]
        ],
        page_breaks=[PageBreak(*p) for p in row["page_breaks"]],
    )
