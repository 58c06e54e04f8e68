"""What is done with each element: one table from tag to action, made from the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from muniment.core.text.model import BlockKind, Mark, MarkKind, Voice
from muniment.sources.tei import editorial, notes, pages
from muniment.sources.tei.builder import Builder, Handler, block_attrs
from muniment.sources.tei.nodes import local_name, parent_name, string_of
from muniment.sources.tei.vocabulary import (
    ATTACHMENT_TYPES,
    BLOCKS,
    KEPT_EMPTY,
    NAME_TYPES,
    PLAIN_MARKS,
    SECTION_VOICES,
    STRUCTURES,
    TEI,
    TRANSPARENT,
    WRAPPERS,
    XML_LANG,
    name_type,
)


def skip(builder: Builder, element: Any) -> None:
    """Do nothing: comments and processing instructions are not text."""


def transparent(builder: Builder, element: Any) -> None:
    """Let an element's words through without a mark."""
    builder.content(element)


def unknown(builder: Builder, element: Any) -> None:
    """Let the words of an element that nobody knows through, and remember to report it."""
    builder.context.note_unknown(element, local_name(element))
    builder.content(element)


def wrapper(builder: Builder, element: Any) -> None:
    """Read a container that adds nothing to what it holds."""
    if element in builder.context.skipped:
        return
    if builder.n or builder.marks:
        builder.flush()
    was = builder.structural
    builder.structural = True
    builder.content(element)
    if builder.n or builder.marks:
        builder.flush()
    builder.structural = was


def section(builder: Builder, element: Any) -> None:
    """Read a div; its type may make it an attachment or give it a voice."""
    context = builder.context
    if element in context.skipped:
        return
    if element in context.unwrapped:
        wrapper(builder, element)
        return
    attrs = block_attrs(element)
    given = attrs.get("type", "").lower()
    voice = builder.voices.get(element) or SECTION_VOICES.get(given)
    if voice:
        attrs["voice"] = str(voice)
    kind = BlockKind.ATTACHMENT if given in ATTACHMENT_TYPES else BlockKind.SECTION
    was = builder.in_apparatus
    builder.in_apparatus = was or voice == Voice.APPARATUS
    builder.block(element, kind, attrs, structural=True)
    builder.in_apparatus = was


def _structure(kind: str) -> Handler:
    kept = kind in KEPT_EMPTY

    def handle(builder: Builder, element: Any) -> None:
        attrs = _attrs(builder, element)
        if kind == BlockKind.LIST and attrs.get("type") in ("ordered", "numbered"):
            attrs["ordered"] = "1"
        builder.block(element, kind, attrs, structural=True, kept=kept)

    return handle


def _block(kind: str) -> Handler:
    kept = kind in KEPT_EMPTY

    def handle(builder: Builder, element: Any) -> None:
        if builder.voices:
            builder.block(element, kind, _attrs(builder, element), kept=kept)
        elif builder.n or builder.marks or builder.spans or len(element) or not builder.is_fast:
            builder.block(element, kind, None, kept=kept)
        else:
            builder.short_block(element, kind, None, kept)

    return handle


def _attrs(builder: Builder, element: Any) -> dict[str, str]:
    attrs = block_attrs(element) if element.attrib else {}
    if builder.voices and element in builder.voices:
        attrs["voice"] = builder.voices[element]
    return attrs


def apparatus_list(builder: Builder, element: Any) -> None:
    """Read a list of apparatus entries, whose readings are words and not choices."""
    was = builder.in_apparatus
    builder.in_apparatus = True
    builder.block(element, BlockKind.LIST, structural=True)
    builder.in_apparatus = was


def list_label(builder: Builder, element: Any) -> None:
    """Read a label: a block beside the items of a list, else words."""
    if parent_name(element) in ("list", "figure", "div", "castList"):
        builder.block(element, BlockKind.LABEL)
    else:
        builder.span(element, MarkKind.TERM, None)


def head(builder: Builder, element: Any) -> None:
    """Read a heading; a table's or figure's is its caption."""
    parent = parent_name(element)
    kind = BlockKind.CAPTION if parent in ("table", "figure") else BlockKind.HEADING
    builder.block(element, kind, _attrs(builder, element))


_BLOCK_INSIDE = frozenset(
    "p ab lg l list table div quote floatingText sp head item epigraph".split()
)
_PROSE = frozenset("p ab head item cell l seg hi note said signed salute".split())


