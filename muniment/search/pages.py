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
from muniment.search.cutting import Cut, Run, names_of, voice_runs
from muniment.search.records import DocumentRecord, TextRecord
from muniment.search.words.tokens import widened

OVERLAP = 30


class Piece(NamedTuple):
    """A part of a page's string, of one language; `leaf` and `align` as in `Passage`."""

    start: int
    language: str
    leaf: str
    align: str
    is_own: bool  # not the next page's


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


class _Stretch(NamedTuple):
    """Characters from `start` to `end` of a cut."""

    cut: Cut
    start: int
    end: int
    is_own: bool = True


Bound = tuple[int, int]  # a cut's number and an offset in it


def page_entries(record: DocumentRecord, text: TextRecord, cuts: list[Cut]) -> Iterator[Entry]:
    """Give an entry for each page of a text that has words on it."""
    for key, stretches in _stretches_by_page(text, cuts).items():
        if texts := _page_texts(stretches):
            stored = _stored(record, text, key=key, stretches=stretches)
            yield Entry(
                kind="page",
                owner=record.identifier,
                texts=texts,
                tags={
                    fields.SEE: tuple(sorted(record.see)),
                    fields.READ: tuple(sorted(record.read)),
                    fields.PAGE: (fields.page_token(record.identifier, key),),
                },
                stored=stored.write(),
            )


def _stretches_by_page(text: TextRecord, cuts: list[Cut]) -> dict[str, list[_Stretch]]:
    starts = _page_starts(text, cuts)
    ends = [bound for _, bound in starts[1:]] + [(len(cuts), 0)]
    pages: dict[str, list[_Stretch]] = {}
    for number, ((key, start), end) in enumerate(zip(starts, ends, strict=True)):
        stretches = pages.setdefault(key, [])
        own = list(_between(cuts, start, end))
        stretches += own
        is_last = number + 1 == len(starts) or starts[number + 1][0] == key
        if own and not is_last:
            stretches += _overlap(cuts, end, voice=own[-1].cut.voice)
    return pages


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


def _between(cuts: list[Cut], start: Bound, end: Bound) -> Iterator[_Stretch]:
    """Give what stands between two bounds; a word that a bound cuts stands on both sides."""
    for number in range(start[0], min(end[0] + 1, len(cuts))):
        plain = cuts[number].plain
        first = widened(plain, start[1], start[1])[0] if number == start[0] else 0
        last = widened(plain, end[1], end[1])[1] if number == end[0] else len(plain)
        if first < last and (number < end[0] or end[1]):
            yield _Stretch(cuts[number], first, last)


def _overlap(cuts: list[Cut], start: Bound, *, voice: str) -> Iterator[_Stretch]:
    wanted, offset = OVERLAP, start[1]
    for c in cuts[start[0] :]:
        if c.voice != voice:
            return
        offset = widened(c.plain, offset, offset)[1]
        first = bisect_left(c.run.starts, offset)
        last = first + wanted
        end = c.run.starts[last] if last < len(c.run.starts) else len(c.plain)
        if offset < end:
            yield _Stretch(c, offset, end, is_own=False)
        wanted -= len(c.run.starts[first:last])
        if wanted <= 0:
            return
        offset = 0


def _page_texts(stretches: list[_Stretch]) -> dict[str, tuple[str, ...]]:
    parts = [(s.cut.voice, _within(s.cut.run, s)) for s in stretches]
    joins = [_within(s.cut.joins, s) for s in stretches if s.cut.joins.words]
    runs = [run for _, run in voice_runs(parts)] + [run for run in joins if run.words]
    names = (" ".join(names_of(run)) for run in runs)
    texts = {
        fields.PAGE_WORDS: tuple(" ".join(run.words) for run in runs),
        fields.PAGE_STEMS: tuple(" ".join(run.stems) for run in runs),
        fields.PAGE_NAMES: tuple(filter(None, names)),
    }
    return {name: value for name, value in texts.items() if value}


def _within(run: Run, stretch: _Stretch) -> Run:
    return run.part(bisect_left(run.starts, stretch.start), bisect_left(run.starts, stretch.end))


def _stored(
    record: DocumentRecord, text: TextRecord, *, key: str, stretches: list[_Stretch]
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


def _pieces(stretch: _Stretch, length: int) -> Iterator[Piece]:
    """Give the passages that a stretch touches; `length` is what stands before it on the page."""
    starts = stretch.cut.starts
    first = bisect_right(starts, stretch.start) - 1
    for number in range(first, bisect_left(starts, stretch.end)):
        passage = stretch.cut.passages[number]
        start = length + max(0, starts[number] - stretch.start)
        yield Piece(start, passage.language, passage.leaf, passage.align, stretch.is_own)
