"""Divides a file into its documents and the readable text before, between and after them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from muniment.sources.model import DocumentKind, SourceDivision
from muniment.sources.tei.nodes import local_name, string_of, tags, words
from muniment.sources.tei.profile import NAMESPACES, TeiProfile
from muniment.sources.tei.vocabulary import (
    COMPANION_TYPES,
    DOCUMENT_TYPES,
    TRANSCRIPTION_TYPES,
    TRANSLATION_TYPES,
    XML_ID,
    XML_LANG,
)

_DIVS = ("div", *(f"div{n}" for n in range(8)))
# So many documents beside bare paragraphs make a volume and not one document in parts.
_PARTS_OF_ONE = 8


@dataclass(slots=True)
class Piece:
    """Elements and bare strings, in order, that make one document.

    `element` is the div that is the document, None for a run of other nodes. `before` stands
    in front of it: page breaks, and headings of parts, which the contents show.
    """

    nodes: list[Any]
    kind: str
    element: Any = None
    division: str = ""
    number: int = 1  # which run of its division
    is_whole_file: bool = False
    before: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Division:
    """A file's documents in order, and the parts of its contents."""

    pieces: list[Piece] = field(default_factory=list)
    divisions: list[SourceDivision] = field(default_factory=list)
    division_elements: dict[str, Any] = field(default_factory=dict)
    is_volume: bool = False
    has_parts: bool = False  # whether any division is marked as a transcription or translation


def divide(root: Any, *, profile: TeiProfile) -> Division:
    """Find the documents of a file; without any, the whole file is one."""
    texts = root.findall("{*}text")
    if not texts:
        texts = [t for t in root.iter("{*}text") if not _inside(t, "text")]
    texts = texts or root.findall("{*}sourceDoc")  # an embedded transcription, if that is all
    types = [(e, (e.get("type") or "").lower()) for e in root.iter(*tags(root, *_DIVS))]
    found = _documents(root, profile, types)
    if len(texts) > 1 and not found:
        found = set(texts)
    if not texts or profile.whole_file or _is_one_document(texts, found):
        result = _whole_file(texts, found)
    else:
        result = _volume(texts, found)
    is_group = next(root.iter(*tags(root, "group")), None) is not None
    result.has_parts = is_group or any(kind in _PARTS for _, kind in types)
    return result


_PARTS = TRANSCRIPTION_TYPES | TRANSLATION_TYPES


def _volume(texts: list[Any], found: set[Any]) -> Division:
    walker = _Walker(found)
    for text in texts:
        if text in found:  # one of the texts of a corpus
            walker.add(Piece([text], DocumentKind.ITEM, text))
        else:
            walker.walk(text, "", DocumentKind.DIVISION)
    walker.close()
    return walker.result


def _inside(element: Any, name: str) -> bool:
    return next(element.iterancestors("{*}" + name), None) is not None


def _documents(root: Any, profile: TeiProfile, types: list[tuple[Any, str]]) -> set[Any]:
    if profile.document:
        found = etree.XPath(profile.document, namespaces=NAMESPACES)(root)
        return (
            {e for e in found if isinstance(e, etree._Element)}
            if isinstance(found, list)
            else set()
        )
    return {e for e, kind in types if kind in DOCUMENT_TYPES}


def _outermost(found: set[Any]) -> list[Any]:
    return [e for e in found if not any(a in found for a in e.iterancestors())]


def _is_one_document(texts: list[Any], found: set[Any]) -> bool:
    for element in found:
        is_inside = local_name(element.getparent()) not in ("body", "text")
        if is_inside and not any(a in found for a in element.iterancestors()):
            return False
    outer = _outermost(found)
    if not outer:
        return True
    if len(outer) == 1:
        return local_name(outer[0]) != "text"
    bare = any(_is_bare_text(child) for child in outer[0].getparent())
    return bare and len(outer) <= _PARTS_OF_ONE


def _is_bare_text(element: Any) -> bool:
    return local_name(element) in ("p", "ab", "lg") and bool(string_of(element).strip())


def _whole_file(texts: list[Any], found: set[Any]) -> Division:
    outer = _outermost(found)
    element = outer[0] if len(outer) == 1 else (texts[0] if texts else None)
    piece = Piece(list(texts), DocumentKind.ITEM, element, is_whole_file=True)
    return Division([piece] if texts else [])


