"""Notes: where their words stand, where they are called, and whose words they are."""

from __future__ import annotations

import re
from typing import Any

from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, Voice
from muniment.sources.tei.builder import Builder, block_attrs
from muniment.sources.tei.nodes import parent_name, string_of
from muniment.sources.tei.vocabulary import NOTE_VOICES, XML_ID, XML_LANG

_SIGN = re.compile(
    r"^[\[(]?(?:\d{1,4}[a-z]?|[a-zA-Zа-яА-Я]|[*†‡§¶#°]{1,4}|[ivxl]{1,6})[\])]?[.:]?$"
)
_BLOCK_TYPES = frozenset(("source", "summary", "abstract", "inline", "commentary", "bio"))
NUMBER_REASON = "number of a note, shown as its label"


def is_sign(text: str) -> bool:
    """Tell whether words are only the sign by which a note is called: 12, 3a, *, [b]."""
    return bool(_SIGN.match(text.strip()))


def note(builder: Builder, element: Any) -> None:
    """Read a note: called from elsewhere, a block of its own, or called where it stands."""
    if element in builder.context.skipped:
        return
    note_id = element.get(XML_ID) or ""
    if builder.in_apparatus or parent_name(element) in ("bibl", "rdg", "lem", "biblStruct"):
        _inline(builder, element)
    elif note_id in builder.context.called or _points_to_anchor(builder, element):
        _called(builder, element, note_id)
    elif builder.structural and not builder.n and not builder.marks:
        _among_blocks(builder, element, note_id)
    elif "inline" in (element.get("rend") or "") or element.get("place") == "inline":
        _inline(builder, element)
    else:
        _here(builder, element, note_id, text="")


def _points_to_anchor(builder: Builder, element: Any) -> bool:
    if not builder.context.anchors:
        return False
    targets = f"{element.get('target') or ''} {element.get('corresp') or ''}".split()
    return any(t.lstrip("#") in builder.context.anchors for t in targets)


def voice_of(builder: Builder, element: Any) -> str:
    """Say whose words a note is."""
    given = (element.get("type") or "").lower()
    return str(builder.voices.get(element) or NOTE_VOICES.get(given) or Voice.NOTE)


def _new_note(builder: Builder, element: Any, note_id: str, label: str) -> Note:
    return Note(
        id=note_id,
        label=label,
        voice=voice_of(builder, element),
        type=element.get("type") or "",
        lang=element.get(XML_LANG) or "",
    )


def _build(builder: Builder, element: Any, note_id: str, label: str) -> Note:
    made = builder.build_note(element, _new_note(builder, element, note_id, label))
    _lift_number(made, builder)
    return made


def _label(builder: Builder, element: Any, note_id: str) -> str:
    return (element.get("n") or "").strip() or builder.context.called.get(note_id, "")


def _here(builder: Builder, element: Any, note_id: str, *, text: str) -> None:
    """Call a note where it stands."""
    note_id = builder.new_note_id(note_id)
    builder.calls.setdefault(note_id)
    attrs = {"note": note_id}
    if text:
        attrs["text"] = text
    builder.marks.append(Mark(builder.n, builder.n, MarkKind.NOTE, attrs))
    label = (element.get("n") or "").strip() or text.strip()
    _build(builder, element, note_id, label)


def _called(builder: Builder, element: Any, note_id: str) -> None:
    """Read a note whose call stands elsewhere, or right before it."""
    if builder.sign is not None and builder.sign[0] == note_id:
        text, builder.sign = builder.sign[1], None
        _here(builder, element, note_id, text=text)
        return
    if note_id in builder.used_ids:
        note_id = ""
    label = _label(builder, element, note_id)
    note_id = builder.new_note_id(note_id or (element.get(XML_ID) or ""))
    if builder.structural and not builder.n and not builder.marks:
        builder.children.append(Block(BlockKind.PLACE, attrs={"note": note_id}))
        builder.last = None
    else:
        builder.marks.append(Mark(builder.n, builder.n, MarkKind.PLACE, {"note": note_id}))
    _build(builder, element, note_id, label)


def _among_blocks(builder: Builder, element: Any, note_id: str) -> None:
    """Read a note between blocks: a block with a voice, or a note of what stands before it."""
    given = (element.get("type") or "").lower()
    how = f"{element.get('rend') or ''} {element.get('place') or ''}"
    grouped = parent_name(element) == "noteGrp" and not element.get("n")
    if "inline" in how or given in _BLOCK_TYPES or grouped or element in builder.voices:
        attrs = block_attrs(element)
        attrs["voice"] = voice_of(builder, element)
        if grouped and attrs["voice"] == Voice.NOTE:
            attrs["voice"] = str(Voice.COMMENTARY)
        builder.block(element, BlockKind.PARAGRAPH, attrs)
        return
    builder.uncalled.append((note_id or given or "note", element.sourceline or 0))
    last = builder.last
    if last is None or last.plain is None:
        _here(builder, element, note_id, text="")
        builder.flush()
        return
    note_id = builder.new_note_id(note_id)
    builder.calls.setdefault(note_id)
    at = len(last.plain)
    last.marks.append(Mark(at, at, MarkKind.NOTE, {"note": note_id}))
    _build(builder, element, note_id, (element.get("n") or "").strip())


