"""Find the places of a text that a query's words matched, to mark them and to show snippets."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from muniment.search.lexicon import SEVERAL, START, Traits, lexicon, start_of
from muniment.search.query.names import TEXT_FIELDS
from muniment.search.query.people import may_be_names
from muniment.search.query.tree import And, Node, Or, Phrase, Word
from muniment.search.words.names import is_keyed, name_key, query_keys
from muniment.search.words.stems import primary, stem
from muniment.search.words.tokens import PARTS, WORD, Token, cut, joined

Span = tuple[int, int]
_Typed = tuple[str, str]  # a word folded, and as it was written (which names are keyed by)

_WILDCARD = re.compile(r"([*?])")
_OTHER_NAME_SLOP = 2  # a patronymic may stand between


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Words in order, by their bits in a mask; `slop` others may stand between.

    They are found in strings of one zone only, or in all if it is "".
    """

    bits: tuple[int, ...]
    slop: int = 0
    zone: str = ""


class _Wanted(NamedTuple):
    """What is looked for in a string: the bits of single words, and phrases."""

    single: int
    phrases: list[_Sequence]


_Found = tuple[int, int, int, int]  # number of the word in the string, mask, start, end
# For a word as it is written: (mask, start, end) of each of its parts.
_Roles = tuple[tuple[int, int, int], ...]
_NONE: _Roles = ((0, 0, 0),)
_IsFound = Callable[[str], object]  # of a folded word: something true if it is found


@dataclass(frozen=True, slots=True)
class _Test:
    """A test of folded words, with its bit; `start` is how all begin that it finds."""

    is_found: _IsFound
    bit: int
    start: str


