"""Read ALTO, versions 1 to 4: one page or several of machine-read text with its places."""

from __future__ import annotations

from collections.abc import Iterator

from muniment.core.text.linearise import count_characters
from muniment.core.text.model import BlockKind
from muniment.sources.layout import Polygon
from muniment.sources.markup import Element, child, children, local
from muniment.sources.pagetext import Line, Page, Region

_MARGINS = frozenset({"TopMargin", "LeftMargin", "RightMargin", "BottomMargin"})


def read_alto(root: Element, *, name: str) -> list[Page]:
    """Read the pages of an ALTO file in the order of the file, or of its ReadingOrder."""
    image_name = next(
        (e.text.strip() for e in root.iter("{*}fileName") if e.text and e.text.strip()), ""
    )
    tags = {e.get("ID", ""): e.get("LABEL", "") for e in root.iter() if local(e).endswith("Tag")}
    pages = [_read_page(e, name, tags) for e in root.iter("{*}Page")]
    for page in pages:
        page.image_name = image_name if len(pages) == 1 else ""
    return pages


def _read_page(element: Element, name: str, tags: dict[str, str]) -> Page:
    page = Page(
        name=name,
        width=_number(element.get("WIDTH")),
        height=_number(element.get("HEIGHT")),
        label=element.get("PRINTED_IMG_NR", ""),
        lang=_language(element),
    )
    for block in _in_reading_order(list(element.iter("{*}TextBlock")), element):
        page.regions.append(_read_block(block, tags))
    page.source_characters = _count(element)
    return page


def _in_reading_order(blocks: list[Element], page: Element) -> list[Element]:
    """Sort blocks by the file's ReadingOrder (ALTO 4.3) if it names them all."""
    order = page.getroottree().getroot().find(".//{*}ReadingOrder")
    if order is None:
        return blocks
    refs = [e.get("REF", "") for e in order.iter("{*}ElementRef")]
    places = {ref: number for number, ref in enumerate(refs)}
    if not all(block.get("ID", "") in places for block in blocks):
        return blocks
    return sorted(blocks, key=lambda block: places[block.get("ID", "")])


def _read_block(block: Element, tags: dict[str, str]) -> Region:
    label = _label(block, tags) or block.get("TYPE", "")
    zone = label.lower()
    parents = {local(a) for a in block.iterancestors()}
    region = Region(type=label, lang=_language(block))
    region.is_stamp = "stamp" in zone
    region.is_marginal = "margin" in zone or bool(parents & _MARGINS)
    if zone.startswith(("title", "heading")):
        region.kind = BlockKind.HEADING
    region.lines = [_read_line(e, tags) for e in block.iter("{*}TextLine")]
    return region


def _label(element: Element, tags: dict[str, str]) -> str:
    refs = (element.get("TAGREFS") or "").split()
    return " ".join(tags[ref] for ref in refs if tags.get(ref))


def _read_line(element: Element, tags: dict[str, str]) -> Line:
    words: list[str] = []
    hyphen = ""
    for part in element:
        if local(part) == "String":
            words.append(part.get("CONTENT", ""))
        elif local(part) == "HYP":
            hyphen = part.get("CONTENT", "")
    kind, _, hand = _label(element, tags).partition(":")
    line = Line(
        text=" ".join(words),
        polygon=_polygon(element),
        is_heading=kind == "HeadingLine",
        is_added=kind == "InterlinearLine",
        hand=hand,
        lang=_language(element),
    )
    if hyphen.strip():
        _set_hyphen(line, hyphen.strip(), element)
    return line


def _set_hyphen(line: Line, hyphen: str, element: Element) -> None:
    """Take a hyphen for a divider of a word only if a further part of the word follows."""
    strings = children(element, "String")
    if (strings and strings[-1].get("SUBS_TYPE") == "HypPart1") or element.getnext() is not None:
        line.hyphen = hyphen
    else:
        line.text += hyphen


def _polygon(element: Element) -> Polygon:
    shape = child(element, "Shape")
    outline = child(shape, "Polygon") if shape is not None else None
    if outline is not None:
        points = list(_points(outline.get("POINTS", "")))
        if len(points) >= 3:
            return tuple(points)
    if element.get("HPOS") is None or element.get("WIDTH") is None:
        return ()
    x, y, width, height = (_number(element.get(k)) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _points(text: str) -> Iterator[tuple[int, int]]:
    """Read "x y x y" and "x,y x,y" alike."""
    numbers = [_number(part) for part in text.replace(",", " ").split()]
    yield from zip(numbers[::2], numbers[1::2], strict=False)


def _number(text: str | None) -> int:
    try:
        return round(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def _language(element: Element) -> str:
    return element.get("LANG") or element.get("language") or ""


def _count(page: Element) -> int:
    """Count the characters of every String and HYP, whatever became of them."""
    parts = (e.get("CONTENT", "") for e in page.iter("{*}String", "{*}HYP"))
    return sum(count_characters(part) for part in parts)
