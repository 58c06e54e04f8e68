"""Machine-read pages of any format, and how they become one text.

Readers of ALTO and PAGE make `Page` objects; `build_text` joins the pages of one document. A
region becomes one leaf, its lines keep their places on the image, and a word that the end of a
line divides is put together where the source says so or the word stands elsewhere in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from muniment.core.text.canonical import normalise
from muniment.core.text.linearise import count_characters
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, PageBreak, TextTree
from muniment.sources.layout import Polygon, paragraph_starts
from muniment.sources.model import SourceLine
from muniment.sources.tei.words import REASON, words_of

_DIVIDERS = "-¬\u00ad\u2010\u2e17"  # hyphens; ¬ and the soft hyphen mean nothing else
_SURE_DIVIDERS = "¬\u00ad"
_LAST_PART = re.compile(r"([^\W\d_]+)[" + _DIVIDERS + r"]$")
_FIRST_PART = re.compile(r"^([^\W\d_]+)")


@dataclass(slots=True)
class Line:
    """A line as its source gives it. `hyphen` is a divider that the source marks as such."""

    text: str
    hyphen: str = ""
    polygon: Polygon = ()
    is_heading: bool = False
    is_added: bool = False
    hand: str = ""
    lang: str = ""

    @property
    def whole(self) -> str:
        """Give the line as printed, its hyphen included."""
        return self.text + self.hyphen


@dataclass(slots=True)
class Region:
    """A zone of a page. `type` is the source's word for it, `rows` are a table's cells."""

    lines: list[Line] = field(default_factory=list)
    kind: str = BlockKind.PARAGRAPH
    type: str = ""
    lang: str = ""
    is_stamp: bool = False
    is_marginal: bool = False
    is_divided: bool = False  # its source has told the paragraphs apart
    rows: list[list[Region]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """One machine-read page. Characters are counted on the source, without white space."""

    name: str  # of its file inside the package
    image_name: str = ""
    width: int = 0
    height: int = 0
    label: str = ""
    lang: str = ""
    regions: list[Region] = field(default_factory=list)
    source_characters: int = 0
    alternatives: int = 0  # other machine readings of the same lines, which are not kept

    def lines(self) -> Iterable[Line]:
        """Yield the lines of the page in reading order."""
        for region in self.regions:
            yield from region.lines
            for row in region.rows:
                for cell in row:
                    yield from cell.lines


@dataclass(slots=True)
class PlacedPage:
    """A page with the surface that it stands on and the factors to that surface's pixels."""

    page: Page
    surface: str
    label: str
    scale: tuple[float, float] = (1.0, 1.0)


def build_text(pages: Sequence[PlacedPage], *, language: str) -> tuple[TextTree, list[SourceLine]]:
    """Join pages into one text, with a page break before each, and tie its lines to the images."""
    builder = _Builder(_vocabulary(p.page for p in pages))
    for placed in pages:
        builder.add_page(placed)
    builder.tree.language = language
    return builder.tree, builder.lines


def _vocabulary(pages: Iterable[Page]) -> frozenset[str]:
    """Collect the words of all lines but those that a line's end may have divided."""
    words: set[str] = set()
    for page in pages:
        for line in page.lines():
            text = _composed(line.text).rstrip()
            if line.hyphen or text.endswith(tuple(_DIVIDERS)):
                text = text.rpartition(" ")[0]
            words |= words_of(text)
    return frozenset(words)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


class _Builder:
    def __init__(self, vocabulary: frozenset[str]) -> None:
        self.tree = TextTree()
        self.lines: list[SourceLine] = []
        self._vocabulary = vocabulary
        self._count = 0
        self._waiting: list[PlacedPage] = []  # pages whose first leaf has not come yet

    def add_page(self, placed: PlacedPage) -> None:
        self._waiting.append(placed)
        for region in placed.page.regions:
            self.tree.body.extend(self._blocks(region, placed))
        if self._waiting:  # a page without text: an empty leaf holds its break
            leaf = self._leaf(BlockKind.PARAGRAPH)
            self._place_breaks(leaf)
            self.tree.body.append(leaf)

    def _leaf(self, kind: str) -> Block:
        self._count += 1
        return Block(kind, f"b{self._count}", "")

    def _container(self, kind: str) -> Block:
        self._count += 1
        return Block(kind, f"b{self._count}")

    def _place_breaks(self, leaf: Block) -> None:
        for placed in self._waiting:
            sequence = len(self.tree.page_breaks) + 1
            self.tree.page_breaks.append(
                PageBreak(sequence, placed.label, "", placed.surface, "", leaf.id, 0)
            )
        self._waiting.clear()

    def _blocks(self, region: Region, placed: PlacedPage) -> list[Block]:
        if region.rows:
            return [self._table(region, placed)]
        runs = _runs(region)
        if len(runs) > 1 and region.type:
            block = self._container(BlockKind.SECTION)
            block.attrs["type"] = region.type
            block.children = [self._text(run, region, placed) for run in runs]
            return [block]
        return [self._text(run, region, placed) for run in runs]

    def _table(self, region: Region, placed: PlacedPage) -> Block:
        table = self._container(BlockKind.TABLE)
        for cells in region.rows:
            row = self._container(BlockKind.ROW)
            for cell in cells:
                cell.kind = BlockKind.CELL
                row.children.append(self._text(cell.lines, cell, placed))
            table.children.append(row)
        return table

    def _text(self, lines: Sequence[Line], region: Region, placed: PlacedPage) -> Block:
        kind = BlockKind.HEADING if lines and lines[0].is_heading else region.kind
        leaf = self._leaf(kind)
        if region.type and kind != BlockKind.CELL:
            leaf.attrs["type"] = region.type
        if region.lang:
            leaf.attrs["lang"] = region.lang
        self._place_breaks(leaf)
        writer = _LeafWriter(leaf, self._vocabulary)
        for line in lines:
            start, end = writer.add(line)
            if line.polygon and end > start:
                polygon = _scaled(line.polygon, placed.scale)
                self.lines.append(SourceLine(placed.surface, leaf.id, start, end, polygon))
        writer.finish(region)
        return leaf


