"""The tree of blocks into HTML: which element each kind becomes, and what holds it together.

Only a leaf may be a `<p>`: whatever may hold blocks is an element that HTML lets hold them, so
that a browser's parser keeps the tree as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from muniment.core.text.model import Block, BlockKind, Voice
from muniment.rendering.hits import Hit
from muniment.rendering.inline import Insertion, write_leaf
from muniment.rendering.languages import language_attributes
from muniment.rendering.marks import Attributes, safe
from muniment.rendering.numbering import anchor
from muniment.rendering.words import slot

_LARGEST_SPAN = 1000  # HTML, "colspan" and "rowspan": larger ones are taken as this
_DEEPEST_HEADING = 6
_NOT_SHOWN = frozenset({BlockKind.PLACE, BlockKind.REMOVED})
_ELEMENTS: dict[str, tuple[str, str]] = {
    BlockKind.SECTION: ("section", "section"),
    BlockKind.ATTACHMENT: ("section", "section"),
    BlockKind.QUOTE: ("blockquote", "blockquote"),
    BlockKind.FIGURE: ("figure", "figure"),
    BlockKind.PARAGRAPH: ("p", "div"),
    BlockKind.BYLINE: ("p", "div"),
    BlockKind.DATELINE: ("p", "div"),
    BlockKind.SALUTE: ("p", "div"),
    BlockKind.SIGNED: ("p", "div"),
    BlockKind.TRAILER: ("p", "div"),
    BlockKind.SPEAKER: ("p", "div"),
    BlockKind.STAGE: ("p", "div"),
    BlockKind.LINE: ("p", "div"),
}
"""Element of a leaf and of a container, where it is not a `div`."""
_VOICES = frozenset(Voice)


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks. `level` is the level of headings, 0 where they stand outside the outline."""

    prefix: str
    numbers: Mapping[str, int]
    breaks: Mapping[str, Sequence[Insertion]]
    targets: frozenset[str]
    call: Callable[[Attributes], str]
    link: Callable[[str], str]
    level: int = 3
    is_headed: bool = False
    hits: Mapping[str, Sequence[Hit]] = field(default_factory=dict)

    def for_body(self, blocks: Sequence[Block]) -> BlockWriter:
        """Give the writer of a text's outermost blocks."""
        return replace(self, is_headed=_has_heading(blocks))

    def for_notes(self) -> BlockWriter:
        """Give the writer of notes: no numbers, no headings in the page's outline."""
        return replace(self, numbers={}, level=0)

    def siblings(self, blocks: Sequence[Block], *, language: str, voice: str) -> Iterator[str]:
        """Write blocks that stand side by side; a voice is named where it begins."""
        before = voice
        for block in blocks:
            if block.kind in _NOT_SHOWN:
                continue
            own = block.attrs.get("voice", "") or voice
            yield self._block(block, language=language, voice=voice, is_named=own != before)
            before = own

    def _block(self, block: Block, *, language: str, voice: str, is_named: bool) -> str:
        if block.kind == BlockKind.TABLE and not block.is_leaf:
            return self._table(block, language=language, voice=voice, is_named=is_named)
        if block.kind == BlockKind.LIST and not block.is_leaf:
            return self._list(block, language=language, voice=voice, is_named=is_named)
        element = self._element(block)
        opening = f"<{element}{self._attributes(block, language=language, voice=voice)}>"
        label = self._voice_label(block, voice=voice) if is_named else ""
        inside = self._inside(block, language=language, voice=voice)
        return f"{opening}{label}{self._number(block)}{inside}</{element}>"

    def _element(self, block: Block) -> str:
        if block.kind == BlockKind.HEADING:
            if self.level and block.plain and block.plain.strip():
                return f"h{self.level}"
            return "p" if block.is_leaf else "div"
        leaf, container = _ELEMENTS.get(block.kind, ("div", "div"))
        return leaf if block.is_leaf else container

    def _inside(self, block: Block, *, language: str, voice: str) -> str:
        if block.plain is not None:
            return write_leaf(
                block.plain,
                block.marks,
                call=self.call,
                link=self.link,
                breaks=self.breaks.get(block.id, ()),
                hits=self.hits.get(block.id, ()),
            )
        return "".join(
            self._inner(block).siblings(
                block.children,
                language=block.attrs.get("lang", "") or language,
                voice=block.attrs.get("voice", "") or voice,
            )
        )

    def _inner(self, block: Block) -> BlockWriter:
        """Headings below a headed block are one level deeper; inside lists there are none."""
        if not self.level:
            return self
        if block.kind in (BlockKind.LIST, BlockKind.TABLE, BlockKind.FIGURE):
            return replace(self, level=0)
        level = min(self.level + self.is_headed, _DEEPEST_HEADING)
        return replace(self, level=level, is_headed=_has_heading(block.children))

    def _attributes(self, block: Block, *, language: str, voice: str) -> str:
        attrs = block.attrs
        parts = [f' class="{block.kind}"', f' data-block="{safe(block.id)}"']
        if block.is_leaf:
            parts.append(" data-leaf")
        if block.id in self.targets:
            parts.append(f' id="{self.prefix}-b-{anchor(block.id)}"')
        elif number := self.numbers.get(block.id):
            parts.append(f' id="{self.prefix}-p{number}"')
        lang = attrs.get("lang", "")
        if lang and lang != language:
            parts.append(language_attributes(lang))
        own = attrs.get("voice", "")
        if own and own != voice and own in _VOICES:
            parts.append(f' data-voice="{own}"')
        if attrs.get("align"):
            parts.append(f' data-align="{safe(attrs["align"])}"')
        if "rend" in attrs:
            parts.append(f' data-rend="{safe(attrs["rend"])}"')
        return "".join(parts)

    def _voice_label(self, block: Block, *, voice: str) -> str:
        own = block.attrs.get("voice", "") or voice
        if own == Voice.AUTHOR or own not in _VOICES:
            return ""
        words = slot("voice", own)
        return f'<span class="voice-label" data-skip lang="{slot("lang")}">{words}</span>'

    def _number(self, block: Block) -> str:
        number = self.numbers.get(block.id)
        if number is None:
            return ""
        target = f"b-{anchor(block.id)}" if block.id in self.targets else f"p{number}"
        return (
            f'<a class="paragraph-number" data-skip href="#{self.prefix}-{target}"'
            f' data-anchor="p{number}" data-n="{number}"'
            f' aria-label="{slot("paragraph", str(number))}"></a>'
        )

    def _list(self, block: Block, *, language: str, voice: str, is_named: bool) -> str:
        """Write a list; what is neither item nor label stands between its runs of items."""
        element = "ol" if block.attrs.get("ordered") else "ul"
        if any(child.kind == BlockKind.LABEL for child in block.children):
            element = "dl"
        inner_language = block.attrs.get("lang", "") or language
        inner_voice = block.attrs.get("voice", "") or voice
        inner = self._inner(block)
        out, is_open = [], ""
        for child in block.children:
            if child.kind in _NOT_SHOWN:
                continue
            run = element if child.kind in (BlockKind.ITEM, BlockKind.LABEL) else ""
            if run != is_open:
                out.append((f"</{is_open}>" if is_open else "") + (f"<{run}>" if run else ""))
                is_open = run
            if run:
                out.append(inner._item(child, language=inner_language, voice=inner_voice, run=run))
            else:
                out.append(
                    inner._block(child, language=inner_language, voice=inner_voice, is_named=False)
                )
        if is_open:
            out.append(f"</{is_open}>")
        label = self._voice_label(block, voice=voice) if is_named else ""
        attributes = self._attributes(block, language=language, voice=voice)
        return f"<div{attributes}>{label}{''.join(out)}</div>"

    def _item(self, block: Block, *, language: str, voice: str, run: str) -> str:
        element = "li"
        if run == "dl":
            element = "dt" if block.kind == BlockKind.LABEL else "dd"
        attributes = self._attributes(block, language=language, voice=voice)
        label = safe(block.attrs.get("label", "").strip())
        sign = f'<span class="item-label" data-skip>{label}</span>' if label else ""
        inside = self._inside(block, language=language, voice=voice)
        return f"<{element}{attributes}>{sign}{inside}</{element}>"

    def _table(self, block: Block, *, language: str, voice: str, is_named: bool) -> str:
        """Write a table in an element that scrolls sideways; its first heading is the caption."""
        inner_language = block.attrs.get("lang", "") or language
        inner_voice = block.attrs.get("voice", "") or voice
        inner = self._inner(block)
        width = max((_columns(row) for row in block.children), default=1)
        out, has_caption = [], False
        for child in block.children:
            if child.kind in _NOT_SHOWN:
                continue
            if child.kind == BlockKind.ROW and not child.is_leaf:
                out.append(inner._row(child, language=inner_language, voice=inner_voice))
                continue
            written = inner._block(
                child, language=inner_language, voice=inner_voice, is_named=False
            )
            if child.kind in (BlockKind.HEADING, BlockKind.CAPTION) and not has_caption:
                out.append(f"<caption>{written}</caption>")
                has_caption = True
            else:
                out.append(f'<tr><td colspan="{width}">{written}</td></tr>')
        label = self._voice_label(block, voice=voice) if is_named else ""
        attributes = self._attributes(block, language=language, voice=voice)
        return (
            f"<div{attributes}>{label}"
            f'<div class="table-scroll" role="group" tabindex="0" aria-label="{slot("table")}">'
            f"<table>{''.join(out)}</table></div></div>"
        )

    def _row(self, row: Block, *, language: str, voice: str) -> str:
        inner_language = row.attrs.get("lang", "") or language
        inner_voice = row.attrs.get("voice", "") or voice
        cells = []
        for child in row.children:
            if child.kind == BlockKind.CELL:
                cells.append(self._cell(child, row, language=inner_language, voice=inner_voice))
            elif child.kind not in _NOT_SHOWN:
                written = self._block(
                    child, language=inner_language, voice=inner_voice, is_named=False
                )
                cells.append(f"<td>{written}</td>")
        attributes = self._attributes(row, language=language, voice=voice)
        return f"<tr{attributes}>{''.join(cells)}</tr>"

    def _cell(self, cell: Block, row: Block, *, language: str, voice: str) -> str:
        attributes = self._attributes(cell, language=language, voice=voice)
        for name, source in (("colspan", "cols"), ("rowspan", "rows")):
            span = _span(cell.attrs.get(source, ""))
            attributes += f' {name}="{span}"' if span > 1 else ""
        inside = self._inside(cell, language=language, voice=voice)
        if row.attrs.get("role") == "label" and cell.plain != "":
            return f'<th scope="col"{attributes}>{inside}</th>'
        if cell.attrs.get("role") == "label" and cell.plain != "":
            return f'<th scope="row"{attributes}>{inside}</th>'
        return f"<td{attributes}>{inside}</td>"


def _has_heading(blocks: Sequence[Block]) -> bool:
    return any(b.kind == BlockKind.HEADING and b.plain for b in blocks)


def _columns(row: Block) -> int:
    return sum(_span(cell.attrs.get("cols", "")) for cell in row.children) or 1


def _span(text: str) -> int:
    return min(int(text), _LARGEST_SPAN) or 1 if text.isdecimal() else 1
