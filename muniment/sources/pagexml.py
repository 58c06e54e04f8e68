"""Read PAGE XML of any version: regions, lines, words and glyphs of one page."""

from __future__ import annotations

import re

from muniment.core.text.model import BlockKind
from muniment.sources.languages import language_tag
from muniment.sources.layout import Polygon
from muniment.sources.markup import Element, child, children, local
from muniment.sources.pagetext import Line, Page, Region, count_lines

_TYPE = re.compile(r"structure\s*\{[^}]*type\s*:\s*([^;}]+)")
_INDEX = re.compile(r"readingOrder\s*\{[^}]*index\s*:\s*(\d+)")
_KINDS = {
    "heading": BlockKind.HEADING,
    "caption": BlockKind.CAPTION,
    "header": BlockKind.PARAGRAPH,
    "signature": BlockKind.SIGNED,
}


def read_page_xml(root: Element, *, name: str) -> list[Page]:
    """Read the page of a PAGE file, its regions in reading order if the file gives one."""
    return [_read_page(element, name) for element in children(root, "Page")]


def _read_page(element: Element, name: str) -> Page:
    page = Page(
        name=name,
        image_name=element.get("imageFilename", ""),
        width=_number(element.get("imageWidth")),
        height=_number(element.get("imageHeight")),
        lang=language_tag(element.get("primaryLanguage", "")),
    )
    for region in _regions(element, _reading_order(element)):
        page.regions.extend(_read_region(region, page))
    page.label = next(
        (r.lines[0].whole for r in page.regions if r.type == "page-number" and len(r.lines) == 1),
        "",
    )
    page.source_characters = count_lines(page.lines())
    return page


def _reading_order(page: Element) -> dict[str, int]:
    order = child(page, "ReadingOrder")
    if order is None:
        return {}
    refs = [e.get("regionRef", "") for e in _ordered(order) if e.get("regionRef")]
    return {ref: place for place, ref in reversed(list(enumerate(refs)))}


def _ordered(group: Element) -> list[Element]:
    """List a group's members and their members; indexed ones by their index."""
    found: list[Element] = []
    members = [e for e in group if local(e)]
    if all((e.get("index") or "").isdecimal() for e in members):
        members.sort(key=lambda e: int(e.get("index", "0")))
    for member in members:
        found.append(member)
        found.extend(_ordered(member))
    return found


def _regions(parent: Element, order: dict[str, int]) -> list[Element]:
    """List the regions directly below; those without a place in the order follow the one before."""
    found = [e for e in parent if local(e).endswith("Region")]
    places: dict[str, int] = {}
    last = -1
    for element in found:
        last = order.get(element.get("id", ""), last)
        places[element.get("id", "")] = last
    return sorted(found, key=lambda e: places[e.get("id", "")])


def _read_region(element: Element, page: Page) -> list[Region]:
    if local(element) == "TableRegion" and (rows := _table_rows(element, page)):
        return [Region(rows=rows, type="table")]
    inner = _regions(element, _reading_order_of_children(element, page))
    own = _read_lines(element, page)
    kind = _type_of(element)
    region = Region(
        lines=own,
        kind=_KINDS.get(kind, BlockKind.PARAGRAPH),
        type="" if kind == "paragraph" else kind,
        lang=language_tag(element.get("primaryLanguage", "")),
        is_stamp="stamp" in kind,
        is_marginal=kind == "marginalia",
        is_divided=bool(kind),
    )
    found = [region] if own else []
    for element_inside in inner:
        found.extend(_read_region(element_inside, page))
    return found


def _reading_order_of_children(element: Element, page: Element | Page) -> dict[str, int]:
    root = element.getroottree().getroot()
    whole = root.find("{*}Page")
    return _reading_order(whole) if whole is not None else {}


def _type_of(element: Element) -> str:
    found = _TYPE.search(element.get("custom", ""))
    return (found[1] if found else element.get("type", "")).strip()


def _table_rows(table: Element, page: Page) -> list[list[Region]]:
    cells: dict[tuple[int, int], Region] = {}
    for cell in children(table, "TextRegion"):
        role = cell.find("{*}Roles/{*}TableCellRole")
        if role is None:
            return []
        place = (_number(role.get("rowIndex")), _number(role.get("columnIndex")))
        if place in cells:
            return []
        cells[place] = Region(lines=_read_lines(cell, page), kind=BlockKind.CELL)
    rows = sorted({row for row, _ in cells})
    return [[cells[place] for place in sorted(cells) if place[0] == row] for row in rows]


def _read_lines(region: Element, page: Page) -> list[Line]:
    elements = children(region, "TextLine")
    indices = [_INDEX.search(e.get("custom", "")) for e in elements]
    if elements and all(indices):
        by_index = {id(e): int(i[1]) for e, i in zip(elements, indices, strict=True) if i}
        elements = sorted(elements, key=lambda e: by_index[id(e)])
    lines = [_read_line(e, page) for e in elements]
    if any(line.text.strip() for line in lines):
        return lines
    whole = _text_of(region, page)
    place = _polygon(region)
    return [Line(text=part, polygon=place) for part in whole.splitlines() if part.strip()]


def _read_line(element: Element, page: Page) -> Line:
    text = _text_of(element, page)
    if not text.strip():
        text = " ".join(t for t in (_word_text(w, page) for w in children(element, "Word")) if t)
    return Line(
        text=text.replace("\n", " "),
        polygon=_polygon(element),
        lang=language_tag(element.get("primaryLanguage", "")),
    )


def _word_text(word: Element, page: Page) -> str:
    text = _text_of(word, page)
    return text or "".join(_text_of(glyph, page) for glyph in children(word, "Glyph"))


def _text_of(element: Element, page: Page) -> str:
    """Give the reading with the lowest index; without an index, the first."""
    readings = children(element, "TextEquiv")
    if not readings:
        return ""
    page.alternatives += len(readings) - 1
    best = min(readings, key=lambda e: int(e.get("index") or 0))
    unicode = child(best, "Unicode")
    if unicode is not None and unicode.text:
        return str(unicode.text)
    plain = child(best, "PlainText")
    return str(plain.text or "") if plain is not None else ""


def _polygon(element: Element) -> Polygon:
    coords = child(element, "Coords")
    if coords is None:
        return ()
    points = coords.get("points")
    if points:
        pairs = [pair.split(",") for pair in points.split()]
        found = tuple((_number(p[0]), _number(p[1])) for p in pairs if len(p) == 2)
    else:  # PAGE before 2013
        found = tuple((_number(p.get("x")), _number(p.get("y"))) for p in children(coords, "Point"))
    return found if len(found) >= 3 else ()


def _number(text: str | None) -> int:
    try:
        return round(float(text or 0))
    except (ValueError, OverflowError):
        return 0
