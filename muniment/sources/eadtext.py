"""The words of an EAD description as paragraphs of plain text; none of them is lost."""

from __future__ import annotations

from muniment.sources.markup import Element, fold, local, raw_text

_BLOCKS = frozenset(
    """
    abstract accessrestrict accruals acqinfo altformavail appraisal arrangement bibliography
    bioghist blockquote chronitem chronlist controlaccess custodhist daodesc defitem
    descgrp descriptivenote did event fileplan head index indexentry item legalstatus list note
    odd originalsloc otherfindaid p phystech prefercite processinfo relatedmaterial relations row
    scopecontent separatedmaterial table tbody tgroup thead userestrict bibref archref extref
    """.split()
)
_INLINE_IN_PROSE = frozenset({"extref", "archref", "bibref", "note", "list", "chronlist"})
# Elements whose children are things of one kind, each to be told from its neighbours.
_ROWS = frozenset({"controlaccess", "chronitem", "row", "defitem", "indexentry", "origination"})
_ROW_SEPARATOR = " · "
# Children that stand beside each other without white space though they are words of their own.
_PARTS = frozenset(
    {"part", "extent", "physfacet", "dimensions", "quantity", "unittype", "language"}
)
_PARTS |= {"script", "fromdate", "todate", "datesingle", "daterange", "addressline", "dateset"}


def paragraphs(element: Element) -> list[str]:
    """Write an element as paragraphs; headings, items and rows are paragraphs of their own."""
    if local(element) in _ROWS and not any(_holds_blocks(inner) for inner in element):
        text = text_in_parts(element, between=_ROW_SEPARATOR, parts=None)
        return [text] if text else []
    if not _holds_blocks(element):
        text = text_in_parts(element)
        return [text] if text else []
    return _mixed(element)


def _holds_blocks(element: Element) -> bool:
    prose = bool((element.text or "").strip())
    prose = prose or any((inner.tail or "").strip() for inner in element)
    for inner in element:
        name = local(inner)
        if name in _BLOCKS and not (prose and name in _INLINE_IN_PROSE and not _has_blocks(inner)):
            return True
    return False


def _has_blocks(element: Element) -> bool:
    return any(local(inner) in _BLOCKS - {"extref", "archref", "bibref"} for inner in element)


def _mixed(element: Element) -> list[str]:
    """Write blocks and the words between them."""
    found: list[str] = []
    run = element.text or ""

    def flush() -> None:
        nonlocal run
        if text := fold(run):
            found.append(text)
        run = ""

    for inner in element:
        name = local(inner)
        if name in _BLOCKS:
            flush()
            found.extend(paragraphs(inner))
        elif name:
            run += " " if local(element) in _ROWS else ""
            run += text_in_parts(inner) if local(element) in _ROWS else _raw(inner)
        run += inner.tail or ""
    flush()
    return found


def _raw(element: Element) -> str:
    return raw_text(element)


def text_in_parts(
    element: Element, *, between: str = " ", parts: frozenset[str] | None = _PARTS
) -> str:
    """Give an element's text, with `between` where parts that are words of their own meet.

    With `parts` None every child is such a part.
    """
    out = fold(element.text or "") if parts is None else (element.text or "")
    for inner in element:
        name = local(inner)
        if name == "lb":
            out += " "
        elif name:
            is_part = parts is None or name in parts
            inner_between = between if is_part and parts is not None else " "
            text = text_in_parts(inner, between=inner_between)
            if is_part and out.strip() and text:
                out = out.rstrip() + between
            out += text if is_part else _keep_ends(inner, text)
        tail = inner.tail or ""
        is_separate = parts is None and tail.strip()
        out += " " + fold(tail) if is_separate else tail
    return fold(out)


def _keep_ends(element: Element, text: str) -> str:
    """Put back the white space at the ends of an inline element, which may part two words."""
    raw = _raw(element)
    before = " " if raw[:1].isspace() else ""
    after = " " if raw[-1:].isspace() else ""
    return before + text + after