def _holds_blocks(element: Any) -> bool:
    return any(local_name(child) in _BLOCK_INSIDE for child in element)


def quotation(builder: Builder, element: Any) -> None:
    """Read a quotation: a block where it stands among blocks or holds them, else a mark."""
    if _holds_blocks(element) or _stands_among_blocks(builder, element):
        builder.block(element, BlockKind.QUOTE, _attrs(builder, element))
    else:
        builder.span(element, MarkKind.QUOTED, None)


def _stands_among_blocks(builder: Builder, element: Any) -> bool:
    if not builder.structural or builder.n:
        return False
    return parent_name(element) not in _PROSE


def stage(builder: Builder, element: Any) -> None:
    """Read a stage direction: a block among blocks, else emphasised words."""
    if _stands_among_blocks(builder, element):
        builder.block(element, BlockKind.STAGE, _attrs(builder, element))
    else:
        builder.span(element, MarkKind.EMPHASIS, {"rend": "italic"})


def formula(builder: Builder, element: Any) -> None:
    """Read a formula: a block among blocks, else words."""
    if _stands_among_blocks(builder, element):
        builder.block(element, BlockKind.FORMULA, _attrs(builder, element))
    else:
        builder.span(element, MarkKind.EMPHASIS, {"rend": "formula"})


def line_group(builder: Builder, element: Any) -> None:
    """Read a bibliographic entry or apparatus entry: an item in a list, else words."""
    parent = parent_name(element)
    if not parent.startswith("list"):
        builder.content(element)
        return
    attrs = _attrs(builder, element)
    label = element.get("loc")
    if label:
        attrs["label"] = label
    builder.block(element, BlockKind.ITEM, attrs)


def app(builder: Builder, element: Any) -> None:
    """Read an apparatus entry: in a list or an apparatus its words, in a text a choice."""
    if parent_name(element) == "listApp":
        line_group(builder, element)
    elif builder.in_apparatus:
        builder.content(element)
    else:
        editorial.choose(builder, element)


# Marks are never changed in place, so that equal ones may share their attributes.
_EMPHASIS: dict[str, dict[str, str]] = {"": {}}


def hi(builder: Builder, element: Any) -> None:
    """Read emphasised words."""
    rend = element.get("rend") or element.get("rendition") or element.get("style") or ""
    attrs = _EMPHASIS.get(rend)
    if attrs is None:
        attrs = _EMPHASIS[rend] = {"rend": rend.replace("#", "")}
    builder.span(element, MarkKind.EMPHASIS, attrs)


def emph(builder: Builder, element: Any) -> None:
    """Read words that the author stresses."""
    builder.span(element, MarkKind.EMPHASIS, {"rend": element.get("rend") or "italic"})


def _name(local: str) -> Handler:
    fixed = NAME_TYPES[local]

    def handle(builder: Builder, element: Any) -> None:
        kind = fixed or name_type(local, element.get("type") or "")
        ref = element.get("ref") or element.get("corresp") or element.get("key")
        attrs = {"type": kind, "ref": clean_ref(ref)} if ref else {"type": kind}
        builder.span(element, MarkKind.NAME, attrs)

    return handle


def clean_ref(ref: str) -> str:
    """Bring pointers to a register to bare ids: "#a file.xml#b c" becomes "a b c"."""
    if ref.startswith("#") and " " not in ref:
        return ref[1:]
    return " ".join(
        part if "://" in part else part.rpartition("#")[2] for part in ref.split() if part != "#"
    )


def date(builder: Builder, element: Any) -> None:
    """Read a date in the text."""
    when = element.get("when") or element.get("when-iso")
    builder.span(element, MarkKind.DATE, {"when": when} if when else None)


def foreign(builder: Builder, element: Any) -> None:
    """Read words in another language; without xml:lang they are only emphasised."""
    if element.get(XML_LANG):
        builder.content(element)
    else:
        builder.span(element, MarkKind.EMPHASIS, {"rend": "italic"})


def figure(builder: Builder, element: Any) -> None:
    """Read a figure: a block if it has words or stands alone, else a mark."""
    has_words = bool(string_of(element).strip())
    url, description = _graphic(element)
    if has_words or _stands_among_blocks(builder, element):
        attrs = _attrs(builder, element)
        if url:
            attrs["url"] = url
        made = builder.block(element, BlockKind.FIGURE, attrs, structural=True)
        if made is None and url:
            builder.children.append(builder.leaf(BlockKind.FIGURE, attrs))
    elif url:
        at = builder.point()
        builder.marks.append(
            Mark(at, at, MarkKind.FIGURE, {"url": url, "description": description})
        )