class _Walker:
    """Walks the divisions of a volume and cuts it into pieces."""

    def __init__(self, documents: set[Any]) -> None:
        self.documents = documents
        self.holders: set[Any] = set()
        for document in documents:
            for ancestor in document.iterancestors():
                if ancestor in self.holders:
                    break
                self.holders.add(ancestor)
        self.result = Division(is_volume=True)
        self.carried: list[Any] = []
        self.runs: dict[str, int] = {}

    def walk(self, element: Any, division: str, kind: str) -> None:
        """Cut an element that holds documents, or front and back matter."""
        run: list[Any] = []
        taken: set[Any] = set()
        if element.text and element.text.strip():
            run.append(element.text)
        for child in element:
            if child not in taken and isinstance(child.tag, str):
                run = self._child(child, run, division, kind, taken)
            if child.tail and child.tail.strip():
                run.append(child.tail)
        self._close_run(run, division, kind)

    def _child(
        self, child: Any, run: list[Any], division: str, kind: str, taken: set[Any]
    ) -> list[Any]:
        name = local_name(child)
        if child in self.documents:
            self._close_run(run, division, kind)
            nodes = [child, *_companions(child, self.documents, self.holders)]
            taken.update(nodes)
            self.add(Piece(nodes, DocumentKind.ITEM, child, division))
        elif name in ("front", "body", "back", "group", "text"):
            self._close_run(run, division, kind)
            self.walk(child, division, _KINDS.get(name, kind))
        elif child in self.holders:
            self._close_run(run, division, kind)
            self.walk(child, self._open(child, division), DocumentKind.DIVISION)
        elif name in _DIVS:
            self._close_run(run, division, kind)
            self.add(Piece([child], kind, child, division))
        else:
            return [*run, child]
        return []

    def _open(self, element: Any, parent: str) -> str:
        number = sum(1 for d in self.result.divisions if d.parent == parent) + 1
        key = element.get(XML_ID) or f"{parent}/{number}".lstrip("/")
        while key in self.result.division_elements:
            key += "+"
        head = next((c for c in element if local_name(c) == "head"), None)
        title = words(head) if head is not None else ""
        title = title or element.get("n") or (element.get("type") or "").capitalize() or str(number)
        self.result.divisions.append(SourceDivision(key, parent, title, _titles(element)))
        self.result.division_elements[key] = element
        return key

    def _close_run(self, run: list[Any], division: str, kind: str) -> None:
        if not run:
            return
        if not any(_has_words(node) for node in run) or (division and _is_in_contents(run)):
            self.carried.extend(run)
            return
        last = max(index for index, node in enumerate(run) if _has_words(node))
        run, behind = run[: last + 1], run[last + 1 :]
        self.runs[division + kind] = number = self.runs.get(division + kind, 0) + 1
        self.add(Piece(run, kind, None, division, number))
        self.carried = behind

    def add(self, piece: Piece) -> None:
        """Add a piece, behind what was carried over to it."""
        piece.before, self.carried = self.carried, []
        self.result.pieces.append(piece)

    def close(self) -> None:
        """Give what stands behind the last document, such as a blank page, to that document."""
        if any(_has_words(node) for node in self.carried):
            last = self.result.divisions[-1].key if self.result.divisions else ""
            self.result.pieces.append(Piece(self.carried, DocumentKind.DIVISION, None, last, 0))
        elif self.result.pieces:
            self.result.pieces[-1].nodes.extend(self.carried)


_KINDS = {"front": DocumentKind.FRONT, "back": DocumentKind.BACK}


def _titles(element: Any) -> tuple[tuple[str, str], ...]:
    heads = [c for c in element if local_name(c) == "head" and c.get(XML_LANG)]
    return tuple((h.get(XML_LANG), words(h)) for h in heads)


def _is_in_contents(run: list[Any]) -> bool:
    """Tell whether a run is no more than what the contents show: one heading a language."""
    heads = [node for node in run if _has_words(node)]
    if any(local_name(h) != "head" or h.find(".//{*}note") is not None for h in heads):
        return False
    languages = [h.get(XML_LANG) for h in heads]
    return len(heads) == 1 or (all(languages) and len(set(languages)) == len(heads))


def _has_words(node: Any) -> bool:
    text = node if isinstance(node, str) else string_of(node)
    return bool(text.strip())


def _companions(document: Any, documents: set[Any], holders: set[Any]) -> list[Any]:
    """Find the sections behind a document that belong to it, with the page breaks between."""
    taken: list[Any] = []
    waiting: list[Any] = []
    for sibling in document.itersiblings():
        if (sibling.getprevious().tail or "").strip():
            break
        name = local_name(sibling)
        kind = (sibling.get("type") or "").lower() if name else ""
        is_companion = name in _DIVS and kind in COMPANION_TYPES
        if is_companion and sibling not in documents and sibling not in holders:
            taken.extend([*waiting, sibling])
            waiting = []
        elif name == "pb":
            waiting.append(sibling)
        elif name:
            break
    return taken