def _inline(builder: Builder, element: Any) -> None:
    """Read a remark that stands in the line: words with a voice, not a note."""
    builder.text(" ")
    builder.span(element, MarkKind.VOICE, {"voice": voice_of(builder, element)})
    builder.text(" ")


def reference(builder: Builder, element: Any) -> None:
    """Read a reference: the call of a note if it points to one, else a link."""
    target = element.get("target") or element.get("corresp") or ""
    called = builder.context.called
    if called and target:
        ids = [part.rpartition("#")[2] for part in target.split()]
        own = [i for i in ids if i in called and i in builder.own_notes]
        words = string_of(element)
        if own and (not words.strip() or is_sign(words)):
            _call(builder, element, own, words)
            return
    _look_for_loss(builder, element, target)
    start = builder.point()
    parts = builder.parts
    builder.span(element, MarkKind.LINK, {"target": target})
    if builder.parts is parts and builder.n <= start and target:
        builder.marks.append(Mark(start, start, MarkKind.LINK, {"target": target}))


_NOTE_NAME = re.compile(r"^#(?:f|ft|foot|e|end|t)?n(?:ote)?[-_.]?\d+[a-z]?$", re.IGNORECASE)
_NOTE_TYPES = frozenset(("note", "noteanchor", "footnote", "endnote", "fn"))


def _look_for_loss(builder: Builder, element: Any, target: str) -> None:
    """Remember a reference that can only be the call of a note which is not there."""
    is_call = (element.get("type") or "").lower() in _NOTE_TYPES
    if not is_call and not (_NOTE_NAME.match(target) and is_sign(string_of(element) or "1")):
        return
    if not builder.context.has_id(target.rpartition("#")[2]):
        builder.missing.append((target.rpartition("#")[2], element.sourceline or 0))


def _call(builder: Builder, element: Any, own: list[str], words: str) -> None:
    """Call one or several notes; the first carries the sign that the source prints."""
    follower = element.getnext()
    is_next = (
        follower is not None
        and len(own) == 1
        and follower.get(XML_ID) == own[0]
        and not (element.tail or "").strip()
    )
    if is_next and words.strip():
        lead = " " if builder.gap or words[0].isspace() else ""
        builder.sign = (own[0], lead + words.strip())
        return
    text = words
    for note_id in own:
        builder.calls.setdefault(note_id)
        attrs = {"note": note_id, "away": "1"}
        if text.strip():
            builder.insert(MarkKind.NOTE, text, attrs)
        else:
            builder.marks.append(Mark(builder.n, builder.n, MarkKind.NOTE, attrs))
        text = ""


def anchor(builder: Builder, element: Any) -> None:
    """Read an anchor: the call of the notes that point back to it."""
    for note_id in builder.context.anchors.get(element.get(XML_ID) or "", ()):
        if note_id in builder.own_notes:
            builder.calls.setdefault(note_id)
            attrs = {"note": note_id, "away": "1"}
            builder.marks.append(Mark(builder.n, builder.n, MarkKind.NOTE, attrs))


def _lift_number(made: Note, builder: Builder) -> None:
    """Take the number that opens a note's own words out of them: it is the note's label."""
    block = next((b for child in made.children for b in child.walk() if b.is_leaf), None)
    if block is None or not block.plain:
        return
    if block.kind == BlockKind.HEADING and is_sign(block.plain) and not _calls_in(block):
        made.label = made.label or block.plain
        block.kind, block.attrs = BlockKind.REMOVED, {"text": block.plain, "reason": NUMBER_REASON}
        block.plain, block.marks = None, []
        return
    sign = made.label
    opens = any(
        m.start == 0
        and m.kind in (MarkKind.EMPHASIS, MarkKind.LINK)
        and block.plain[: m.end] == sign
        for m in block.marks
    )
    if opens and sign:
        _drop_prefix(block, len(sign), builder)


def _calls_in(block: Block) -> bool:
    kinds = (MarkKind.NOTE, MarkKind.PLACE, MarkKind.READING, MarkKind.REMOVED)
    return any(m.kind in kinds for m in block.marks)


def _drop_prefix(block: Block, length: int, builder: Builder) -> None:
    plain = block.plain or ""
    if plain[length : length + 1] == " ":
        length += 1
    removed = Mark(0, 0, MarkKind.REMOVED, {"text": plain[:length], "reason": NUMBER_REASON})
    kept = [
        m._replace(start=max(0, m.start - length), end=max(0, m.end - length))
        for m in block.marks
        if m.end > length or m.start >= length
    ]
    block.plain, block.marks = plain[length:], [removed, *kept]
    for record in builder.breaks:
        if record.leaf is block:
            record.offset = max(0, record.offset - length)
