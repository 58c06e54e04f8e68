"""Write what a machine would have read on a page, as ALTO 4, from the page's own layout."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from sample.drawing.layout import Layout, Line, Placed

NS = "http://www.loc.gov/standards/alto/ns-v4#"
PROCESSING = "Read by machine; not corrected"


def alto_of(
    layout: Layout, *, image_name: str, size: tuple[int, int], misread: Mapping[str, str]
) -> bytes:
    """Describe a page in ALTO. `misread` gives the wrong reading of a word, where there is one."""
    root = etree.fromstring(f'<alto xmlns="{NS}"/>')
    description = _add(root, "Description")
    _add(description, "MeasurementUnit").text = "pixel"
    source = _add(description, "sourceImageInformation")
    _add(source, "fileName").text = image_name
    processing = _add(description, "Processing", ID="reading")
    _add(processing, "processingStepDescription").text = PROCESSING
    width, height = str(size[0]), str(size[1])
    page = _add(
        _add(root, "Layout"), "Page", ID="page1", PHYSICAL_IMG_NR="1", WIDTH=width, HEIGHT=height
    )
    space = _add(page, "PrintSpace", HPOS="0", VPOS="0", WIDTH=width, HEIGHT=height)
    blocks: dict[int, list[Line]] = {}
    for line in layout.lines:
        blocks.setdefault(line.block, []).append(line)
    for number, lines in enumerate(blocks.values(), 1):
        _block(space, lines, number, misread)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _block(
    space: etree._Element, lines: list[Line], number: int, misread: Mapping[str, str]
) -> None:
    box = _around([item for line in lines for item in line.items])
    block = _add(space, "TextBlock", ID=f"block{number}", LANG="ru", **box)
    for index, line in enumerate(lines, 1):
        box = _around(line.items)
        baseline = str(round(line.items[0].baseline))
        element = _add(block, "TextLine", ID=f"line{number}-{index}", BASELINE=baseline, **box)
        for place, items in enumerate(_by_word(line)):
            if place:
                _add(element, "SP")
            text = "".join(item.text for item in items)
            _add(element, "String", CONTENT=misread.get(text, text), **_around(items))


def _by_word(line: Line) -> list[list[Placed]]:
    words: dict[int, list[Placed]] = {}
    for item in line.items:
        if item.word >= 0:
            words.setdefault(item.word, []).append(item)
    return list(words.values())


def _around(items: list[Placed]) -> dict[str, str]:
    left = min(item.x for item in items)
    top = min(item.baseline - item.size * 0.92 for item in items)
    right = max(item.x + item.width for item in items)
    bottom = max(item.baseline + item.size * 0.26 for item in items)
    return {
        "HPOS": str(round(left)),
        "VPOS": str(round(top)),
        "WIDTH": str(round(right - left)),
        "HEIGHT": str(round(bottom - top)),
    }


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NS}}}{name}", attributes)
