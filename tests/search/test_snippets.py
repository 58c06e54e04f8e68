"""A snippet shows where the hits stand closest together."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muniment.search.results import Piece
from muniment.search.snippets import snippet

_LOREM = "one two three four five six seven eight nine ten " * 40


def _cut(plain: str, words: str, *, width: int = 60) -> tuple[Piece, ...]:
    spans = [match.span() for match in re.finditer(words, plain)]
    return snippet(plain, spans, width=width)


def _plain(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.plain for piece in pieces)


def test_a_short_string_is_shown_whole() -> None:
    assert _cut("To  the\nCommissar, from me.", "Commissar") == (
        Piece("To the "),
        Piece("Commissar", is_hit=True),
        Piece(", from me."),
    )


def test_it_is_cut_between_words_and_says_so() -> None:
    plain = f"{_LOREM}Commissar {_LOREM}"
    pieces = _cut(plain, "Commissar")
    text = _plain(pieces)
    assert text.startswith("…") and text.endswith("…")
    assert set(text.strip("…").split()) <= set(plain.split())
    assert [piece.plain for piece in pieces if piece.is_hit] == ["Commissar"]
    assert 40 <= len(text) <= 62


def test_the_place_with_most_different_words_is_chosen() -> None:
    plain = f"peace peace peace {_LOREM} war and peace {_LOREM} war"
    hits = [piece.plain for piece in _cut(plain, "peace|war") if piece.is_hit]
    assert hits == ["war", "peace"]


def test_without_hits_the_beginning_is_shown() -> None:
    [piece] = snippet(_LOREM, [], width=30)
    assert piece == Piece("one two three four five six…")
    assert snippet("", []) == ()


def test_hits_at_both_ends_of_a_string_have_no_dots_beyond() -> None:
    assert _plain(_cut(f"{_LOREM}end", "end")).endswith("ten end")
    assert _plain(_cut(f"first {_LOREM}", "first")).startswith("first one")


@given(st.text(alphabet="ab \n北", max_size=200), st.integers(1, 60))
def test_all_of_it_is_from_the_string(plain: str, width: int) -> None:
    spans = [match.span() for match in re.finditer("a+b?", plain)]
    pieces = snippet(plain, spans, width=width)
    spaced = " ".join(plain.split())
    assert _plain(pieces).strip("…").strip() in spaced
    assert any(piece.is_hit for piece in pieces) == bool(spans)
    assert all(one.is_hit != other.is_hit for one, other in pairwise(pieces))
