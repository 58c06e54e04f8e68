"""From a note to its JSON-LD; nothing is looked up.

What a client has sent beyond what is understood here is given back as it came, and so are its
bodies, as long as they say what the note says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from muniment.annotations.models import Audience
from muniment.annotations.w3c import addresses as own
from muniment.annotations.w3c.bodies import Words, read_bodies, write_bodies
from muniment.annotations.w3c.errors import Rejected
from muniment.annotations.w3c.loading import Members, as_list, iri_of, words
from muniment.annotations.w3c.reading import natural_motivation, read_annotation
from muniment.annotations.w3c.stored import PassageNow, StoredNote
from muniment.annotations.w3c.vocabulary import (
    COMMENTING,
    CONTEXT,
    CONTEXTS,
    MEDIA_FRAGMENTS,
    MOTIVATIONS,
    PLAIN,
    TEXTUAL_BODY,
    VERSION,
)
from muniment.core import addresses
from muniment.passages.anchoring.model import Selectors

_OURS = frozenset(
    {
        *("@context", "id", "type", "motivation", "creator", "created", "modified", "audience"),
        *("body", "bodyValue", "target", "via"),
    }
)
_OURS_OF_A_TARGET = frozenset({"id", "type", "source", "scope", "selector", "state", "styleClass"})
_OUR_SELECTORS = frozenset(
    {
        *("TextQuoteSelector", "TextPositionSelector", "FragmentSelector"),
        *("CssSelector", "RangeSelector"),
    }
)


def write_annotation(note: StoredNote, *, root: str) -> Members:
    """Write a note as an annotation (Model, 3). `root` is scheme and host of the archive."""
    sent: Mapping[str, Any] = note.source or {}
    said = Words(note.body, note.tags)
    motivation = _motivation(note, said, sent)
    members: Members = {
        "@context": _contexts(sent),
        "id": root + own.annotation(note.identifier),
        "type": sent.get("type", "Annotation"),
        "motivation": motivation,
        "creator": {"type": "Person", "name": note.creator},
        "created": _moment(note.created_at),
        "modified": _moment(note.changed_at),
        "audience": _audience(note, sent, root=root),
        "body": _bodies(said, sent, purpose=note.motivation),
        "target": write_target(note, root=root),
    }
    if via := _via(sent, members["id"]):
        members["via"] = via
    return members | {name: each for name, each in sent.items() if name not in _OURS}


def write_target(note: StoredNote, *, root: str) -> Any:
    """Write what a note is about now (Model, 4)."""
    sent = next(iter(as_list((note.source or {}).get("target"))), None)
    extra = sent if isinstance(sent, dict) else {}
    rest = {name: each for name, each in extra.items() if name not in _OURS_OF_A_TARGET}
    if note.passage:
        return _words_target(note, note.passage, extra, root=root) | rest
    if note.box and note.image:
        return _box_target(note, note.box, root=root) | rest
    whole = root + addresses.document(note.document, page=note.page)
    return {"type": "SpecificResource", "source": whole} | rest if rest else whole


def _words_target(
    note: StoredNote, passage: PassageNow, sent: Mapping[str, Any], *, root: str
) -> Members:
    selectors = _selectors(passage.selectors)
    if passage.is_as_chosen and _quotes(sent, passage.selectors):
        selectors += _other_selectors(sent)
    state: Members = {VERSION: passage.version}
    if passage.version_made_at:
        state = {"type": "TimeState", "sourceDate": _moment(passage.version_made_at), **state}
    return {
        "type": "SpecificResource",
        "source": root + own.text(note.document, passage.text),
        "styleClass": note.colour,
        "selector": selectors,
        "state": state,
    }


def _box_target(note: StoredNote, box: tuple[int, ...], *, root: str) -> Members:
    value = f"xywh=pixel:{','.join(map(str, box))}"
    fragment = {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": value}
    return {
        "type": "SpecificResource",
        "source": root + addresses.image_service(note.image),
        "scope": root + addresses.document(note.document, page=note.page),
        "styleClass": note.colour,
        "selector": fragment,
    }


def _selectors(found: Selectors) -> list[Members]:
    """Say which words are meant in three ways (Model, 4.2): quote, position, blocks."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": found.exact,
        "prefix": found.prefix,
        "suffix": found.suffix,
    }
    position = {"type": "TextPositionSelector", "start": found.start, "end": found.end}
    return [quote, position, _blocks(found)]


