"""Read plain text: a file is a document, blank lines part its paragraphs, form feeds its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from muniment.core.text.canonical import normalise
from muniment.core.text.linearise import count_characters
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, PageBreak, TextKind, TextTree
from muniment.sources.files import PackageFile
from muniment.sources.languages import guess_language, language_in_name
from muniment.sources.markup import is_small_enough, note_unreadable
from muniment.sources.model import Level, Problems, SourceDocument, SourceText
from muniment.sources.pages import date_in_name
from muniment.sources.tables import decode

MAX_TEXT_BYTES = 50_000_000
_PARAGRAPH_END = re.compile(r"(?:[ \t\r]*\n){2,}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LONGEST_TITLE = 150
_SHORT_LINE = 50


@dataclass(slots=True)
class TextFile:
    """A text that was read: its tree, the title that it gives itself, and facts about it."""

    tree: TextTree
    title: str = ""
    characters: int = 0
    facts: dict[str, str] = field(default_factory=dict)


def read_text_bytes(file: PackageFile, problems: Problems) -> str | None:
    """Read a text file; None, with an error noted, if it cannot be."""
    if not is_small_enough(file, problems, MAX_TEXT_BYTES):
        return None
    try:
        text = decode(file.path.read_bytes())
    except OSError as error:
        note_unreadable(file, error, problems)
        return None
    if controls := len(_CONTROLS.findall(text)):
        problems.add(
            Level.WARNING,
            "text-controls",
            f"{controls:,} control characters, which mean nothing in a text, were left out.",
            cure="See that the file is plain text and was saved in UTF-8.",
            file=file.name,
        )
    return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def read_plain(text: str) -> TextFile:
    """Read plain text. A short first paragraph is the title."""
    tree = TextTree()
    is_verse = _has_short_lines(text)
    page = 1
    waiting: list[int] = []
    for part in _PARAGRAPH_END.split(text):
        leaf = Block(BlockKind.PARAGRAPH, f"b{len(tree.body) + 1}", "")
        plain, breaks = _join_lines(part, leaf, is_verse=is_verse)
        leaf.plain = plain
        if not plain:
            waiting += breaks
            continue
        tree.body.append(leaf)
        for offset in [0] * len(waiting) + breaks:
            page += 1
            tree.page_breaks.append(
                PageBreak(len(tree.page_breaks) + 1, str(page), "", "", "", leaf.id, offset)
            )
        waiting = []
    found = TextFile(tree, characters=count_characters(text))
    first = tree.body[0] if tree.body else None
    if first and len(tree.body) > 1 and len(first.plain or "") <= _LONGEST_TITLE:
        first.kind = BlockKind.HEADING
        found.title = first.plain or ""
    return found


def _has_short_lines(text: str) -> bool:
    """Tell verse and lists, whose lines are kept, from prose that an editor's program wrapped."""
    lines = [len(line.strip()) for line in text.splitlines() if line.strip()]
    return bool(lines) and sorted(lines)[len(lines) * 9 // 10] < _SHORT_LINE


def _join_lines(part: str, leaf: Block, *, is_verse: bool) -> tuple[str, list[int]]:
    plain = ""
    breaks: list[int] = []
    for piece_number, page in enumerate(part.split("\f")):
        if piece_number:
            breaks.append(len(plain) + bool(plain))
        for line in page.split("\n"):
            if not (words := normalise(line).strip(" ")):
                continue
            if plain:
                plain += " "
                if is_verse:
                    leaf.marks.append(Mark(len(plain), len(plain), MarkKind.LINE_BREAK))
            plain += words
    return plain, [min(offset, len(plain)) for offset in breaks]


def text_document(
    file: PackageFile, found: TextFile, *, language: str, problems: Problems
) -> SourceDocument:
    """Make the document of a text file."""
    facts = found.facts
    sample = "\n".join(leaf.plain or "" for leaf in found.tree.leaves())
    language = (
        facts.pop("language", "")
        or language_in_name(file.stem)
        or language_in_name(file.folder)
        or language
        or guess_language(sample)
    )
    found.tree.language = language
    if not sample.strip():
        problems.add(
            Level.WARNING,
            "text-empty",
            "The file has no text.",
            cure="Replace it or take it out.",
            file=file.name,
        )
    document = SourceDocument(
        key=facts.pop("id", "") or file.name.rpartition(".")[0],
        source=file.name,
        line=1,
        title=facts.pop("title", "") or found.title or file.stem.replace("_", " "),
        date=date_in_name(file.stem),
        languages=(language,) if language else (),
        source_characters=found.characters,
    )
    document.texts = [SourceText(TextKind.TRANSCRIPTION, language, found.tree)]
    return document
