"""Read the pages of a TEI file: what stood on each, in the state in which it was written.

Only the author's words are on a page: his deletions, his additions, his spelling. An editor's
notes, corrections and expansions are not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BLOCKS = frozenset(
    ["head", "p", "l", "item", "label", "dateline", "salute", "closer", "signed", "row", "sp"]
)
EDITORS_OWN = frozenset(["reg", "corr", "expan", "rdg", "supplied"])
STYLES = {"del": "deleted", "unclear": "faint", "stage": "plain", "speaker": "underlined"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words written in one way: plain, deleted, raised, faint, underlined, hand, sign, lost or wax.

    A sign (an asterisk, an item's number) is drawn and is no part of the TEI's text; what is lost
    was once there and is not, what is under wax cannot be seen.
    """

    text: str
    style: str = "plain"


@dataclass(slots=True)
class Block:
    """A paragraph or the like, or a row with cells. `continued` says that it began a page ago."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    cells: list[list[Run]] = field(default_factory=list)
    continued: bool = False
    rtl: bool = False
    is_label: bool = False


@dataclass(slots=True)
class Page:
    """One written side. `rend` says how it was written: a typescript, a hand, in pencil."""

    key: str
    label: str
    rend: str = "hand"
    blocks: list[Block] = field(default_factory=list)
    foot: list[Block] = field(default_factory=list)
    margin: list[Block] = field(default_factory=list)
    runs_on: bool = False  # a paragraph goes on overleaf: this page was filled


def read_pages(path: Path) -> list[Page]:
    """Read every page that has an image, in order; texts that share a page are joined."""
    pages: dict[str, Page] = {}
    root = etree.parse(path).getroot()
    for edition in root.iter(f"{TEI}div"):
        if edition.get("type") == "edition" and edition.find(f".//{TEI}pb[@facs]") is not None:
            _Scribe(pages, edition.get("rend") or "hand").write(edition)
    return list(pages.values())


def _name(element: etree._Element) -> str:
    tag: object = element.tag  # of a comment it is no text
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _skipped(element: etree._Element) -> bool:
    """Tell whether an element is the editor's and so not on the page."""
    name = _name(element)
    if name == "note":
        return element.get("type") != "author"
    if name == "head":
        return element.get("type") == "supplied"
    return name in EDITORS_OWN or (name == "div" and element.get("type") == "commentary")


class _Scribe:
    """Write one edition out again, page by page."""

    def __init__(self, pages: dict[str, Page], rend: str) -> None:
        self.pages = pages
        self.rend = rend
        self.page: Page | None = None
        self.flow = "blocks"
        self.block: Block | None = None

    def write(self, element: etree._Element, style: str = "plain") -> None:
        """Write what is inside an element."""
        self._text(element.text, style)
        for child in element:
            if _name(child) and not _skipped(child):
                self._element(child, style)
            elif _name(child) == "supplied":
                self._add(Run("", "wax" if child.get("reason") == "wax" else "lost"))
            self._text(child.tail, style)

    def _element(self, element: etree._Element, style: str) -> None:
        name = _name(element)
        if name == "pb":
            self._turn(element)
        elif name == "note":
            self._aside("foot", element, style)
        elif name == "add" and element.get("place") == "margin":
            self._aside("margin", element, style)
        elif name == "gap":
            self._add(Run("", "lost"))
        elif name == "cell":
            self._cell(element)
        elif name in BLOCKS and not (self.block and self.block.kind in ("sp", "closer")):
            self._block(element, style)
        else:
            self.write(element, self._style(element, style))
        if name in ("speaker", "signed"):
            self._text(" ", style)

    def _style(self, element: etree._Element, style: str) -> str:
        name = _name(element)
        if name == "add":
            return "raised"
        if name == "persName" and "typescript" in self.rend:
            parents = {_name(a) for a in element.iterancestors()}
            return "hand" if "signed" in parents else style
        return STYLES.get(name, style)

    def _block(self, element: etree._Element, style: str) -> None:
        kind = _name(element)
        previous = self.block
        parent = element.getparent()
        under = _name(parent) if parent is not None else ""
        kind = {("head", "table"): "caption", ("p", "postscript"): "postscript"}.get(
            (kind, under), kind
        )
        if kind == "l" and element.getprevious() is None:
            kind = "stanza"
        self.block = self._open(Block(kind, rtl=element.get(LANG) == "he"))
        self.block.is_label = element.get("role") == "label"
        if kind == "item" and under == "list":
            self._sign(element, parent)
        self.write(element, "hand" if self._is_hand(parent, element) else style)
        self.block = previous

    def _is_hand(self, *elements: etree._Element | None) -> bool:
        return any(e is not None and e.get("rend") == "hand" for e in elements)

    def _sign(self, item: etree._Element, parent: etree._Element | None) -> None:
        if parent is not None and parent.get("rend") == "numbered":
            self._add(Run(f"{parent.index(item) + 1}. ", "sign"))

    def _cell(self, element: etree._Element) -> None:
        row = self.block
        if row is None:
            return
        self.block = Block("cell")
        self.write(element)
        row.cells.append(self.block.runs)
        self.block = row

    def _aside(self, flow: str, element: etree._Element, style: str) -> None:
        sign = element.get("n") or ""
        if flow == "foot":
            self._add(Run(sign, "sign"))
        body, kept = self.block, self.flow
        page = self.page
        self.flow = flow
        self.block = self._open(Block(flow))
        if flow == "foot":
            self._add(Run(sign + " ", "sign"))
        self.write(element, style)
        self.flow, self.block = kept, body
        if body is not None and self.page is not page:
            self.block = self._open(Block(body.kind, continued=True))

    def _turn(self, pb: etree._Element) -> None:
        before, key = self.page, pb.get("facs") or ""
        self.page = self.pages.setdefault(key, Page(key, pb.get("n") or "", self.rend))
        if before is None or self.block is None:
            return
        if any(run.text.strip() for run in self.block.runs):
            before.runs_on = True
            self.block = self._open(Block(self.block.kind, continued=True))
        else:
            getattr(before, self.flow).remove(self.block)
            self._open(self.block)

    def _open(self, block: Block) -> Block:
        if self.page is not None:
            getattr(self.page, self.flow).append(block)
        return block

    def _text(self, text: str | None, style: str) -> None:
        if text and self.block is not None:
            self._add(Run(text, style))

    def _add(self, run: Run) -> None:
        if self.block is not None:
            self.block.runs.append(run)
