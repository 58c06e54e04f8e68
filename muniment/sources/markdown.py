"""Read Markdown (CommonMark with tables and footnotes): a file is a document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from muniment.core.text.canonical import normalise
from muniment.core.text.linearise import count_characters
from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree
from muniment.sources.plain import TextFile

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<body>.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^(?P<key>[\w-]+)\s*:\s*(?P<value>.*)$")
_NOTE = re.compile(
    r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)$",
    re.MULTILINE,
)
_SIGN = "\ue000"  # stands in the text where the words of a note were
_PLACE = re.compile(f"^{_SIGN}(.+){_SIGN}$")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_BLOCKS = {
    "paragraph": BlockKind.PARAGRAPH,
    "heading": BlockKind.HEADING,
    "blockquote": BlockKind.QUOTE,
    "bullet_list": BlockKind.LIST,
    "ordered_list": BlockKind.LIST,
    "list_item": BlockKind.ITEM,
    "table": BlockKind.TABLE,
    "tr": BlockKind.ROW,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
}
_EMPHASIS = {"em": "italic", "strong": "bold", "s": "strikethrough"}
_NAMES = {
    "lang": "language",
    "язык": "language",
    "заглавие": "title",
    "дата": "date",
    "автор": "author",
}


def read_markdown(text: str) -> TextFile:
    """Read Markdown with its front matter (``---`` or ``+++``); HTML in it is shown as written."""
    facts, body = split_front_matter(text)
    notes = {m["name"]: _dedent(m["text"]) for m in _NOTE.finditer(body)}
    body = _NOTE.sub(lambda m: f"\n\n{_SIGN}{m['name']}{_SIGN}\n\n", body)
    builder = _Builder(notes)
    builder.build(body)
    found = TextFile(builder.tree, facts=facts)
    found.characters = builder.characters
    headings = [b for b in builder.tree.body_leaves() if b.kind == BlockKind.HEADING]
    found.title = (headings[0].plain or "") if headings else ""
    return found


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the front matter off a text: TOML between ``+++``, simple pairs between ``---``."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    rest = text[found.end() :]
    raw: dict[str, Any] = {}
    try:
        raw = tomllib.loads(found["body"])
    except tomllib.TOMLDecodeError:
        for line in found["body"].splitlines():
            if pair := _PAIR.match(line):
                raw[pair["key"]] = pair["value"].strip().strip("\"'")
    facts = {_NAMES.get(k.lower(), k.lower()): _as_text(v) for k, v in raw.items()}
    return ({k: v for k, v in facts.items() if v}, rest) if facts else ({}, text)


def _as_text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _dedent(text: str) -> str:
    return re.sub(r"\n[ \t]{1,4}", "\n", text).strip()


class _Builder:
    def __init__(self, notes: dict[str, str]) -> None:
        self.tree = TextTree()
        self.characters = 0
        self._notes = notes
        self._called: list[str] = []
        self._count = 0
        self._page = 1
        self._parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])

    def build(self, body: str) -> None:
        pages = body.split("\f")
        for number, page in enumerate(pages):
            blocks = self._blocks(page)
            if number:
                self._page += 1
                leaf = next((leaf for block in blocks for leaf in block.leaves()), None)
                if leaf is None:
                    leaf = self._new(BlockKind.PARAGRAPH)
                    leaf.plain = ""
                    blocks = [leaf]
                sequence = len(self.tree.page_breaks) + 1
                self.tree.page_breaks.append(
                    PageBreak(sequence, str(self._page), "", "", "", leaf.id, 0)
                )
            self.tree.body.extend(blocks)
        self._build_notes()

    def _build_notes(self) -> None:
        """Build the notes in the order of their calls; those that nothing calls come last."""
        done: set[str] = set()
        while waiting := [n for n in [*self._called, *self._notes] if n not in done]:
            name = waiting[0]
            done.add(name)
            if name not in self._called:
                self._call_at_end(name)
            self.tree.notes.append(Note(f"n-{name}", self._blocks(self._notes[name])))

    def _call_at_end(self, name: str) -> None:
        """Attach a note without a call to the last leaf, so that it is not lost."""
        self._called.append(name)
        leaves = list(self.tree.body_leaves())
        leaf = leaves[-1] if leaves else self._new(BlockKind.PARAGRAPH)
        if not leaves:
            leaf.plain = ""
            self.tree.body.append(leaf)
        end = len(leaf.plain or "")
        leaf.marks.append(Mark(end, end, MarkKind.NOTE, {"note": f"n-{name}", "away": "1"}))

    def _new(self, kind: str) -> Block:
        self._count += 1
        return Block(kind, f"b{self._count}")

    def _blocks(self, text: str) -> list[Block]:
        tokens = iter(self._parser.parse(text))
        return list(self._read(tokens, ""))

    def _read(self, tokens: Iterator[Token], until: str) -> Iterator[Block]:
        for token in tokens:
            if token.type == until:
                return
            kind = token.type.removesuffix("_open")
            if token.type == "inline":
                yield self._leaf(BlockKind.PARAGRAPH, token)
            elif kind in _BLOCKS and token.nesting == 1:
                yield self._container(kind, token, tokens)
            elif token.type in {"fence", "code_block", "html_block"}:
                yield self._verbatim(token)
            elif token.nesting == 1:  # thead, tbody: their rows stand in the table
                yield from self._read(tokens, f"{kind}_close")

    def _container(self, kind: str, token: Token, tokens: Iterator[Token]) -> Block:
        block = self._new(_BLOCKS[kind])
        if kind == "ordered_list":
            block.attrs["ordered"] = "1"
            if start := token.attrGet("start"):
                block.attrs["n"] = str(start)
        if kind == "th":
            block.attrs["role"] = "label"
        block.children = list(self._read(tokens, f"{kind}_close"))
        only = block.children[0] if len(block.children) == 1 else None
        if kind == "paragraph" and only and only.kind == BlockKind.PLACE:
            return only
        takes_words = block.kind not in {BlockKind.LIST, BlockKind.TABLE, BlockKind.ROW}
        if takes_words and only and only.is_leaf and only.kind == BlockKind.PARAGRAPH:
            block.plain, block.marks, block.children = only.plain, only.marks, []
        elif takes_words and not block.children:
            block.plain = ""
        return block

    def _leaf(self, kind: str, token: Token) -> Block:
        block = self._new(kind)
        if place := _PLACE.match(token.content.strip()):
            block.kind, block.attrs = BlockKind.PLACE, {"note": f"n-{place[1]}"}
            return block
        writer = _Inline(self._notes)
        writer.write(token.children or [])
        block.plain, block.marks = writer.finish()
        self._called += [name for name in writer.called if name not in self._called]
        self.characters += count_characters(writer.source)
        return block

    def _verbatim(self, token: Token) -> Block:
        block = self._new(BlockKind.PARAGRAPH)
        lines = [normalise(line).strip(" ") for line in token.content.splitlines()]
        plain = ""
        for line in (words for words in lines if words):
            if plain:
                plain += " "
                block.marks.append(Mark(len(plain), len(plain), MarkKind.LINE_BREAK))
            plain += line
        block.plain = plain
        self.characters += count_characters(token.content)
        return block


class _Inline:
    """Writes inline tokens into a plain string with marks."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.called: list[str] = []
        self.source = ""
        self._notes = notes
        self._plain = ""
        self._marks: list[Mark] = []
        self._open: list[tuple[int, str, dict[str, str]]] = []

    def write(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if token.type in {"text", "code_inline", "html_inline"}:
                self._text(token.content)
            elif token.type == "softbreak":
                self._space()
            elif token.type == "hardbreak":
                self._space()
                self._point(MarkKind.LINE_BREAK, None)
            elif token.type == "image":
                url, words = str(token.attrGet("src") or ""), token.content
                self._point(MarkKind.FIGURE, {"url": url, "description": words})
                self._text(words)
            elif token.nesting == 1:
                self._open.append((len(self._plain), name, _attrs(name, token)))
            elif token.nesting == -1 and self._open:
                start, opened, attrs = self._open.pop()
                kind = MarkKind.LINK if opened == "link" else MarkKind.EMPHASIS
                self._marks.append(Mark(start, len(self._plain), kind, attrs))

    def _text(self, text: str) -> None:
        at = 0
        for call in _CALL.finditer(text):
            if call[1] not in self._notes:
                continue
            self._add(text[at : call.start()])
            at = call.end()
            self.called.append(call[1])
            self._point(MarkKind.NOTE, {"note": f"n-{call[1]}", "away": "1"})
        self._add(text[at:])

    def _add(self, text: str) -> None:
        self.source += text
        words = normalise(text)
        if not self._plain or self._plain.endswith(" "):
            words = words.lstrip(" ")
        self._plain += words

    def _space(self) -> None:
        if self._plain and not self._plain.endswith(" "):
            self._plain += " "

    def _point(self, kind: str, attrs: dict[str, str] | None) -> None:
        self._marks.append(Mark(len(self._plain), len(self._plain), kind, attrs))

    def finish(self) -> tuple[str, list[Mark]]:
        plain = self._plain.rstrip(" ")
        end = len(plain)
        return plain, [
            m._replace(start=min(m.start, end), end=min(m.end, end)) for m in self._marks
        ]


def _attrs(name: str, token: Token) -> dict[str, str]:
    if name == "link":
        return {"target": str(token.attrGet("href") or "")}
    return {"rend": _EMPHASIS.get(name, name)}
