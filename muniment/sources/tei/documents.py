"""Builds the documents of a file one after another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from muniment.core.text.canonical import canonical_string
from muniment.core.text.linearise import count_characters
from muniment.core.text.model import TextKind, TextTree
from muniment.sources.model import (
    Credit,
    DocumentKind,
    Level,
    Problems,
    SourceDocument,
    SourceText,
)
from muniment.sources.tei.adopt import adopt_notes
from muniment.sources.tei.assemble import (
    LastSeen,
    count_plain,
    decomposed,
    is_plain_text,
    place_breaks,
    source_text,
    sweep,
)
from muniment.sources.tei.builder import Builder
from muniment.sources.tei.calls import Calls
from muniment.sources.tei.careful import CarefulBuilder
from muniment.sources.tei.context import FileContext
from muniment.sources.tei.divide import Division, Piece
from muniment.sources.tei.facts import FactFinder
from muniment.sources.tei.handlers import HANDLERS, LANGUAGE_HANDLERS
from muniment.sources.tei.languages import latin_language, mark_languages
from muniment.sources.tei.nodes import local_name
from muniment.sources.tei.opening import heading_words, opening_of
from muniment.sources.tei.pages import part_heading
from muniment.sources.tei.parts import Part, parts_of
from muniment.sources.tei.profile import NAMESPACES, TeiProfile
from muniment.sources.tei.strangers import report_elements
from muniment.sources.tei.vocabulary import XML_ID, XML_LANG
from muniment.sources.wording import counted

_SAMPLE = 20_000  # characters, from which a language is guessed


@dataclass(frozen=True, slots=True)
class _Built:
    """A text, the builder that made it, and how many characters it holds."""

    text: SourceText
    builder: Builder
    count: int


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
    latin: str | None = None
    policy: str = ""

    def __post_init__(self) -> None:
        self.policy = ",".join(self.profile.readings)

    uncalled: list[tuple[str, int]] = field(default_factory=list)

    def documents(self) -> Iterator[SourceDocument]:
        """Yield the documents in order, then report what only the whole file shows."""
        for piece in self.division.pieces:
            yield self._document(piece)
        self._report()

    def _document(self, piece: Piece) -> SourceDocument:
        document = SourceDocument(
            key="",
            source=self.name,
            line=_line(piece),
            title="",
            kind=piece.kind,
            volume=self.volume_key,
            division=piece.division,
        )
        self._identify(document, piece)
        self._facts(document, piece)
        self._texts(document, piece)
        heading = heading_words(document.texts[0].tree) if document.texts else ""
        title = self.facts.title(piece, document.date, heading)
        document.title = title or self._title_of_run(piece)
        return document

    def _facts(self, document: SourceDocument, piece: Piece) -> None:
        element = piece.element
        if element is None:
            return
        opening = opening_of(piece.nodes, element)
        document.type = self.profile.type or _type_of(element)
        document.number = element.get("n") or "" if not piece.is_whole_file else ""
        if piece.kind == DocumentKind.ITEM:
            document.date = self.facts.date(piece, opening)
            document.people = self.facts.people(piece, opening)
            document.place = self.facts.place(piece, opening)
        document.description = self.facts.description(piece)
        document.reference_code = self.facts.reference_code(piece)

    # -- identity --------------------------------------------------------------------------

    def _identify(self, document: SourceDocument, piece: Piece) -> None:
        xml_id = ""
        if piece.element is not None:
            xml_id = piece.element.get(XML_ID) or ""
            if not xml_id and (piece.is_whole_file or local_name(piece.element) == "text"):
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
        """Build the texts, and count the source by itself; careful only where that is needed."""
        source = source_text(piece.before + piece.nodes)
        parts = parts_of(piece, profile=self.profile, typed=self.context.has_parts)
        has_own = parts[0].element is not None or len(parts) == 1
        parts[0 if has_own else 1].before = piece.before
        if len(parts) > 1 and self.calls.called:
            adopt_notes([part.nodes for part in reversed(parts)], self.calls)
        is_plain = is_plain_text(source, has_other_spaces=self.context.has_other_spaces)
        if is_plain:
            count = count_plain(source)
        else:
            count = count_characters(unicodedata.normalize("NFC", source))
        built = self._build_all(parts, source, is_plain=is_plain)
        for made in built:
            self._report_notes(document, made.builder)
            if not piece.is_whole_file:  # the header's title is the volume's, not a text's
                made.text.title = heading_words(made.text.tree) if len(built) > 1 else ""
            document.texts.append(made.text)
        document.source_characters = count
        document.languages = tuple(dict.fromkeys(t.language for t in document.texts if t.language))
        document.surfaces = self._surfaces_of(document, piece)
        self._check(document, source, sum(b.count for b in built))

    def _build_all(self, parts: list[Part], source: str, *, is_plain: bool) -> list[_Built]:
        is_alone = len(parts) == 1
        built = [self._build(part, source if is_alone else "", is_plain) for part in parts]
        return [b for b in built if is_alone or b.count or b.text.kind != TextKind.TRANSCRIPTION]

    def _build(self, part: Part, source: str, is_plain: bool) -> _Built:
        """Build one text; `source` is all its words, or "" where it is one of several texts."""
        context = self.context
        context.skipped = part.skipped
        if part.element is not None and not source:
            context.unwrapped.add(part.element)
        builder = (Builder if is_plain else CarefulBuilder)(
            context,
            LANGUAGE_HANDLERS if context.has_languages else HANDLERS,
            voices=self._voices(part) if self.profile.voice else None,
            own_notes=self._own_notes(part) if context.called else (),
        )
        for node in part.before:
            (part_heading if local_name(node) == "head" else builder.handlers[node.tag])(
                builder, node
            )
        tree = builder.read(part.nodes)
        count = sweep(tree, builder.used_ids, is_plain=is_plain)
        place_breaks(tree, builder, self.last_seen if part.kind == TextKind.TRANSCRIPTION else {})
        self._language(tree, part, source)
        text = SourceText(
            kind=part.kind,
            language=tree.language,
            tree=tree,
            key=part.key,
            title="" if source else self._title_of(tree.language),
            credits=self._credits(part),
            policy=self.policy,
        )
        return _Built(text, builder, count)

    def _voices(self, part: Part) -> dict[Any, str]:
        found: dict[Any, str] = {}
        for voice, paths in self.profile.voice.items():
            for expression in paths:
                path: Any = etree.XPath(_anywhere(expression), namespaces=NAMESPACES)
                for node in part.nodes:
                    if not isinstance(node, str):
                        found.update(dict.fromkeys(path(node), voice))
        return found

    def _own_notes(self, part: Part) -> list[str]:
        notes = self.calls.notes
        found = []
        for node in part.nodes:
            if not isinstance(node, str):
                for note in node.iter("{*}note"):
                    key = note.get(XML_ID)
                    if key and notes.get(key) is note and not _is_skipped(note, part.skipped):
                        found.append(key)
        return found

    def _language(self, tree: TextTree, part: Part, source: str) -> None:
        named = part.language or self._language_around(part) or self.profile.language
        tree.language = named or self.language
        if not tree.language:
            source = source or canonical_string(tree)
            for tag in mark_languages(tree, source, latin=self._latin()):
                self.guessed[tag] = self.guessed.get(tag, 0) + 1

    def _latin(self) -> str:
        if self.latin is None:
            self.latin = latin_language(self._sample())
        return self.latin

    def _sample(self) -> str:
        """Take some words from the middle of the file, where no title page and index are."""
        pieces = self.division.pieces
        sample: list[str] = []
        length = 0
        for piece in pieces[len(pieces) // 3 :] + pieces[: len(pieces) // 3]:
            sample.append(source_text(piece.nodes)[:_SAMPLE])
            length += len(sample[-1])
            if length > _SAMPLE:
                break
        return " ".join(sample)

    def _language_around(self, part: Part) -> str:
        if not self.context.has_languages:
            return ""
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

    def _check(self, document: SourceDocument, source: str, built: int) -> None:
        """Compare what was built with the source's own count; a difference is an error."""
        if built == document.source_characters:
            return
        trees = [text.tree for text in document.texts]
        if decomposed(trees) == count_characters(unicodedata.normalize("NFD", source)):
            document.source_characters = built
            return
        self.problems.add(
            Level.ERROR,
            "fidelity",
            f'"{document.key}" has {document.source_characters} characters, but {built} were read.',
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

    def _report(self) -> None:
        add = self.problems.add
        if self.guessed:
            tags = ", ".join(sorted(self.guessed))
            guess = f"it was guessed from script and small words: {tags}."
            self.choices.append(f"{self.name}: no language is named; {guess}")
            add(
                Level.NOTICE,
                "language-guessed",
                f"No language is named; {guess}",
                cure="Put xml:lang on the text and on its parts in other languages.",
                file=self.name,
            )
        if self.uncalled:
            first, line = self.uncalled[0]
            add(
                Level.NOTICE,
                "note-uncalled",
                f"Nothing calls {counted(len(self.uncalled), 'note')} between blocks, such as "
                f'"{first}"; such notes stand behind the words before them.',
                cure="Put a ptr or ref where each of them belongs.",
                file=self.name,
                line=line,
            )
        report_elements(self.context, self.problems)


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


def _is_skipped(note: Any, skipped: set[Any]) -> bool:
    return bool(skipped) and any(a in skipped for a in note.iterancestors())


def _anywhere(expression: str) -> str:
    """Let "t:note[…]" find such notes at any depth below a document."""
    return expression if expression.startswith((".", "/")) else f"descendant-or-self::{expression}"
