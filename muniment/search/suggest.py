"""Suggestions while somebody types: titles, people and phrases, in whichever script."""

from __future__ import annotations

import orjson

from muniment.search import fields
from muniment.search.base import Engine, Order
from muniment.search.plan import All, AnyOf, Nothing, Pattern, Plan, Term, TermSet
from muniment.search.results import Suggestion
from muniment.search.words.names import name_key
from muniment.search.words.tokens import cut

_MORE = 4  # times as many are read as are shown, so that those typed as they stand come first
_SHORTEST_KEY = 3


def suggest(
    engine: Engine, typed: str, *, tokens: frozenset[str], limit: int = 8
) -> tuple[Suggestion, ...]:
    """Suggest what begins as the words typed do, the last of which may be unfinished."""
    words = cut(typed)
    if not words:
        return ()
    written = [typed[word.start : word.end] for word in words]
    parts = [_whole(w.text, s) for w, s in zip(words[:-1], written[:-1], strict=True)]
    parts += [_begun(words[-1].text, written[-1]), TermSet(fields.SEE, tuple(sorted(tokens)))]
    found = engine.reader().search(
        All(tuple(parts)),
        kind="suggestion",
        limit=limit * _MORE,
        order=Order(fields.WEIGHT, descending=True),
    )
    suggestions = [Suggestion(*orjson.loads(hit.stored)) for hit in found.hits]
    folded = [word.text for word in words]
    return _distinct(sorted(suggestions, key=lambda s: _rank(s.label, folded)))[:limit]


def _distinct(suggestions: list[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple({(s.kind, s.label): s for s in reversed(suggestions)}.values())[::-1]


def _rank(label: str, typed: list[str]) -> int:
    """Put labels that begin as typed first, then those that have it, then other forms."""
    words = [token.text for token in cut(label)]
    if " ".join(words).startswith(" ".join(typed)):
        return 0
    return 1 if any(word.startswith(typed[-1]) for word in words) else 2


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
