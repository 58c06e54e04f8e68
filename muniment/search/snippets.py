"""Cut the best piece out of a page: where most of the different hits stand close together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from muniment.search.results import Piece

ELLIPSIS = "…"
_Span = tuple[int, int]


def snippet(plain: str, spans: Sequence[_Span], *, width: int = 240) -> tuple[Piece, ...]:
    """Cut about `width` characters out of a string, with the hits among them marked.

    `spans` are in order and do not overlap. Without any the beginning is given. White space is
    written as one space; "…" stands where something was left out.
    """
    first, last = _best_run(plain, spans, width) if spans else (0, 0)
    start, end = _window(plain, first, last, width)
    pieces = [Piece(ELLIPSIS)] if plain[:start].strip() else []
    at = start
    for hit_start, hit_end in spans:
        if start <= hit_start < hit_end and hit_start < end:
            pieces.append(Piece(_spaced(plain[at:hit_start])))
            at = min(hit_end, end)
            pieces.append(Piece(_spaced(plain[hit_start:at]), is_hit=True))
    pieces.append(Piece(_spaced(plain[at:end])))
    if plain[end:].strip():
        pieces.append(Piece(ELLIPSIS))
    return _together(pieces)


def _best_run(plain: str, spans: Sequence[_Span], width: int) -> _Span:
    """Find the run of hits within the width that has most different words, then most hits."""
    words: Counter[str] = Counter()
    best, best_score, last = spans[0], (0, 0), 0
    for first, (start, end) in enumerate(spans):
        while last < len(spans) and (last == first or spans[last][1] - start <= width):
            words[_word(plain, spans[last])] += 1
            last += 1
        score = (len(words), last - first)
        if score > best_score:
            best, best_score = (start, max(end, spans[last - 1][1])), score
        word = _word(plain, spans[first])
        words[word] -= 1
        if not words[word]:
            del words[word]
    return best


def _word(plain: str, span: _Span) -> str:
    return plain[span[0] : span[1]].lower()


def _window(plain: str, first: int, last: int, width: int) -> _Span:
    """Give a run of hits its surroundings, both ends at the ends of words."""
    spare = max(0, width - (last - first))
    end = min(len(plain), last + spare - min(first, spare // 2))
    start = max(0, min(first, end - max(width, last - first)))
    return _start_of_word(plain, start, first), _end_of_word(plain, end, last)


def _start_of_word(plain: str, start: int, latest: int) -> int:
    if start == 0 or plain[start - 1].isspace():
        return start
    for at in range(start, latest):
        if plain[at].isspace():
            return at + 1
    return start if latest - start > _LONG else latest


def _end_of_word(plain: str, end: int, earliest: int) -> int:
    if end == len(plain) or plain[end].isspace():
        return end
    for at in range(end, earliest, -1):
        if plain[at - 1].isspace():
            return at - 1
    return end if end - earliest > _LONG else max(earliest, 0)


_LONG = 20  # characters without white space that are no word: the script does without it


def _spaced(plain: str) -> str:
    """Write white space as one space each, at the ends too."""
    words = " ".join(plain.split())
    if not words:
        return " " if plain else ""
    return f"{' ' * plain[0].isspace()}{words}{' ' * plain[-1].isspace()}"


def _together(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one kind; trim both ends."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].is_hit == piece.is_hit:
            piece = Piece(joined.pop().plain + piece.plain, is_hit=piece.is_hit)
        if piece.plain:
            joined.append(piece)
    return tuple(joined)