class _Words(dict[str, _Roles]):
    """What the words of one language are to the query."""

    def __init__(self, vocabulary: _Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._language = language
        self._lexicon = lexicon(language)
        self._is_other = frozenset(vocabulary.traits(language)).isdisjoint

    def __missing__(self, raw: str) -> _Roles:
        parts, vocabulary = PARTS[raw], self._vocabulary
        if self._is_other(self._lexicon[raw]) and not vocabulary.passes_test(parts[0][0]):
            self[raw] = _NONE
            return _NONE
        mask = vocabulary.mask
        roles = tuple((mask(part, raw, self._language), part[1], part[2]) for part in parts)
        self[raw] = roles
        return roles

    def found(self, plain: str) -> list[_Found]:
        """Find the words of a string that are some of the query's."""
        found: list[_Found] = []
        number = 0
        is_other, traits = self._is_other, self._lexicon
        is_each_tested = any(len(test.start) < START for test in self._vocabulary.tests)
        for match in WORD.finditer(plain):
            raw = match[0]
            if self[raw] is _NONE if is_each_tested else is_other(traits[raw]):
                number += 1
                continue
            start = match.start()
            for mask, first, last in self[raw]:
                if mask:
                    found.append((number, mask, start + first, start + last))
                number += 1
        return found


@dataclass(slots=True)
class _Vocabulary:
    """The words of a query, by what they are compared with; each has a bit of its own."""

    size: int = 0
    typed: dict[str, int] = field(default_factory=dict)
    stemmed: dict[str, int] = field(default_factory=dict)  # words whose stems count
    names: dict[str, int] = field(default_factory=dict)
    tests: list[_Test] = field(default_factory=list)
    _stems: dict[str, dict[str, int]] = field(default_factory=dict)

    def new_bit(self) -> int:
        """Give a bit that no word has."""
        self.size += 1
        return 1 << (self.size - 1)

    def add(self, word: str, *, exact: bool, keys: Iterable[str]) -> int:
        """Take in a folded word, with its keys as a name; give its bit."""
        bit = self.new_bit()
        self.typed[word] = self.typed.get(word, 0) | bit
        if not exact:
            self.stemmed[word] = self.stemmed.get(word, 0) | bit
        for key in keys:
            self.names[key] = self.names.get(key, 0) | bit
        return bit

    def add_test(self, is_found: _IsFound, *, start: str = "") -> int:
        """Take in a test of folded words; give its bit."""
        bit = self.new_bit()
        self.tests.append(_Test(is_found, bit, start))
        return bit

    def passes_test(self, text: str) -> bool:
        """Tell whether one of the tests finds a folded word."""
        return any(test.is_found(text) for test in self.tests)

    def stems(self, language: str) -> dict[str, int]:
        """Give the bits by stem in a language."""
        if language not in self._stems:
            stems: dict[str, int] = {}
            for word, bits in self.stemmed.items():
                stemmed = stem(word, language)
                stems[stemmed] = stems.get(stemmed, 0) | bits
            self._stems[language] = stems
        return self._stems[language]

    def traits(self, language: str) -> Traits:
        """Give all by which a word of a text may be one of the query's, unless it passes a test."""
        stems = {stem(word, language) for word in self.typed}
        starts = {start_of(test.start) for test in self.tests if len(test.start) >= START}
        return (SEVERAL, *stems, *self.names, *starts)

    def mask(self, token: tuple[str, int, int, bool], plain: str, language: str) -> int:
        """Give the bits of all words of the query that match a token of a string."""
        text, start, end, is_name = token
        mask = self.typed.get(text, 0)
        if self.stemmed:
            mask |= self.stems(language).get(stem(text, language), 0)
        if is_name and self.names and is_keyed(Token(*token)):
            mask |= self.names.get(name_key(plain[start:end]), 0)
        for test in self.tests:
            if test.is_found(text):
                mask |= test.bit
        return mask


class Marker:
    """Finds the words of one query in any number of strings."""

    def __init__(self, vocabulary: _Vocabulary, sequences: Iterable[_Sequence]) -> None:
        self._vocabulary = vocabulary
        self._words: dict[str, _Words] = {}
        self._sequences = tuple(dict.fromkeys(sequences))
        self._wanted: dict[tuple[str, ...], _Wanted] = {}

    @classmethod
    def of(
        cls,
        query: Node,
        *,
        languages: Iterable[str] = (),
        other_forms: Mapping[str, frozenset[str]] | None = None,
    ) -> Marker:
        """Make the marker of a query.

        `other_forms` are the other names of what was typed (folded words with spaces between).
        `languages` are prepared at once, others when they are met.
        """
        vocabulary = _Vocabulary()
        forms = other_forms or {}
        sequences = [
            *(s for leaf in _leaves(query) for s in _sequences(leaf, vocabulary, forms)),
            *(s for name in may_be_names(query) for s in _other_names(name, vocabulary, forms)),
        ]
        for language in languages:
            vocabulary.stems(primary(language))
        return cls(vocabulary, sequences)

    def find(self, plain: str, language: str, *zones: str) -> list[Span]:
        """Find what to mark in a string of one language: spans in order that do not overlap.

        `zones` are those that the string is in: of text its voice's (see `fields.zone_of`). What
        is asked of a zone is marked in no other.
        """
        wanted = self._wanted_in(zones)
        if not wanted.single and not wanted.phrases:
            return []
        language = primary(language)
        words = self._words.get(language)
        if words is None:
            words = self._words[language] = _Words(self._vocabulary, language)
        found = words.found(plain)
        spans = [(start, end) for _, mask, start, end in found if mask & wanted.single]
        for phrase in wanted.phrases:
            spans += _phrase_spans(found, phrase)
        if wanted.single:
            for token in joined(plain):
                if self._vocabulary.mask(token, plain, language) & wanted.single:
                    spans.append((token.start, token.end))
        return _merged(spans)

    def _wanted_in(self, zones: tuple[str, ...]) -> _Wanted:
        if zones not in self._wanted:
            own = [s for s in self._sequences if not s.zone or s.zone in zones]
            single = 0
            for sequence in own:
                single |= sequence.bits[0] if len(sequence.bits) == 1 else 0
            self._wanted[zones] = _Wanted(single, [s for s in own if len(s.bits) > 1])
        return self._wanted[zones]


def _phrase_spans(found: list[_Found], phrase: _Sequence) -> Iterator[Span]:
    for index, (number, mask, _, _) in enumerate(found):
        if mask & phrase.bits[0]:
            farthest = number + len(phrase.bits) - 1 + phrase.slop
            words = _follow(found, index, phrase.bits, farthest)
            if words and phrase.slop:
                yield from (word[2:] for word in words)
            elif words:
                yield words[0][2], words[-1][3]


def _follow(found: list[_Found], index: int, bits: tuple[int, ...], farthest: int) -> list[_Found]:
    """Find the words of a phrase from its first on, none beyond word number `farthest`."""
    words = [found[index]]
    for word in found[index + 1 : index + 1 + farthest - words[0][0]]:
        if word[0] > farthest or len(words) == len(bits):
            break
        if word[1] & bits[len(words)]:
            words.append(word)
    return words if len(words) == len(bits) else []


def _merged(spans: list[Span]) -> list[Span]:
    spans.sort()
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _leaves(query: Node) -> Iterator[Word | Phrase]:
    """Give the words and phrases that make hits, none under a NOT."""
    waiting = [query]
    while waiting:
        node = waiting.pop()
        if isinstance(node, And | Or):
            waiting.extend(reversed(node.parts))
        elif isinstance(node, Word | Phrase):
            yield node


def _sequences(
    leaf: Word | Phrase, vocabulary: _Vocabulary, other_forms: Mapping[str, frozenset[str]]
) -> Iterator[_Sequence]:
    zone = TEXT_FIELDS.get(leaf.field, leaf.field)
    if isinstance(leaf, Word) and _WILDCARD.search(leaf.text):
        pattern = _pattern(leaf.text)
        if pattern.strip("*?"):
            is_found = re.compile(fnmatch.translate(pattern)).match
            start = _WILDCARD.split(pattern)[0]
            yield _Sequence((vocabulary.add_test(is_found, start=start),), zone=zone)
        return
    typed = leaf.words if isinstance(leaf, Phrase) else (leaf.text,)
    words = [word for part in typed for word in _typed(part)]
    if isinstance(leaf, Word) and leaf.fuzzy and len(words) == 1:
        bit = vocabulary.add_test(_nearness(words[0][0], min(leaf.fuzzy, 2)))
        yield _Sequence((bit,), zone=zone)
        return
    forms = [(words, leaf.slop if isinstance(leaf, Phrase) else 0)]
    if isinstance(leaf, Word):
        forms += [([(join.text, leaf.text)], 0) for join in joined(leaf.text)]
    if not leaf.exact:
        others = other_forms.get(" ".join(text for text, _ in words), ())
        forms += [(_typed(other), _OTHER_NAME_SLOP) for other in sorted(others)]
    for form, slop in forms:
        if form:
            yield _Sequence(_bits(form, vocabulary, exact=leaf.exact), slop, zone)


def _other_names(
    name: Iterable[str], vocabulary: _Vocabulary, other_forms: Mapping[str, frozenset[str]]
) -> Iterator[_Sequence]:
    """Give the other names of whoever is called so in several words."""
    words = [text for part in name for text, _ in _typed(part)]
    for other in sorted(other_forms.get(" ".join(words), ())):
        yield _Sequence(_bits(_typed(other), vocabulary, exact=False), _OTHER_NAME_SLOP)


def _typed(part: str) -> list[_Typed]:
    return [(token.text, part[token.start : token.end]) for token in cut(part)]


def _bits(words: list[_Typed], vocabulary: _Vocabulary, *, exact: bool) -> tuple[int, ...]:
    keys = [() if exact else query_keys(written) for _, written in words]
    if not all(keys):
        keys = [()] * len(words)  # a phrase is found by keys only where every word has one
    return tuple(
        vocabulary.add(text, exact=exact, keys=word_keys)
        for (text, _), word_keys in zip(words, keys, strict=True)
    )


def _pattern(text: str) -> str:
    return "".join(
        part if part in ("*", "?") else "".join(token.text for token in cut(part))
        for part in _WILDCARD.split(text)
    )


def _nearness(wanted: str, most: int) -> Callable[[str], bool]:
    """Make the test whether a word is at most so many edits away (a swap is one edit)."""
    length, letters = len(wanted), frozenset(wanted)

    def is_near(word: str) -> bool:
        # An edit changes two letters at most.
        if abs(len(word) - length) > most or len(letters.symmetric_difference(word)) > 2 * most:
            return False
        before: list[int] = []
        row = list(range(length + 1))
        for i, letter in enumerate(word, start=1):
            older, before, row = before, row, [i]
            for j, other in enumerate(wanted, start=1):
                cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
                if i > 1 and j > 1 and letter == wanted[j - 2] and word[i - 2] == other:
                    cost = min(cost, older[j - 2] + 1)
                row.append(cost)
            if min(row) > most:
                return False
        return row[-1] <= most

    return is_near