def _blocks(found: Selectors) -> Members:
    """Say it by the ids of blocks and the offsets in them (Model, 4.2.2, 4.2.8 and 4.2.9)."""
    if found.first_block == found.last_block:
        return _in_block(found.first_block, found.first_offset, found.last_offset)
    return {
        "type": "RangeSelector",
        "startSelector": _in_block(found.first_block, found.first_offset, found.first_offset),
        "endSelector": _in_block(found.last_block, found.last_offset, found.last_offset),
    }


def _in_block(block: str, start: int, end: int) -> Members:
    name = block.replace("\\", r"\\").replace('"', r"\"")
    return {
        "type": "CssSelector",
        "value": f'[data-block="{name}"]',
        "refinedBy": {"type": "TextPositionSelector", "start": start, "end": end},
    }


def _quotes(sent: Mapping[str, Any], found: Selectors) -> bool:
    """Tell whether a client's target is of these words: not if the note was moved since."""
    return any(
        isinstance(selector, dict)
        and (
            selector.get("exact") == found.exact
            or (selector.get("start"), selector.get("end")) == (found.start, found.end)
        )
        for selector in as_list(sent.get("selector"))
    )


def _other_selectors(sent: Mapping[str, Any]) -> list[Any]:
    return [
        selector
        for selector in as_list(sent.get("selector"))
        if isinstance(selector, dict) and not _OUR_SELECTORS & set(words(selector.get("type")))
    ]


def _bodies(said: Words, sent: Mapping[str, Any], *, purpose: str) -> Any:
    """Give the bodies back as they came, unless the note was edited since."""
    if sent and _sent_words(sent) == said:
        return _as_sent(sent)
    is_purpose = purpose in MOTIVATIONS
    return write_bodies(said.body, said.tags, purpose=purpose if is_purpose else COMMENTING)


def _as_sent(sent: Mapping[str, Any]) -> Any:
    """Give bodies back, each called what it is."""
    if sent.get("bodyValue") is not None:
        return {"type": TEXTUAL_BODY, "value": sent["bodyValue"], "format": PLAIN}
    bodies = [
        {name: each for name, each in body.items() if each is not None} | {"type": TEXTUAL_BODY}
        for body in as_list(sent.get("body"))
    ]
    return bodies[0] if len(bodies) == 1 and isinstance(sent["body"], dict) else bodies


def _sent_words(sent: Mapping[str, Any]) -> Words | None:
    try:
        found = read_bodies(dict(sent))
    except Rejected:  # it was taken under other rules
        return None
    return Words(found.body.strip(), found.tags)


def _motivation(note: StoredNote, said: Words, sent: Mapping[str, Any]) -> Any:
    """Say why it was written; of one made in the reader, what its contents tell."""
    if sent.get("motivation") and _sent_motivation(sent) == note.motivation:
        return sent["motivation"]
    return natural_motivation(said) if note.motivation == COMMENTING else note.motivation


def _sent_motivation(sent: Mapping[str, Any]) -> str:
    try:
        return read_annotation(dict(sent)).motivation
    except Rejected:
        return ""


def _contexts(sent: Mapping[str, Any]) -> Any:
    """Give the client's contexts too, but let ours say the last word (JSON-LD, 4.1)."""
    others = [
        each
        for each in as_list(sent.get("@context"))
        if not (isinstance(each, str) and each in CONTEXTS)
    ]
    return [*others, CONTEXT] if others else CONTEXT


def _audience(note: StoredNote, sent: Mapping[str, Any], *, root: str) -> Any:
    """Say who sees it, as far as that concerns whoever asks: the containers that hold it."""
    if note.audience == Audience.PUBLIC:
        paths = [own.PUBLIC]
    elif note.audience == Audience.GROUPS and note.groups:
        paths = [own.group_container(group) for group in note.groups]
    else:
        paths = [own.MINE]
    ours = [{"id": root + path, "type": "Audience"} for path in paths]
    audiences = [*ours, *_other_audiences(sent)]
    return audiences[0] if len(audiences) == 1 else audiences


def _other_audiences(sent: Mapping[str, Any]) -> Iterable[Any]:
    return (each for each in as_list(sent.get("audience")) if own.CONTAINER not in iri_of(each))


def _via(sent: Mapping[str, Any], identifier: str) -> Any:
    """Keep the address that a client gave its annotation (Protocol, 5.1)."""
    given = sent.get("id")
    if not isinstance(given, str) or given == identifier:
        return sent.get("via")
    others = [each for each in as_list(sent.get("via")) if each != given]
    return [given, *others] if others else given


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
