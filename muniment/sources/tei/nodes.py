"""Small questions to an element: its local name, its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

_STRING = etree.XPath("string()", smart_strings=False)
_NOT_WORDS = frozenset(("note", "orig", "sic", "fw", "abbr", "figDesc"))


def local_name(element: Any) -> str:
    """Give an element's tag without its namespace, "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def tags(root: Any, *names: str) -> list[str]:
    """Write local names in the namespace of a file's root, for a quick search."""
    space = root.tag.rpartition("}")[0]
    return [f"{space}}}{name}" if space else name for name in names]


def parent_name(element: Any) -> str:
    """Give the local name of the element around this one, "" at the root."""
    parent = element.getparent()
    return "" if parent is None else local_name(parent)


def string_of(element: Any) -> str:
    """Give all text inside an element, white space as it is; comments are no text."""
    return str(_STRING(element))


def spaced(element: Any) -> str:
    """Give all text inside an element, a space for each line break that divides words."""
    if not any(br.get("break") != "no" for br in element.iter("{*}lb")):
        return string_of(element)
    pieces: list[str] = []
    for piece in element.xpath(".//text()"):
        is_behind_break = piece.is_tail and local_name(piece.getparent()) == "lb"
        pieces.append(f" {piece}" if is_behind_break else str(piece))
    return "".join(pieces)


def folded(element: Any) -> str:
    """Give all text inside an element with white space folded."""
    return " ".join(string_of(element).split())


def words(element: Any) -> str:
    """Give the words of a heading or name: no notes, no second readings, white space folded."""
    return " ".join("".join(_words(element)).split())


def _words(element: Any) -> list[str]:
    out = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "lb" and child.get("break") != "no":
            out.append(" ")
        elif name and (name not in _NOT_WORDS or _stands_alone(child, name)):
            out.extend(_words(child))
        out.append(child.tail or "")
    return out


def _stands_alone(child: Any, name: str) -> bool:
    return name in ("orig", "sic", "abbr") and parent_name(child) not in ("choice", "expan")


def text_of_lines(root: Any) -> str:
    """Give all text of a file's ``text``, each line and page of the source on a line of its own.

    It is for asking which words a file knows: what a break cuts must not look like one word.
    """
    pieces: list[str] = []
    for text in root.iter(*tags(root, "text")):
        _lines(text, pieces.append)
        pieces.append("\n")
    return "".join(pieces)


def _lines(element: Any, write: Callable[[str], None]) -> None:
    write(element.text or "")
    for child in element:
        name = local_name(child)
        if name in ("lb", "pb"):
            write("\n")
        if name:
            _lines(child, write)
        write(child.tail or "")
