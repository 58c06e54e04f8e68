"""How many spellings and cases a key finds, and how many other words with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.names.people import Listed
from muniment.search.words.names import name_key, query_keys

Index = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many were found, and which were not: (looked for, not found by it)."""

    found: int
    of: int
    missed: tuple[tuple[str, str], ...]

    @property
    def rate(self) -> float:
        """Give the part that was found."""
        return self.found / self.of


def spellings_by_cyrillic(people: Iterable[Listed]) -> Share:
    """Look for every spelling in Latin letters by the name in Cyrillic."""
    return _share((one.surname, spelling) for one in people for spelling in one.spellings)


def cyrillic_by_spellings(people: Iterable[Listed]) -> Share:
    """Look for the name in Cyrillic by every spelling in Latin letters."""
    return _share((spelling, one.surname) for one in people for spelling in one.spellings)


def cases_by_cyrillic(people: Iterable[Listed]) -> Share:
    """Look for every case by the nominative."""
    return _share((one.surname, case) for one in people for case in one.cases)


def cases_by_english(people: Iterable[Listed]) -> Share:
    """Look for every case by the usual English spelling."""
    return _share((one.english, case) for one in people for case in one.cases)


def index(words: Iterable[str]) -> Index:
    """Put words under their keys, as an index does."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if key := name_key(word):
            by_key[key].append(word)
    return by_key


def false_forms(
    people: Iterable[Listed], others: Index, *, typed: Callable[[Listed], str]
) -> dict[str, list[str]]:
    """Give the other words that each query finds."""
    return {
        query: [word for key in query_keys(query) for word in others.get(key, ())]
        for query in map(typed, people)
    }


def mean(found: Mapping[str, Sequence[str]]) -> float:
    """Give the mean number of words a query."""
    return sum(map(len, found.values())) / len(found)


def _share(pairs: Iterable[tuple[str, str]]) -> Share:
    pairs = list(pairs)
    missed = tuple((query, form) for query, form in pairs if not _finds(query, form))
    return Share(len(pairs) - len(missed), len(pairs), missed)


def _finds(query: str, form: str) -> bool:
    key = name_key(form)
    return bool(key) and key in query_keys(query)
