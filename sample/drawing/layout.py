"""Set a page: break its blocks into lines and give every word its place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sample.drawing.fonts import Face
from sample.drawing.pages import Block, Page, Run

Box = tuple[float, float, float, float]
Piece = tuple[str, str]  # text, style

CENTRED = frozenset(["head", "caption"])
RIGHT = frozenset(["dateline", "closer", "signed"])
FLUSH = frozenset(["salute", "foot", "margin", "cell", "item", "sp", *CENTRED, *RIGHT])
GAP_ABOVE = {
    "head": 0.3,
    "closer": 0.5,
    "dateline": 0.2,
    "salute": 0.5,
    "caption": 0.5,
    "row": 0.0,
    "stanza": 0.8,
}
LOST = frozenset(["lost", "wax"])
LOST_EMS = 3.2


@dataclass(frozen=True, slots=True)
class Placed:
    """A run of letters in one style at its place; `baseline` and `x` are pixels."""

    text: str
    style: str
    x: float
    baseline: float
    width: float
    size: int
    face: Face
    word: int = -1  # words of one page are counted from 0; signs have -1
    rtl: bool = False


@dataclass(slots=True)
class Line:
    """A line as it stands on the page. `text` is what the TEI says there."""

    text: str
    block: int
    items: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A page that has been set. `rules` are the lines of tables, from corner to corner."""

    lines: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    margin: list[Line] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    bottom: float = 0.0
    foot_top: float | None = None

    def all_lines(self) -> list[Line]:
        """Give the lines of body, foot and margin."""
        return [*self.lines, *self.foot, *self.margin]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text may stand, in pixels, and in which faces."""

    left: float
    top: float
    right: float
    bottom: float
    face: Face
    hand: Face
    leading: float = 1.42  # in ems; widened, up to `widest`, on a page that runs on
    widest: float = 1.42
    pitch: float = 0.0  # pixels from line to line on ruled paper, whatever the size


def words_of(runs: list[Run]) -> list[list[Piece]]:
    """Cut runs into words; a word may change its style half-way."""
    words: list[list[Piece]] = []
    current: list[Piece] = []
    for run in runs:
        if run.style in LOST:
            current.append(("", run.style))
            continue
        for index, part in enumerate(_split(run.text)):
            if index and current:
                words.append(current)
                current = []
            if part:
                current.append((part, run.style))
    return [*words, current] if current else words


def _split(text: str) -> list[str]:
    """Split at white space, keeping empty strings at both ends as marks of a boundary."""
    parts = text.split()
    if not text:
        return []
    if not parts:
        return ["", ""]
    head = [""] if text[0].isspace() else []
    tail = [""] if text[-1].isspace() else []
    return [*head, *parts, *tail]


class Setter:
    """Sets one page in one size."""

    def __init__(self, frame: Frame, size: int) -> None:
        self.frame = frame
        self.size = size
        self.step = frame.pitch or size * frame.leading
        self.layout = Layout()
        self.words = 0
        self.y = frame.top

    def set_page(self, page: Page) -> Layout:
        """Set body, foot and margin."""
        for index, block in enumerate(page.blocks):
            self._gap(block)
            if block.kind == "row":
                self._row(block, index, page)
            else:
                self.layout.lines += self._block(block, index, self.frame.left, self.frame.right)
        self.layout.bottom = self.y
        self._foot(page)
        self._margin(page)
        return self.layout

    def _gap(self, block: Block) -> None:
        if self.y <= self.frame.top + 1 or block.continued:
            return
        if self.frame.pitch:
            self.y += self.frame.pitch * (block.kind == "stanza")
        else:
            self.y += self.step * GAP_ABOVE.get(block.kind, 0.12)

    def _block(self, block: Block, index: int, left: float, right: float) -> list[Line]:
        words = words_of(block.runs)
        if block.kind in RIGHT:
            left += (right - left) * 0.16
        indent = 0.0 if block.kind in FLUSH or block.continued else self.size * 1.6
        hang = self.size * 1.5 if block.kind in ("item", "sp") else 0.0
        if block.kind in ("l", "stanza"):
            left, indent, hang = left + self.size * 3, 0.0, self.size * 2
        lines: list[Line] = []
        start = left + (hang if block.continued else indent)
        while words:
            line, words = self._line(words, start, right, index, block)
            self._align(line, block, left, right)
            lines.append(line)
            start = left + hang
            self.y += self.step
        return lines

    def _line(
        self, words: list[list[Piece]], x: float, right: float, index: int, block: Block
    ) -> tuple[Line, list[list[Piece]]]:
        line = Line("", index)
        space = self.frame.face.width(" ", size=self.size)
        baseline = self.y + (self.frame.pitch or self.size)
        texts: list[str] = []
        taken = 0
        for word in words:
            width = sum(self._width(piece) for piece in word)
            if taken and x + width > right:
                break
            is_word = any(text and style != "sign" for text, style in word)
            for piece in word:
                line.items.append(self._place(piece, x, baseline, is_word, block.rtl))
                x += self._width(piece)
            texts.append("".join(text for text, style in word if style != "sign"))
            self.words += is_word
            x += space
            taken += 1
        line.text = " ".join(text for text in texts if text)
        return line, words[taken:]

    def _place(self, piece: Piece, x: float, baseline: float, is_word: bool, rtl: bool) -> Placed:
        text, style = piece
        size, face, width = self.size, self.frame.face, self._width(piece)
        if style == "raised":
            size = round(self.size * 0.82)
            baseline -= self.size * 0.66
            width = face.width(text, size=size)
        if style == "hand":
            face, size = self.frame.hand, round(self.size * 1.25)
        number = self.words if is_word and style != "sign" else -1
        return Placed(text, style, x, baseline, width, size, face, number, rtl)

    def _width(self, piece: Piece) -> float:
        """Measure what a piece takes of the line; words above it take nearly nothing."""
        text, style = piece
        if style in LOST:
            return self.size * LOST_EMS
        if style == "raised":
            return self.frame.face.width(text, size=round(self.size * 0.82))
        if style == "hand":
            return self.frame.hand.width(text, size=round(self.size * 1.25))
        return self.frame.face.width(text, size=self.size)

    def _align(self, line: Line, block: Block, left: float, right: float) -> None:
        if not line.items:
            return
        first, last = line.items[0], line.items[-1]
        end = last.x + last.width
        if block.rtl:
            line.items = [replace(i, x=left + right - i.x - i.width) for i in line.items]
        elif block.kind in CENTRED:
            shift = (left + right - first.x - end) / 2
            line.items = [replace(item, x=item.x + shift) for item in line.items]
        elif block.kind in RIGHT:
            line.items = [replace(item, x=item.x + right - end) for item in line.items]

    def _row(self, block: Block, index: int, page: Page) -> None:
        columns = self._columns([b for b in page.blocks if b.kind == "row"])
        top, lowest = self.y, self.y
        x = self.frame.left
        for runs, width in zip(block.cells, columns, strict=True):
            self.y = top
            pad = self.size * 0.4
            cell = Block("cell", runs=runs)
            self.layout.lines += self._block(cell, index, x + pad, x + width - pad)
            lowest = max(lowest, self.y)
            x += width
        self.y = lowest
        x, low = self.frame.left, self.size * 0.3
        for width in columns:
            self.layout.rules.append((x, top + low, x + width, self.y + low))
            x += width

    def _columns(self, rows: list[Block]) -> list[float]:
        widest = [0.0] * len(rows[0].cells)
        for row in rows:
            for column, runs in enumerate(row.cells):
                text = "".join(run.text for run in runs)
                width = self.frame.face.width(text, size=self.size) + self.size
                widest[column] = max(widest[column], width)
        room = self.frame.right - self.frame.left
        if sum(widest) <= room:
            return widest
        least = [self._least(rows, column) for column in range(len(widest))]
        wanted = sum(widest) - sum(least)
        share = max(0.0, room - sum(least)) / wanted if wanted else 0.0
        return [low + (high - low) * share for low, high in zip(least, widest, strict=True)]

    def _least(self, rows: list[Block], column: int) -> float:
        """Measure the longest word of a column."""
        words = [w for row in rows for run in row.cells[column] for w in run.text.split()]
        widths = [self.frame.face.width(word, size=self.size) for word in words]
        return max(widths, default=0.0) + self.size * 0.9

    def _foot(self, page: Page) -> None:
        if not page.foot:
            return
        small = Setter(replace(self.frame, pitch=0.0), round(self.size * 0.9))
        small.words, start = self.words, len(page.blocks)
        lines: list[Line] = []
        for offset, block in enumerate(page.foot):
            lines += small._block(block, start + offset, self.frame.left, self.frame.right)
        height = small.y - self.frame.top
        top = max(self.y + self.step * 0.5, self.frame.bottom - height)
        shift = top - self.frame.top
        for line in lines:
            line.items = [replace(i, baseline=i.baseline + shift) for i in line.items]
        self.layout.foot, self.layout.foot_top, self.words = lines, top, small.words
        self.layout.bottom = top + height

    def _margin(self, page: Page) -> None:
        """Set what was written up the margin: as if the page lay on its side."""
        small = Setter(replace(self.frame, pitch=0.0), round(self.size * 0.78))
        small.words, start = self.words, len(page.blocks) + len(page.foot)
        room = self.frame.left + self.frame.bottom - self.frame.top
        for offset, block in enumerate(page.margin):
            self.layout.margin += small._block(block, start + offset, self.frame.left, room)
        self.words = small.words


def set_to_fit(page: Page, frame: Frame, *, sizes: range) -> Layout:
    """Set a page in the largest of some sizes in which it fits."""
    layout = Layout()
    for size in sizes:
        layout = Setter(frame, size).set_page(page)
        if layout.bottom <= frame.bottom and _in_width(layout, frame.right):
            return _fill(page, frame, layout, size) if page.runs_on else layout
    return layout


def _fill(page: Page, frame: Frame, layout: Layout, size: int) -> Layout:
    """Open the lines of a page that runs on, so that it ends where a page ends."""
    if frame.pitch or page.foot or any(block.kind == "row" for block in page.blocks):
        return layout
    room, used = frame.bottom - frame.top, layout.bottom - frame.top
    leading = min(frame.widest, frame.leading * room / used * 0.985)
    return Setter(replace(frame, leading=leading), size).set_page(page)


def _in_width(layout: Layout, right: float) -> bool:
    lines = [*layout.lines, *layout.foot]
    inside = all(i.x + i.width <= right + 2 for line in lines for i in line.items)
    return inside and all(rule[2] <= right + 2 for rule in layout.rules)
