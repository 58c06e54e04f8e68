"""Look into parsed XML by local names, and turn every failure to parse into one problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from muniment.sources import xml
from muniment.sources.files import PackageFile
from muniment.sources.model import Level, Problems

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES = re.compile(r"[ \t\r\n]+")

Element = etree._Element


def parse_xml(file: PackageFile, problems: Problems) -> Element | None:
    """Parse a file and give its root; None, with an error noted, if that is impossible."""
    try:
        return xml.parse_xml(file.path).getroot()
    except xml.XmlNotReadable as error:
        problems.add(
            Level.ERROR, error.code, str(error), cure=error.cure, file=file.name, line=error.line
        )
    except OSError as error:
        note_unreadable(file, error, problems)
    return None


def note_unreadable(file: PackageFile, error: OSError, problems: Problems) -> None:
    """Note that the system does not let a file be read."""
    problems.add(
        Level.ERROR,
        "file-unreadable",
        f"The file cannot be read: {error.strerror or error}.",
        cure="See that the file is there and that the account that runs Muniment may read it.",
        file=file.name,
    )


def is_small_enough(file: PackageFile, problems: Problems, limit: int) -> bool:
    """Tell whether a file may be read into memory; note an error if not."""
    try:
        size = file.path.stat().st_size
    except OSError as error:
        note_unreadable(file, error, problems)
        return False
    if size <= limit:
        return True
    problems.add(
        Level.ERROR,
        "file-too-large",
        f"The file has {size // 1_000_000:,} MB; such files may have {limit // 1_000_000:,}.",
        cure="Divide it into several files.",
        file=file.name,
    )
    return False


def walk_xml(path: Path) -> Iterator[tuple[str, Element]]:
    """Yield ("start" or "end", element) while a file is parsed, without trust in it.

    :raises lxml.etree.XMLSyntaxError: the file is not XML.
    """
    with path.open("rb") as stream:
        yield from etree.iterparse(
            _Nameless(stream),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )


class _Nameless:
    """A stream without a name, since a name with odd bytes is more than the parser can take."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read = stream.read


def local(element: Element) -> str:
    """Give an element's name without namespace, "" for a comment or instruction."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element, *names: str) -> Element | None:
    """Give the first child of one of these local names."""
    return next((e for e in element if local(e) in names), None)


def children(element: Element, *names: str) -> list[Element]:
    """Give the children of these local names, in order."""
    return [e for e in element if local(e) in names]


def text_of(element: Element | None) -> str:
    """Give all text of an element, spaces folded and ends stripped."""
    if element is None:
        return ""
    return fold(raw_text(element))


def raw_text(element: Element) -> str:
    """Give all text of an element as it stands, without comments and instructions."""
    return "".join(str(text) for text in element.itertext("{*}*"))


def line_of(element: Element) -> int:
    """Give the line on which an element begins, 0 if it is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def fold(text: str) -> str:
    """Fold the white space of a text and strip its ends."""
    return _SPACES.sub(" ", text).strip(" ")


def language_of(element: Element) -> str:
    """Give the xml:lang that holds for an element, "" if none."""
    node: Element | None = element
    while node is not None:
        if lang := node.get(_XML_LANG):
            return lang
        node = node.getparent()
    return ""
