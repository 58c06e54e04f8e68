"""The entries of the pages of a text, and what is kept with them to show snippets.

A page has one range of a text, or several (its body and its notes). Behind each range stand the
next `OVERLAP` tokens of the text, which are the next page's own, so that a phrase may cross; a
hit that begins among them is the next page's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import orjson

from muniment.search import fields
from muniment.search.base import Entry
from muniment.search.cutting import NOTHING, Cut, Run, names_of, voice_runs
from muniment.search.records import DocumentRecord, TextRecord
from muniment.search.words.tokens import end_of_tokens, word_around

OVERLAP = 30


class Piece(NamedTuple):
    """A part of a page's string, of one language and voice; `leaf` and `align` as in `Passage`."""

    start: int
    language: str
    leaf: str
    align: str
    is_own: bool  # not the next page's
    zone: str  # of the voice, see `fields.zone_of`


class StoredPage(NamedTuple):
    """What is kept with the entry of a page; `pieces` are in order and cover `plain`."""

    text: str
    kind: str
    language: str
    key: str
    label: str
    plain: str
    pieces: tuple[Piece, ...]
    has_others: bool  # the document has another text

    @classmethod
    def read(cls, stored: bytes) -> StoredPage:
        """Read what `write` has written."""
        text, kind, language, key, label, plain, pieces, has_others = orjson.loads(stored)
        read = tuple(Piece(*piece) for piece in pieces)
        return cls(text, kind, language, key, label, plain, read, has_others)

    def write(self) -> bytes:
        """Write it for the index."""
        facts = (*self[:6], [tuple(piece) for piece in self.pieces], self.has_others)
        return orjson.dumps(facts)


class Stretch(NamedTuple):
    """Characters from `start` to `end` of a cut, which stand on one page.

    A word that a page break cuts is on both pages; on the second it is `before` the `run` of all
    others.
    """

    key: str  # of the page
    cut: Cut
    start: int
    end: int
    run: Run
    before: Run = NOTHING
    is_own: bool = True


Bound = tuple[int, int]  # a cut's number and an offset in it


def stretches_of(text: TextRecord, cuts: list[Cut]) -> list[Stretch]:
    """Lay a text out on its pages. Their own stretches, one after the other, are all of it."""
    starts = _page_starts(text, cuts)
    following = [*starts[1:], (starts[-1][0], (len(cuts), 0))]
    stretches: list[Stretch] = []
    for (key, start), (next_key, end) in zip(starts, following, strict=True):
        own = list(_between(cuts, start, end, key=key))
        stretches += own
        if own and next_key != key:
            stretches += _overlap(cuts, end, key=key, voice=own[-1].cut.voice)
    return stretches


def page_entries(
    record: DocumentRecord, text: TextRecord, stretches: list[Stretch]
) -> Iterator[Entry]:
    """Give an entry for each page of a text that has words on it."""
    pages: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        pages.setdefault(stretch.key, []).append(stretch)
    for key, own in pages.items():
        if texts := _page_texts(own):
            yield Entry(
                kind="page",
                owner=record.identifier,
                texts=texts,
                tags={
                    fields.SEE: tuple(sorted(record.see)),
                    fields.READ: tuple(sorted(record.read)),
                    fields.PAGE: (fields.page_token(record.identifier, key),),
                },
                stored=_stored(record, text, key=key, stretches=own).write(),
            )


def _page_starts(text: TextRecord, cuts: list[Cut]) -> list[tuple[str, Bound]]:
    """Give the pages' keys and where in the cuts they begin."""
    passages = [(number, start) for number, c in enumerate(cuts) for start in c.starts]
    passages.append((len(cuts), 0))
    starts = []
    for page in text.pages:
        number, start = passages[min(page.passage, len(passages) - 1)]
        starts.append((page.key, (number, start + page.offset)))
    if not starts or starts[0][1] > (0, 0):
        starts.insert(0, (starts[0][0] if starts else "", (0, 0)))
    return starts


def _between(cuts: list[Cut], start: Bound, end: Bound, *, key: str) -> Iterator[Stretch]:
    """Give what stands between two bounds."""
    for number in range(start[0], min(end[0] + 1, len(cuts))):
        c = cuts[number]
        first, begun = word_around(c.plain, start[1]) if number == start[0] else (0, 0)
        last = word_around(c.plain, end[1])[1] if number == end[0] else len(c.plain)
        if first < last:
            before = c.run(first, begun) if first < begun else NOTHING
            yield Stretch(key, c, first, last, c.run(begun, last), before)


def _overlap(cuts: list[Cut], start: Bound, *, key: str, voice: str) -> Iterator[Stretch]:
    wanted, offset = OVERLAP, start[1]
    for c in cuts[start[0] :]:
        if c.voice != voice:
            return
        offset = word_around(c.plain, offset)[1]
        end, found = end_of_tokens(c.plain, offset, wanted)
        if offset < end:
            yield Stretch(key, c, offset, end, c.run(offset, end), is_own=False)
        wanted -= found
        if wanted <= 0:
            return
        offset = 0


def _page_texts(stretches: list[Stretch]) -> dict[str, tuple[str, ...]]:
    parts = [(s.cut.voice, run) for s in stretches for run in (s.before, s.run)]
    joins = [s.cut.joins_within(s.start, s.end) for s in stretches if s.cut.joins]
    runs = [run for _, run in voice_runs(parts)] + [run for run in joins if run.words]
    texts = {
        fields.PAGE_WORDS: tuple([run.words for run in runs]),
        fields.PAGE_STEMS: tuple([run.stems for run in runs]),
        fields.PAGE_NAMES: tuple(filter(None, map(names_of, runs))),
    }
    return {name: value for name, value in texts.items() if value}


def _stored(
    record: DocumentRecord, text: TextRecord, *, key: str, stretches: list[Stretch]
) -> StoredPage:
    plain, length, before = list[str](), 0, None
    pieces = list[Piece]()
    for stretch in stretches:
        if before is not None and before is not stretch.cut:
            plain.append("\n")
            length += 1
        pieces += _pieces(stretch, length)
        words = stretch.cut.plain[stretch.start : stretch.end]
        plain.append(words)
        length += len(words)
        before = stretch.cut
    label = next((page.label for page in text.pages if page.key == key), "")
    facts = (text.key, text.kind, text.language, key, label, "".join(plain))
    return StoredPage(*facts, tuple(pieces), len(record.texts) > 1)


def _pieces(stretch: Stretch, length: int) -> Iterator[Piece]:
    """Give the passages that a stretch touches; `length` is what stands before it on the page."""
    starts = stretch.cut.starts
    first = bisect_right(starts, stretch.start) - 1
    for number in range(first, bisect_left(starts, stretch.end)):
        passage = stretch.cut.passages[number]
        start = length + max(0, starts[number] - stretch.start)
        zone = fields.zone_of(passage.voice)
        yield Piece(start, passage.language, passage.leaf, passage.align, stretch.is_own, zone)
