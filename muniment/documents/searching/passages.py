"""Cut a text into passages of one language and one voice, and say where its pages begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from muniment.core.text.model import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Note,
    PageBreak,
    TextTree,
    Voice,
)
from muniment.search.records import PageStart, Passage


class Speech(NamedTuple):
    """In which language words are, and whose they are."""

    language: str
    voice: str


@dataclass(slots=True)
class _Leaf:
    """Numbers of a leaf's first passage, of the one after its own, and after other readings."""

    first: int
    after: int
    end: int = 0


@dataclass(slots=True)
class _Cutting:
    """What has been cut so far."""

    passages: list[Passage] = field(default_factory=list)
    leaves: dict[tuple[str, str], _Leaf] = field(default_factory=dict)  # (note or "", leaf id)
    notes: dict[str, int] = field(default_factory=dict)  # note → its first passage

    def add(self, flow: str, leaf: Block, speech: Speech) -> None:
        """Cut a leaf; its other readings follow it."""
        first = len(self.passages)
        align = leaf.attrs.get("align", "")
        plain = leaf.plain or ""
        for start, end, own in runs_of(plain, leaf.marks, speech):
            if not plain[start:end].isspace():
                passage = Passage(plain[start:end], *own, leaf=leaf.id, offset=start, align=align)
                self.passages.append(passage)
        found = self.leaves[flow, leaf.id] = _Leaf(first, len(self.passages))
        for mark in leaf.marks:
            if mark.kind == MarkKind.READING and (text := (mark.attrs or {}).get("text", "")):
                passage = Passage(
                    text, speech.language, Voice.APPARATUS, leaf.id, mark.start, align
                )
                self.passages.append(passage)
        found.end = len(self.passages)

    def place(self, flow: str, leaf: str, offset: int) -> tuple[int, int] | None:
        """Find the passage, and the place in it, of a place in a leaf."""
        found = self.leaves.get((flow, leaf))
        if found is None:
            return None
        for number in range(found.first, found.after):
            passage = self.passages[number]
            if offset < passage.offset + len(passage.plain):
                return number, max(0, offset - passage.offset)
        return found.end, 0


def cut_text(
    tree: TextTree, *, keys: Mapping[int, str], labels: Mapping[str, str]
) -> tuple[tuple[Passage, ...], tuple[PageStart, ...]]:
    """Give the passages of a text, and its pages.

    `keys` says which page each break begins, by the break's sequence; a break that is not in it
    begins none. A note stands on the page where it is called, so that a page may begin again.
    """
    cutting = _cut(tree)
    breaks = [b for b in tree.page_breaks if b.sequence in keys]
    starts = [*_body_starts(breaks, cutting, keys), *_note_starts(tree, breaks, cutting, keys)]
    pages: list[PageStart] = []
    for (passage, offset), key in sorted(starts, key=lambda start: start[0]):
        if pages and (pages[-1].passage, pages[-1].offset) == (passage, offset):
            pages.pop()  # a blank page, or a break before a note
        if passage < len(cutting.passages) and not (pages and pages[-1].key == key):
            pages.append(PageStart(key, labels.get(key, ""), passage, offset))
    return tuple(cutting.passages), _from_the_beginning(pages)


def _cut(tree: TextTree) -> _Cutting:
    cutting = _Cutting()
    for flow, leaf, speech in spoken(tree):
        if flow:
            cutting.notes.setdefault(flow, len(cutting.passages))
        cutting.add(flow, leaf, speech)
    return cutting


def spoken(
    tree: TextTree, *, without: Collection[BlockKind] = ()
) -> Iterator[tuple[str, Block, Speech]]:
    """Yield the leaves of a text in canonical order, each with its note ("" in the body).

    Their language and voice are those that they have or inherit. Blocks of the kinds `without`
    are left out with all that is in them.
    """
    own = Speech(tree.language, str(Voice.AUTHOR))
    for leaf, speech in _spoken(tree.body, own, without):
        yield "", leaf, speech
    for note in tree.notes:
        for leaf, speech in _spoken(note.children, _speech_of_note(note, own), without):
            yield note.id, leaf, speech


def _speech_of_note(note: Note, own: Speech) -> Speech:
    return Speech(note.lang or own.language, note.voice or str(Voice.NOTE))


def _spoken(
    blocks: Iterable[Block], above: Speech, without: Collection[BlockKind]
) -> Iterator[tuple[Block, Speech]]:
    for block in blocks:
        if block.kind in without:
            continue
        attrs = block.attrs
        own = Speech(attrs.get("lang") or above.language, attrs.get("voice") or above.voice)
        if block.plain is not None:
            yield block, own
        yield from _spoken(block.children, own, without)


def runs_of(plain: str, marks: Sequence[Mark], speech: Speech) -> Iterator[tuple[int, int, Speech]]:
    """Cut a leaf where language or voice changes; of marks within each other the inner rules."""
    spans = sorted(
        (mark for mark in marks if mark.kind in _SPEECH_MARKS and mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end),
    )
    if not spans:
        if plain:
            yield 0, len(plain), speech
        return
    cuts = sorted({0, len(plain), *(p for m in spans for p in (m.start, m.end))})
    begun, before = 0, None
    for start in cuts[:-1]:
        now = _speech_at(start, spans, speech)
        if before is not None and now != before:
            yield begun, start, before
            begun = start
        before = now
    if before is not None:
        yield begun, len(plain), before


_SPEECH_MARKS = frozenset({MarkKind.LANGUAGE, MarkKind.VOICE})


def _speech_at(offset: int, spans: Iterable[Mark], speech: Speech) -> Speech:
    language, voice = speech
    for mark in spans:
        if mark.start <= offset < mark.end and mark.attrs:
            language = mark.attrs.get("lang") or language
            voice = mark.attrs.get("voice") or voice
    return Speech(language, voice)


_Start = tuple[tuple[int, int], str]


def _body_starts(
    breaks: Iterable[PageBreak], cutting: _Cutting, keys: Mapping[int, str]
) -> list[_Start]:
    placed = ((cutting.place(b.flow, b.leaf, b.offset), keys[b.sequence]) for b in breaks)
    return [(place, key) for place, key in placed if place]


def _note_starts(
    tree: TextTree, breaks: Sequence[PageBreak], cutting: _Cutting, keys: Mapping[int, str]
) -> list[_Start]:
    """Begin, at each note, the page on which it is called."""
    if not cutting.notes or not breaks:
        return []
    in_body = sorted(_body_starts([b for b in breaks if not b.flow], cutting, keys))
    places = [place for place, _ in in_body]
    starts: list[_Start] = []
    for leaf in tree.body_leaves():
        for mark in leaf.marks:
            note = (mark.attrs or {}).get("note", "") if mark.kind == MarkKind.NOTE else ""
            first = cutting.notes.get(note)
            at = cutting.place("", leaf.id, mark.start)
            if places and first is not None and at is not None:
                page = max(0, bisect_right(places, at) - 1)
                starts.append(((first, 0), in_body[page][1]))
    return starts


def _from_the_beginning(pages: Sequence[PageStart]) -> tuple[PageStart, ...]:
    """Let the first page hold what stands before its break; a text without pages has one."""
    if not pages:
        return (PageStart("", "", 0, 0),)
    return (PageStart(pages[0].key, pages[0].label, 0, 0), *pages[1:])
