"""Other names of the people that an archive's registers know: what no rule of spelling can join.

Hitler and Гитлер, Троцкий and Бронштейн have different keys (see `names`); who is found under the
one should also be found under the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from muniment.search.words.names import COMMON, SHORTEST, name_key, query_keys
from muniment.search.words.tokens import cut

MOST_FORMS = 12
LONGEST_NAME = 3  # words of a name without a comma of which the last is taken for the surname
SAFE_KEY = 4  # a shorter key is that of many ordinary words: only the word itself counts
Form = tuple[str, ...]

# The last word of a Russian name that begins with the surname.
_PATRONYMIC = re.compile("(вич|вна|чна|vich|vna|ichna)$")


class OtherNames(Protocol):
    """Knows by which other names people are called."""

    def forms(self, words: Form) -> tuple[Form, ...]:
        """Give the other names of all who are called so, folded words in their natural order."""


class NoOtherNames:
    """Knows nobody: an archive without registers."""

    def forms(self, words: Form) -> tuple[Form, ...]:
        """Give nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a person, each word folded with its keys; `given` are all but the surname."""

    surname: tuple[_Word, ...]
    given: tuple[_Word, ...]

    @property
    def full(self) -> tuple[_Word, ...]:
        return (*self.given[:1], *self.surname)


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word and all by which it may be known."""

    text: str
    marks: frozenset[str]

    @classmethod
    def of(cls, text: str, keys: Iterable[str]) -> _Word:
        kept = {f"={key}" for key in keys if len(key) >= SAFE_KEY}
        return cls(text, frozenset({text, *kept}))

    def is_like(self, other: _Word) -> bool:
        return not self.marks.isdisjoint(other.marks)


class NameBook:
    """The names of many people, in memory."""

    def __init__(self, people: Iterable[tuple[str, ...]]) -> None:
        """Take in all names of each person, "Surname, Given names" or as they are spoken."""
        self._people: dict[str, list[tuple[_Name, ...]]] = defaultdict(list)
        for written in people:
            texts = dict.fromkeys(written)
            names = tuple(name for text in texts if (name := _read(text))) if len(texts) > 1 else ()
            if len(names) > 1:
                marks = {mark for name in names for mark in name.surname[-1].marks}
                for mark in marks:
                    self._people[mark].append(names)

    def forms(self, words: Form) -> tuple[Form, ...]:
        """Give surnames for a surname, else full names; of those that a key joins only one."""
        if not words or (len(words) == 1 and not _is_telling(words[0])):
            return ()
        asked = tuple(_Word.of(word, query_keys(word)) for word in words)
        found: list[tuple[_Word, ...]] = []
        for names in self._called(asked):
            is_surname = any(_same(asked, name.surname) for name in names)
            for name in names:
                if is_surname and _is_pet_name(name, names):
                    continue
                form = name.surname if is_surname else name.full
                if not _covers(asked, form) and not any(_same(form, other) for other in found):
                    found.append(form)
            if len(found) >= MOST_FORMS:
                break
        return tuple(tuple(word.text for word in form) for form in found[:MOST_FORMS])

    def _called(self, asked: tuple[_Word, ...]) -> list[tuple[_Name, ...]]:
        """Find those of whom a name is the words asked: the surname, alone or with others."""
        marks = dict.fromkeys(mark for word in asked for mark in sorted(word.marks))
        near = {id(names): names for mark in marks for names in self._people.get(mark, ())}
        return [names for names in near.values() if any(_fits(asked, name) for name in names)]


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST and word not in COMMON


def _is_pet_name(name: _Name, names: tuple[_Name, ...]) -> bool:
    """Tell "Varya" of Varvara Chashchukhina: many others are called so who share her surname."""
    if name.given or len(name.surname) > 1:
        return False
    beginning = name.surname[0].text[:3]
    return any(word.text.startswith(beginning) for other in names for word in other.given)


def _fits(asked: tuple[_Word, ...], name: _Name) -> bool:
    return _covers(asked, name.surname) and _covers((*name.given, *name.surname), asked)


def _same(some: tuple[_Word, ...], others: tuple[_Word, ...]) -> bool:
    return _covers(some, others) and _covers(others, some)


def _covers(some: tuple[_Word, ...], words: tuple[_Word, ...]) -> bool:
    """Say whether each of the words is like one of some."""
    return all(any(word.is_like(one) for one in some) for word in words)


@lru_cache(maxsize=1 << 17)  # a register changes little from one reading to the next
def _read(text: str) -> _Name | None:
    """Read a name; without a comma its place tells the surname, if the name is short enough."""
    before, comma, after = text.partition(",")
    words, given = _words(before), _words(after)
    if not comma:
        if len(words) > LONGEST_NAME:
            return None
        at = 0 if words and _PATRONYMIC.search(words[-1][0].text) else len(words) - 1
        words, given = words[at : at + 1], [*words[:at], *words[at + 1 :]]
    surname = tuple(word for word, is_name in words if is_name)
    particles = [word for word, is_name in words if not is_name]
    return _Name(surname, (*(word for word, _ in given), *particles)) if surname else None


@lru_cache(maxsize=1 << 16)
def _word(text: str, written: str) -> _Word:
    return _Word.of(text, (name_key(written),))


def _words(text: str) -> list[tuple[_Word, bool]]:
    """Cut into words but for numerals and initials; particles ("von") have no capitals."""
    return [
        (_word(token.text, text[token.start : token.end]), token.is_name)
        for token in cut(text)
        if len(token.text) >= SHORTEST
    ]
