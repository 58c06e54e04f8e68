"""Read the sample's TEI for the tests, with lxml alone: nothing here is the importer's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2] / "sample"
NS = {"t": "http://www.tei-c.org/ns/1.0", "e": "urn:isbn:1-931666-22-9"}
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

VOLUME = ROOT / "diary" / "volume.xml"
LETTERS = sorted((ROOT / "papers" / "tei").glob("*.xml"))
NOT_DRAWN = ("reg", "corr", "expan", "rdg", "supplied")
INLINE = (
    "persName hi foreign del add subst choice orig sic abbr unclear date app lem stage note pb gap"
).split()


def parse(path: Path) -> etree._Element:
    """Parse a file."""
    return etree.parse(path).getroot()


def find(root: etree._Element, xpath: str) -> list[etree._Element]:
    """Find elements; ``t`` is TEI, ``e`` is EAD."""
    found = root.xpath(xpath, namespaces=NS)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def values(root: etree._Element, xpath: str) -> list[str]:
    """Find the values of attributes, or one string."""
    found = root.xpath(xpath, namespaces=NS)
    return [str(value) for value in found] if isinstance(found, list) else [str(found)]


def words_in(element: etree._Element) -> str:
    """Give all the text inside an element."""
    return "".join(str(part) for part in element.itertext())


def documents(root: etree._Element) -> list[etree._Element]:
    """List the documents of a file: the divisions that hold texts."""
    return find(root, "//t:div[t:div[@type='edition' or @type='translation']]")


def texts(document: etree._Element) -> dict[str, etree._Element]:
    """Give a document's texts by their language."""
    divs = find(document, "t:div[@type='edition' or @type='translation']")
    return {div.get(XML_LANG, ""): div for div in divs}


def own_paragraphs(text: etree._Element) -> list[etree._Element]:
    """List the paragraphs of a text that are not an editor's or a note's."""
    return find(text, ".//t:p[not(ancestor::t:note or ancestor::t:div[@type='commentary'])]")


def name_of(element: etree._Element) -> str:
    """Give an element's name without its namespace, "" for comments."""
    tag: object = element.tag  # of a comment it is no text
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


Piece = tuple[str, str, str]  # image, flow (body, foot, margin), words


def pieces(element: etree._Element, image: str, flow: str) -> Iterator[Piece]:
    """Yield what the hand wrote inside an element, in order, with the page it stands on."""
    yield image, flow, element.text or ""
    for child in element:
        name = name_of(child)
        if name == "pb":
            image = child.get("facs", "")
        elif name and not _is_editors(child, name):
            inner = flow
            if name == "note":
                inner = "foot"
            elif child.get("place") == "margin":
                inner = "margin"
            edge = "" if name in INLINE else " "
            yield image, inner, edge
            for piece in pieces(child, image, inner):
                image = piece[0]
                yield piece
            yield image, inner, edge
        yield image, flow, child.tail or ""


def _is_editors(element: etree._Element, name: str) -> bool:
    return (
        name in NOT_DRAWN
        or (name == "note" and element.get("type") != "author")
        or (name == "head" and element.get("type") == "supplied")
        or (name == "div" and element.get("type") == "commentary")
    )


def written_on(paths: list[Path]) -> dict[tuple[str, str], str]:
    """Give the words on each page by (image, flow), white space normalised."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        for edition in find(parse(path), "//t:div[@type='edition'][.//t:pb[@facs]]"):
            for image, flow, words in pieces(edition, "", "body"):
                found.setdefault((image, flow), []).append(words)
            found.setdefault((image, "body"), []).append(" ")
    joined = {key: " ".join("".join(parts).split()) for key, parts in found.items()}
    return {key: words for key, words in joined.items() if key[0] and words}