def _graphic(element: Any) -> tuple[str, str]:
    for graphic in element.iter("{*}graphic", "{*}img"):
        return graphic.get("url") or graphic.get("src") or "", graphic.get("alt") or ""
    return "", ""


def graphic(builder: Builder, element: Any) -> None:
    """Read a picture outside a figure as a mark; one inside is the figure's."""
    if parent_name(element) != "figure":
        url = element.get("url") or element.get("src") or ""
        at = builder.point()
        attrs = {"url": url, "description": element.get("alt") or ""}
        builder.marks.append(Mark(at, at, MarkKind.FIGURE, attrs))
    builder.content(element)


def span_class(builder: Builder, element: Any) -> None:
    """Read an HTML-like span: printed page numbers are removed and stand for breaks."""
    if (element.get("class") or "") in ("npnumber", "opnumber"):
        pages.printed_number(builder, element)
    else:
        builder.content(element)


def _with_language(base: Handler) -> Handler:
    def handle(builder: Builder, element: Any) -> None:
        lang = element.get(XML_LANG)
        if not lang:
            base(builder, element)
            return
        entry: list[Any] = [builder.n + builder.gap, MarkKind.LANGUAGE, {"lang": lang}]
        builder.spans.append(entry)
        base(builder, element)
        builder.spans.pop()
        if builder.n > entry[0]:
            builder.marks.append(Mark(entry[0], builder.n, MarkKind.LANGUAGE, {"lang": lang}))

    return handle


def _plain_mark(kind: str) -> Handler:
    def handle(builder: Builder, element: Any) -> None:
        builder.span(element, kind, None)

    return handle


def _block_handlers() -> dict[str, Handler]:
    table: dict[str, Handler] = {name: _structure(kind) for name, kind in STRUCTURES.items()}
    table.update({name: _block(kind) for name, kind in BLOCKS.items()})
    table.update(dict.fromkeys(WRAPPERS, wrapper))
    table.update({f"div{n}": section for n in range(8)})
    table.update(
        {"div": section, "floatingText": section, "head": head, "listApp": apparatus_list}
        | {"label": list_label, "quote": quotation, "q": quotation, "cit": quotation}
        | {"stage": stage, "formula": formula, "bibl": line_group, "app": app, "figure": figure}
        | {"said": quotation, "note": notes.note, "fw": pages.running_head, "pb": pages.page_break}
        | {"choice": editorial.choose, "witDetail": notes.note, "biblStruct": line_group}
    )
    return table


def _inline_handlers() -> dict[str, Handler]:
    table: dict[str, Handler] = dict.fromkeys(TRANSPARENT, transparent)
    table.update({name: _plain_mark(kind) for name, kind in PLAIN_MARKS.items()})
    table.update({name: _name(name) for name in NAME_TYPES})
    table.update(editorial.HANDLERS)
    table.update(
        {"hi": hi, "emph": emph, "distinct": emph, "date": date, "foreign": foreign}
        | {"ref": notes.reference, "ptr": notes.reference, "anchor": notes.anchor}
        | {"lb": pages.line_break, "graphic": graphic, "img": graphic, "span": span_class}
    )
    return table


class _Table(dict[Any, Handler]):
    """Finds the action of a tag by its local name, whatever the namespace, and remembers it."""

    def __init__(self, by_name: dict[str, Handler]) -> None:
        super().__init__({f"{{{TEI}}}{name}": handler for name, handler in by_name.items()})
        self._by_name = by_name

    def __missing__(self, tag: Any) -> Handler:
        found: Handler = skip
        if isinstance(tag, str):
            found = self._by_name.get(tag.rpartition("}")[2], unknown)
        self[tag] = found
        return found


_INLINE: dict[str, Handler] = _inline_handlers()
_OWN: dict[str, Handler] = _block_handlers()
_POINTS: Callable[[str], bool] = {"lb", "ptr", "anchor", "graphic", "img"}.__contains__
HANDLERS = _Table({**_INLINE, **_OWN})
LANGUAGE_HANDLERS = _Table(
    {**{k: v if _POINTS(k) else _with_language(v) for k, v in _INLINE.items()}, **_OWN}
)