def _runs(region: Region) -> list[list[Line]]:
    """Divide the lines of a region where headings begin and end, and into paragraphs."""
    runs: list[list[Line]] = []
    lines = [line for line in region.lines if line.whole.strip()]
    starts = frozenset() if region.is_divided else paragraph_starts([x.polygon for x in lines])
    for number, line in enumerate(lines):
        if runs and runs[-1][0].is_heading == line.is_heading and number not in starts:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _scaled(polygon: Polygon, scale: tuple[float, float]) -> Polygon:
    if scale == (1.0, 1.0):
        return polygon
    return tuple((round(x * scale[0]), round(y * scale[1])) for x, y in polygon)


class _LeafWriter:
    """Writes lines one after another into the plain string of a leaf."""

    def __init__(self, leaf: Block, vocabulary: frozenset[str]) -> None:
        self.leaf, self._vocabulary = leaf, vocabulary
        self._plain = ""
        self._previous: Line | None = None
        self._hand = ""

    def add(self, line: Line) -> tuple[int, int]:
        """Write a line and give the span that it takes."""
        if self._previous:
            self._join(self._previous, line)
        start = len(self._plain)
        self._plain += normalise(line.whole.strip())
        self._mark_line(line, start)
        self._previous = line
        return start, len(self._plain)

    def _mark_line(self, line: Line, start: int) -> None:
        marks = self.leaf.marks
        end = len(self._plain)
        if line.hand and line.hand != self._hand:
            if self._hand or line.hand.lower() not in {"typewritten", "print"}:
                marks.append(Mark(start, start, MarkKind.HAND, {"new": line.hand}))
            self._hand = line.hand
        if line.is_added:
            marks.append(Mark(start, end, MarkKind.ADDED, {"place": "interlinear"}))
        if line.lang and line.lang != self.leaf.attrs.get("lang", line.lang):
            marks.append(Mark(start, end, MarkKind.LANGUAGE, {"lang": line.lang}))

    def _join(self, before: Line, after: Line) -> None:
        cut = self._cut_of(before, after)
        marks = self.leaf.marks
        if cut is None:
            self._plain += " "
        else:
            self._plain = self._plain[: len(self._plain) - len(cut)]
            at = len(self._plain)
            marks[:] = [_shorten(mark, at) for mark in marks]
            marks.append(Mark(at, at, MarkKind.REMOVED, {"text": cut + "\n", "reason": REASON}))
        at = len(self._plain)
        marks.append(Mark(at, at, MarkKind.LINE_BREAK))

    def _cut_of(self, before: Line, after: Line) -> str | None:
        """Give the hyphen that goes where a line divides a word; None where no word goes on.

        A hyphen that may be the word's own stays, and is "" here: only the white space goes.
        """
        if before.hyphen:
            return before.hyphen
        last = _LAST_PART.search(self._plain)
        first = _FIRST_PART.match(_composed(after.whole.strip()))
        if not last or not first:
            return None
        divider = self._plain[-1]
        if divider in _SURE_DIVIDERS:
            return divider
        start, rest = last[1].lower(), first[1].lower()
        is_one_word = start + rest in self._vocabulary and f"{start}-{rest}" not in self._vocabulary
        return divider if first[1][0].islower() and is_one_word else ""

    def finish(self, region: Region) -> None:
        self.leaf.plain = self._plain
        end = len(self._plain)
        if region.is_stamp and end:
            self.leaf.marks.insert(0, Mark(0, end, MarkKind.STAMP))
        if region.is_marginal and end:
            self.leaf.marks.insert(0, Mark(0, end, MarkKind.MARGINAL, {"place": "margin"}))


def _shorten(mark: Mark, end: int) -> Mark:
    return mark._replace(start=min(mark.start, end), end=min(mark.end, end))


def count_lines(lines: Iterable[Line]) -> int:
    """Count the characters of lines, without white space."""
    return sum(count_characters(line.whole) for line in lines)
