"""Finds the texts of one document: its transcriptions and translations, and what goes with each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from muniment.core.text.model import TextKind
from muniment.sources.tei.divide import Piece
from muniment.sources.tei.nodes import local_name
from muniment.sources.tei.profile import NAMESPACES, TeiProfile
from muniment.sources.tei.vocabulary import (
    SECTION_VOICES,
    TRANSCRIPTION_TYPES,
    TRANSLATION_TYPES,
    XML_ID,
    XML_LANG,
)


@dataclass(slots=True)
class Part:
    """One text: the nodes that it reads, and the elements among them that others read.

    `before` are page breaks and headings of parts that stand in front of the document.
    """

    kind: str
    nodes: list[Any]
    element: Any = None
    language: str = ""
    key: str = ""
    skipped: set[Any] = field(default_factory=set)
    before: list[Any] = field(default_factory=list)


def parts_of(piece: Piece, *, profile: TeiProfile, typed: bool = True) -> list[Part]:
    """Divide a document into its texts; most documents have one transcription and no more.

    Commentary in the language of a translation goes with that translation; everything else that
    is no translation goes with the transcription. `typed` is what `divide` says of the file.
    """
    if not typed and not profile.transcription and not profile.translation:
        return [Part(TextKind.TRANSCRIPTION, piece.nodes)]
    transcriptions, translations = _typed(piece, profile)
    if not translations and len(transcriptions) < 2:
        part = Part(TextKind.TRANSCRIPTION, piece.nodes)
        if transcriptions:
            part.element = transcriptions[0]
            part.language = _language(transcriptions[0])
            part.key = transcriptions[0].get(XML_ID) or ""
        return [part]
    main = transcriptions[0] if transcriptions else None
    first = Part(TextKind.TRANSCRIPTION, piece.nodes, main)
    if main is not None:
        first.language, first.key = _language(main), main.get(XML_ID) or ""
    others = [_part(TextKind.TRANSCRIPTION, e) for e in transcriptions[1:]]
    others += [_part(TextKind.TRANSLATION, e) for e in translations]
    _share_commentary(piece, first, others)
    first.skipped = {node for part in others for node in part.nodes}
    return [first, *others]


def _part(kind: str, element: Any) -> Part:
    return Part(kind, [element], element, _language(element), element.get(XML_ID) or "")


def _language(element: Any) -> str:
    for node in (element, *element.iterancestors()):
        if node.get(XML_LANG):
            return str(node.get(XML_LANG))
    return ""


def _typed(piece: Piece, profile: TeiProfile) -> tuple[list[Any], list[Any]]:
    if profile.transcription or profile.translation:
        return (
            _chosen(piece, profile.transcription),
            _chosen(piece, profile.translation),
        )
    transcriptions: list[Any] = []
    translations: list[Any] = []
    for node in piece.nodes:
        if not isinstance(node, str):
            _collect(node, transcriptions, translations, 0)
    return transcriptions, translations


def _chosen(piece: Piece, expression: str) -> list[Any]:
    if not expression:
        return []
    path: Any = etree.XPath(expression, namespaces=NAMESPACES)
    scope = piece.element if piece.element is not None else piece.nodes[0]
    return [e for e in path(scope) if isinstance(e, etree._Element)]


_DEEPEST = 4


def _collect(element: Any, transcriptions: list[Any], translations: list[Any], depth: int) -> None:
    name = local_name(element)
    if not (name.startswith("div") or name in ("text", "body", "group", "front", "back")):
        return
    kind = (element.get("type") or "").lower()
    if kind in TRANSCRIPTION_TYPES:
        transcriptions.append(element)
    elif kind in TRANSLATION_TYPES:
        translations.append(element)
    elif name == "group":
        _of_group(element, transcriptions, translations)
    elif depth < _DEEPEST:
        for child in element:
            _collect(child, transcriptions, translations, depth + 1)


def _of_group(group: Any, transcriptions: list[Any], translations: list[Any]) -> None:
    """Texts of one group in several languages: the first is the original."""
    texts = [t for t in group if local_name(t) == "text"]
    if len({t.get(XML_LANG) for t in texts if t.get(XML_LANG)}) < 2:
        return
    transcriptions.extend(texts[:1])
    translations.extend(texts[1:])


def _share_commentary(piece: Piece, first: Part, others: list[Part]) -> None:
    """Give each section in the language of one of the other texts to the first of those."""
    by_language: dict[str, Part] = {}
    for part in others:
        if part.kind == TextKind.TRANSLATION and part.language != first.language:
            by_language.setdefault(part.language, part)
    known = {part.element for part in (first, *others)}
    for node in piece.nodes:
        if isinstance(node, str):
            continue
        for element in node.iter("{*}div"):
            lang, kind = element.get(XML_LANG), (element.get("type") or "").lower()
            inside = any(a in known for a in element.iterancestors())
            if (
                lang in by_language
                and kind in SECTION_VOICES
                and element not in known
                and not inside
            ):
                by_language[lang].nodes.append(element)
