"""Page breaks, line breaks, and what printers put at the edges of pages."""

from __future__ import annotations

from typing import Any

from muniment.core.text.model import Block, BlockKind, Mark, MarkKind
from muniment.sources.tei.builder import BreakRecord, Builder
from muniment.sources.tei.nodes import spaced, string_of
from muniment.sources.tei.words import joins_at

_REASONS = {
    "pagenum": "printed page number",
    "pn": "printed page number",
    "pageno": "printed page number",
    "page": "printed page number",
    "catch": "catchword",
    "catchword": "catchword",
    "sig": "signature mark",
}


def page_break(builder: Builder, element: Any) -> None:
    """Remember where a page begins, even inside a word."""
    cut = element.get("break") == "no"
    if builder.n and (cut or (not builder.gap and joins_at(builder.parts))):
        builder.joins.append((builder.n, cut))
    image = image_of(builder, element)
    label = " ".join((element.get("n") or "").split()) or image
    add_break(builder, label, element.get("ed") or "", image)
    if element.text or len(element):
        builder.content(element)


def add_break(builder: Builder, label: str, edition: str, surface: str) -> None:
    """Record a break at the place at hand."""
    record = BreakRecord(label, edition, surface, builder.flow, builder.n + builder.gap)
    builder.breaks.append(record)
    builder.waiting.append(record)


def image_of(builder: Builder, element: Any) -> str:
    """Say how the source names the image of a page, "" if it names none."""
    path = builder.context.image_path
    if path is None:
        given = element.get("facs") or ""
    else:
        found = path(element)
        first = found[0] if isinstance(found, list) and found else found
        given = first if isinstance(first, str) else ""
    given = given.strip()
    if given.startswith("#"):
        return builder.context.facsimile.get(given[1:], given[1:])
    return given


def line_break(builder: Builder, element: Any) -> None:
    """Mark where a line begins; it parts words unless the source says that it cuts one."""
    number = element.get("n")
    n = builder.n
    if element.get("break") == "no":
        if n:
            builder.joins.append((n, True))
    elif n:
        if not builder.gap and joins_at(builder.parts):
            builder.joins.append((n, False))
        builder.text(" ")
    elif not number:
        return
    at = n + builder.gap
    builder.marks.append(Mark(at, at, MarkKind.LINE_BREAK, {"n": number} if number else None))


def running_head(builder: Builder, element: Any) -> None:
    """List what a printer put at the edge of a page: it is kept, but not part of the text."""
    kind = (element.get("type") or "").lower()
    _list(builder, element, _REASONS.get(kind, "running head"))


def part_heading(builder: Builder, element: Any) -> None:
    """List the heading of a part, with the first document behind it: the contents show it."""
    _list(builder, element, "heading of a part, shown in the contents")


def _list(builder: Builder, element: Any, reason: str) -> None:
    for inner in element.iter("{*}pb"):
        page_break(builder, inner)
    remove(builder, element, reason)


def remove(builder: Builder, element: Any, reason: str) -> None:
    """Take an element's words out of the text and list them with the reason."""
    raw = spaced(element)
    if not raw.strip():
        builder.text(raw)
        return
    if builder.structural and not builder.n and not builder.marks:
        attrs = {"text": " ".join(raw.split()), "reason": reason}
        builder.children.append(Block(BlockKind.REMOVED, attrs=attrs))
        builder.last = None
    else:
        builder.insert(MarkKind.REMOVED, raw, {"reason": reason})


def printed_number(builder: Builder, element: Any) -> None:
    """Read a page number that is printed in the text: it opens a page if no break stands there."""
    label = string_of(element).strip()
    if element.get("class") == "npnumber" and label and not _is_open(builder, label):
        add_break(builder, label, "", "")
    remove(builder, element, "printed page number")


def _is_open(builder: Builder, label: str) -> bool:
    return bool(builder.breaks) and builder.breaks[-1].label == label
