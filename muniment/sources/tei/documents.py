"""Builds the documents of a file one after another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from muniment.core.text.linearise import count_characters
from muniment.core.text.model import TextKind, TextTree
from muniment.sources.model import (
    Credit,
    Level,
    Problems,
    SourceDocument,
    SourceText,
)
from muniment.sources.tei.assemble import (
    LastSeen,
    characters,
    decomposed,
    finish_tree,
    source_text,
)
from muniment.sources.tei.builder import Builder
from muniment.sources.tei.calls import Calls
from muniment.sources.tei.context import FileContext
from muniment.sources.tei.divide import Division, Piece
from muniment.sources.tei.facts import FactFinder
from muniment.sources.tei.handlers import HANDLERS, LANGUAGE_HANDLERS
from muniment.sources.tei.languages import mark_languages
from muniment.sources.tei.nodes import local_name, string_of
from muniment.sources.tei.parts import Part, parts_of
from muniment.sources.tei.profile import NAMESPACES, TeiProfile
from muniment.sources.tei.vocabulary import XML_ID, XML_LANG


@dataclass(slots=True)
class DocumentMaker:
    """Everything that the documents of one file share."""

    name: str
    profile: TeiProfile
    problems: Problems
    context: FileContext
    calls: Calls
    division: Division
    facts: FactFinder
    credits: dict[str, str]
    language: str = ""
    volume_key: str = ""
    surfaces: tuple[str, ...] = ()
    choices: list[str] = field(default_factory=list)
    last_seen: LastSeen = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    guessed: dict[str, int] = field(default_factory=dict)
    uncalled: list[tuple[str, int]] = field(default_factory=list)

    def documents(self) -> Iterator[SourceDocument]:
        """Yield the documents in order, then report what only the whole file shows."""
        for piece in self.division.pieces:
            yield self._document(piece)
        self._report()

    def _document(self, piece: Piece) -> SourceDocument:
        element = piece.element
        date = self.facts.date(piece)
        document = SourceDocument(
            key="",
            source=self.name,
            line=_line(piece),
            title=self.facts.title(piece, date) or self._title_of_run(piece),
            kind=piece.kind,
            date=date,
            volume=self.volume_key,
            division=piece.division,
        )
        self._identify(document, piece)
        if element is not None:
            document.type = self.profile.type or _type_of(element)
            document.number = element.get("n") or "" if not piece.is_whole_file else ""
            document.people = self.facts.people(piece)
            document.place = self.facts.place(piece)
            document.description = self.facts.description(piece)
            document.reference_code = self.facts.reference_code(piece)
        self._texts(document, piece)
        return document

    # -- identity --------------------------------------------------------------------------

    def _identify(self, document: SourceDocument, piece: Piece) -> None:
        xml_id = ""
        if piece.element is not None:
            xml_id = piece.element.get(XML_ID) or ""
            if piece.is_whole_file and not xml_id:
                xml_id = _id_above(piece.element)
        document.xml_id = xml_id
        own = xml_id or self._place_of(piece)
        if self.volume_key:
            own = f"{self.volume_key}/{own}"
        document.key = self._unused(own or self.name, document)

    def _place_of(self, piece: Piece) -> str:
        if piece.is_whole_file:
            return self.name
        return f"{piece.division or piece.kind.lower()}#{piece.number}"

    def _unused(self, key: str, document: SourceDocument) -> str:
        if key in self.keys and not document.xml_id:
            number = 2
            while f"{key}.{number}" in self.keys:
                number += 1
            key = f"{key}.{number}"
        elif key in self.keys:
            taken, number = key, 2
            while f"{taken}@{number}" in self.keys:
                number += 1
            key = f"{taken}@{number}"
            self.problems.add(
                Level.ERROR,
                "duplicate-id",
                f'A second document has the xml:id "{document.xml_id}".',
                cure="Give every document an xml:id of its own.",
                file=self.name,
                line=document.line,
                document=key,
            )
        self.keys.add(key)
        return key

    def _title_of_run(self, piece: Piece) -> str:
        for division in self.division.divisions:
            if division.key == piece.division:
                return division.title
        return piece.kind.capitalize()

    # -- texts -----------------------------------------------------------------------------

    def _texts(self, document: SourceDocument, piece: Piece) -> None:
        source = source_text(piece.nodes)
        normal = unicodedata.normalize("NFC", source)
        is_plain = normal is source or normal == source
        count = count_characters(normal)
        is_plain = is_plain and count == _by_xml_spaces(source)
        parts = parts_of(piece, profile=self.profile)
        for part in parts:
            text = self._text(document, part, len(parts) > 1, is_plain)
            if text is not None:
                document.texts.append(text)
        document.source_characters = count
        self._check(document, source)
        document.languages = tuple(dict.fromkeys(t.language for t in document.texts if t.language))
        document.surfaces = self._surfaces_of(document, piece)

    def _text(
        self, document: SourceDocument, part: Part, is_one_of_many: bool, is_plain: bool
    ) -> SourceText | None:
        context = self.context
        context.skipped = part.skipped
        if part.element is not None and is_one_of_many:
            context.unwrapped.add(part.element)
        builder = Builder(
            context,
            LANGUAGE_HANDLERS if context.has_languages else HANDLERS,
            is_plain=is_plain,
            voices=self._voices(part),
            own_notes=self._own_notes(part),
        )
        last_seen = self.last_seen if part.kind == TextKind.TRANSCRIPTION else {}
        tree = builder.read(part.nodes)
        if is_one_of_many and part.kind == TextKind.TRANSCRIPTION and not characters(tree):
            return None
        finish_tree(tree, builder, last_seen)
        self._report_notes(document, builder)
        self._language(tree, part)
        return SourceText(
            kind=part.kind,
            language=tree.language,
            tree=tree,
            key=part.key,
            title=self._title_of(tree.language) if is_one_of_many else "",
            credits=self._credits(part),
            policy=",".join(self.profile.readings),
        )

    def _voices(self, part: Part) -> dict[Any, str]:
        found: dict[Any, str] = {}
        for voice, paths in self.profile.voice.items():
            for expression in paths:
                path = etree.XPath(_anywhere(expression), namespaces=NAMESPACES)
                for node in part.nodes:
                    if not isinstance(node, str):
                        found.update(dict.fromkeys(path(node), voice))
        return found

    def _own_notes(self, part: Part) -> list[str]:
        if not self.context.called:
            return []
        notes = self.calls.notes
        found = []
        for node in part.nodes:
            if not isinstance(node, str):
                for note in node.iter("{*}note"):
                    key = note.get(XML_ID)
                    if key and notes.get(key) is note and not _is_skipped(note, part.skipped):
                        found.append(key)
        return found

    def _language(self, tree: TextTree, part: Part) -> None:
        named = part.language or self._language_around(part) or self.profile.language
        tree.language = named or self.language
        if not tree.language:
            for tag in mark_languages(tree):
                self.guessed[tag] = self.guessed.get(tag, 0) + 1

    def _language_around(self, part: Part) -> str:
        node = next((n for n in part.nodes if not isinstance(n, str)), None)
        while node is not None:
            if node.get(XML_LANG):
                return str(node.get(XML_LANG))
            node = node.getparent()
        return ""

    def _title_of(self, language: str) -> str:
        for lang, title in self.facts.header_titles:
            if lang and lang == language:
                return title
        return ""

    def _credits(self, part: Part) -> tuple[Credit, ...]:
        given = part.element.get("resp") if part.element is not None else None
        role = "translation" if part.kind == TextKind.TRANSLATION else "transcription"
        names = [self.credits.get(r.lstrip("#"), r.lstrip("#")) for r in (given or "").split()]
        return tuple(Credit(name, role) for name in names)

    def _surfaces_of(self, document: SourceDocument, piece: Piece) -> tuple[str, ...]:
        breaks = [b for text in document.texts for b in text.tree.page_breaks if b.surface]
        found = tuple(dict.fromkeys(b.surface for b in breaks))
        return found or (self.surfaces if piece.is_whole_file else ())

    # -- problems --------------------------------------------------------------------------

    def _check(self, document: SourceDocument, source: str) -> None:
        """Compare what was built with the source's own count; a difference is an error."""
        trees = [text.tree for text in document.texts]
        built = sum(characters(tree) for tree in trees)
        if built == document.source_characters:
            return
        if decomposed(trees) == count_characters(unicodedata.normalize("NFD", source)):
            document.source_characters = built
            return
        self.problems.add(
            Level.ERROR,
            "fidelity",
            f'"{document.title}" has {document.source_characters} characters, '
            f"but {built} were read.",
            cure="Report the file: the reader of TEI lost or doubled something.",
            file=self.name,
            line=document.line,
            document=document.key,
        )

    def _report_notes(self, document: SourceDocument, builder: Builder) -> None:
        self.uncalled.extend(builder.uncalled)
        for target, line in builder.missing:
            self.problems.add(
                Level.WARNING,
                "note-missing",
                f'Note "{target}" is called, but there is none in this document.',
                cure="Correct the target of the call, or add the note.",
                file=self.name,
                line=line,
                document=document.key,
            )
        for note_id in builder.calls:
            if note_id not in builder.notes:
                builder.missing.append((note_id, 0))

    def _report(self) -> None:
        add = self.problems.add
        if self.guessed:
            tags = ", ".join(sorted(self.guessed))
            said = f"{self.name}: no language is named; it was guessed from the script: {tags}."
            self.choices.append(said)
            add(
                Level.NOTICE,
                "language-guessed",
                f"No language is named; it was guessed from the script: {tags}.",
                cure="Put xml:lang on the text and on its parts in other languages.",
                file=self.name,
            )
        if self.uncalled:
            first, line = self.uncalled[0]
            add(
                Level.NOTICE,
                "note-uncalled",
                f"Nothing calls {len(self.uncalled)} notes between blocks, such as "
                f'"{first}"; they stand behind the words before them.',
                cure="Put a ptr or ref where each of them belongs.",
                file=self.name,
                line=line,
            )
        self._report_elements()

    def _report_elements(self) -> None:
        for name, count in sorted(self.context.unknown.items()):
            self.problems.add(
                Level.NOTICE,
                "element-unknown",
                f"<{name}> is not known here ({count} times); its words are kept as text.",
                cure="Nothing need be done unless it should look different.",
                file=self.name,
                line=self.context.unknown_lines.get(name, 0),
            )


def _line(piece: Piece) -> int:
    for node in ([piece.element] if piece.element is not None else []) + piece.nodes:
        if not isinstance(node, str):
            return int(node.sourceline or 0)
    return 0


def _type_of(element: Any) -> str:
    given = element.get("subtype") or element.get("type") or ""
    return str(given).replace("-", " ").lower() if local_name(element) != "text" else ""


def _id_above(element: Any) -> str:
    for ancestor in (element, *element.iterancestors()):
        if local_name(ancestor) in ("text", "TEI") and ancestor.get(XML_ID):
            return str(ancestor.get(XML_ID))
    return ""


def _by_xml_spaces(source: str) -> int:
    return len(source) - sum(source.count(space) for space in " \n\t\r")


def _is_skipped(note: Any, skipped: set[Any]) -> bool:
    return bool(skipped) and any(a in skipped for a in note.iterancestors())


def _anywhere(expression: str) -> str:
    """Let "t:note[…]" find such notes at any depth below a document."""
    return expression if expression.startswith((".", "/")) else f"descendant-or-self::{expression}"


def text_words(root: Any) -> str:
    """Give all text of a file, for asking which words it knows."""
    return "\n".join(string_of(text) for text in root.iter("{*}text"))
