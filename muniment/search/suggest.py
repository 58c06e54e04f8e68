"""Suggestions while somebody types: titles, people, places and phrases, in whichever script."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from muniment.search import fields
from muniment.search.base import Engine, Order, Reader
from muniment.search.offers import PHRASE, PLACE, find_offers
from muniment.search.plan import All, AnyOf, Nothing, Pattern, Plan, Term, TermSet
from muniment.search.results import Suggestion
from muniment.search.words.names import name_key
from muniment.search.words.tokens import Token, cut

_MORE = 4  # times as many are read as are shown, so that those typed as they stand come first
_SHORTEST_KEY = 3
_MOST_OFFERS = {PLACE: 2, PHRASE: 4}


def suggest(
    engine: Engine, typed: str, *, tokens: frozenset[str], limit: int = 8
) -> tuple[Suggestion, ...]:
    """Suggest what begins as the words typed do, the last of which may be unfinished.

    Titles and people come first, then places, then phrases; the last two only take so much room
    that the others have half of it.
    """
    words = cut(typed)
    if not words:
        return ()
    reader = engine.reader()
    titled = _titled(reader, typed, words, tokens=tokens, limit=limit)
    offered = _offered(reader, words, tokens=tokens, known={_folded(s.label) for s in titled})
    room = max(limit - len(offered), limit // 2)
    titled = titled[:room]
    return (*titled, *offered[: limit - len(titled)])


def _titled(
    reader: Reader, typed: str, words: list[Token], *, tokens: frozenset[str], limit: int
) -> tuple[Suggestion, ...]:
    written = [typed[word.start : word.end] for word in words]
    parts = [_whole(w.text, s) for w, s in zip(words[:-1], written[:-1], strict=True)]
    parts += [_begun(words[-1].text, written[-1]), TermSet(fields.SEE, tuple(sorted(tokens)))]
    found = reader.search(
        All(tuple(parts)),
        kind="suggestion",
        limit=limit * _MORE,
        order=Order(fields.WEIGHT, descending=True),
    )
    suggestions = [Suggestion(*orjson.loads(hit.stored)) for hit in found.hits]
    folded = [word.text for word in words]
    return _distinct(sorted(suggestions, key=lambda s: _rank(s.label, folded)))


def _offered(
    reader: Reader, words: Iterable[Token], *, tokens: frozenset[str], known: set[str]
) -> list[Suggestion]:
    folded = [word.text for word in words]
    return [
        Suggestion(kind, offer.label, f"{kind}:{offer.label}")
        for kind, most in _MOST_OFFERS.items()
        for offer in find_offers(reader, folded, kind=kind, tokens=tokens)[:most]
        if kind == PLACE or _folded(offer.label) not in known
    ]


def _folded(label: str) -> str:
    return " ".join(word.text for word in cut(label))


def _distinct(suggestions: list[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple({(s.kind, s.label): s for s in reversed(suggestions)}.values())[::-1]


def _rank(label: str, typed: list[str]) -> int:
    """Put labels that begin as typed first, then those that have it, then other forms."""
    folded = _folded(label)
    if folded.startswith(" ".join(typed)):
        return 0
    return 1 if any(word.startswith(typed[-1]) for word in folded.split()) else 2


def _whole(word: str, written: str) -> Plan:
    key = name_key(written)
    names: Plan = Term(fields.SUGGESTION_NAMES, key) if key else Nothing()
    return AnyOf((Term(fields.SUGGESTION_WORDS, word), names))


def _begun(word: str, written: str) -> Plan:
    key = name_key(written)
    names: Plan = Nothing()
    if len(key) >= _SHORTEST_KEY:
        names = Pattern(fields.SUGGESTION_NAMES, f"{key}*")
    return AnyOf((Pattern(fields.SUGGESTION_WORDS, f"{word}*"), names))
