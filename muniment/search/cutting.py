"""Passages cut into tokens, each three ways: as a word, as a stem of its language, as a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from muniment.search import fields
from muniment.search.records import Passage
from muniment.search.words.names import is_keyed, name_key
from muniment.search.words.stems import STEMMED, languages_for, stem
from muniment.search.words.tokens import PARTS, WORD, Token, cut, joined

GAP = "_"  # in `names`: other words stand between two names
_MOST_WORDS = 400_000
_LONGEST_KEPT = 80  # letters of a word that is remembered


_Part = tuple[str, str, str, int]  # word, token of `stems`, name or "", where it begins


class _Words(dict[str, tuple[_Part, ...]]):
    """What the words of one language are in the index, by how they are written."""

    def __init__(self, language: str) -> None:
        super().__init__()
        primary = language.partition("-")[0].lower()
        self.language = primary if primary in STEMMED else ""

    def __missing__(self, raw: str) -> tuple[_Part, ...]:
        parts = tuple(self.part(raw, Token(*part)) for part in PARTS[raw])
        if len(self) >= _MOST_WORDS:
            self.clear()
        if len(raw) <= _LONGEST_KEPT:
            self[raw] = parts
        return parts

    def part(self, plain: str, token: Token) -> _Part:
        """Give the three tokens of a word that stands in a string."""
        name = name_key(plain[token.start : token.end]) if is_keyed(token) else ""
        return token.text, self._stem(token.text), name, token.start

    def _stem(self, word: str) -> str:
        if languages_for(word, (self.language,)):
            return fields.stem_token(self.language, stem(word, self.language))
        return fields.unstemmed(word)


_TABLES: dict[str, _Words] = {}


def stem_language(language: str) -> str:
    """Give the language by which words of this one are stemmed; "und" if there is none."""
    return _table(language).language or fields.UNKNOWN


def _table(language: str) -> _Words:
    table = _TABLES.get(language)
    if table is None:
        table = _TABLES[language] = _Words(language)
    return table


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that stand together, three ways; `starts` are where they begin in the passage."""

    words: list[str]
    stems: list[str]
    names: list[str]  # as many as words; "" where a word is not a name
    starts: list[int]

    def part(self, first: int, last: int) -> Run:
        """Take the tokens from number `first` up to `last`."""
        return Run(
            self.words[first:last],
            self.stems[first:last],
            self.names[first:last],
            self.starts[first:last],
        )


class Cut(NamedTuple):
    """Passages of one voice and one language that follow one another, cut as one string.

    They stand on lines of their own in `plain`, so that a word broken over two of them is one;
    `starts` are where they begin. `joins` are the joined forms of hyphenated words.
    """

    voice: str
    language: str
    plain: str
    passages: list[Passage]
    starts: list[int]
    run: Run
    joins: Run


def cuts_of(passages: Iterable[Passage]) -> list[Cut]:
    """Cut passages into tokens."""
    groups = groupby(passages, key=attrgetter("voice", "language"))
    return [_cut(voice, language, list(group)) for (voice, language), group in groups]


def cut_plain(plain: str, language: str) -> Cut:
    """Cut a string that is not of a text."""
    return _cut("", language, [Passage(plain, language, "")])


def written_words(plain: str) -> list[str]:
    """Give the words of a string as they are written."""
    return [plain[token.start : token.end] for token in cut(plain)]


def _cut(voice: str, language: str, passages: list[Passage]) -> Cut:
    plain = "\n".join([passage.plain for passage in passages])
    starts = list(accumulate([len(p.plain) + 1 for p in passages[:-1]], initial=0))
    table = _table(language)
    run = _run([(m.start(), part) for m in WORD.finditer(plain) for part in table[m[0]]])
    joins = _run([(0, table.part(plain, token)) for token in joined(plain)])
    return Cut(voice, language, plain, passages, starts, run, joins)


def _run(parts: list[tuple[int, _Part]]) -> Run:
    """Make a run of parts, each with the place where what it is a part of begins."""
    return Run(
        [part[0] for _, part in parts],
        [part[1] for _, part in parts],
        [part[2] for _, part in parts],
        [start + part[3] for start, part in parts],
    )


def names_of(run: Run) -> list[str]:
    """Give the names of a run, a gap between those that do not follow one another."""
    names: list[str] = []
    for name in run.names:
        if name:
            names.append(name)
        elif names and names[-1] != GAP:
            names.append(GAP)
    if names and names[-1] == GAP:
        names.pop()
    return names


def voice_runs(parts: Iterable[tuple[str, Run]]) -> Iterator[tuple[str, Run]]:
    """Join runs that follow one another in one voice."""
    voice, words, stems, names = "", list[str](), list[str](), list[str]()
    for next_voice, run in parts:
        if next_voice != voice and words:
            yield voice, Run(words, stems, names, [])
            words, stems, names = [], [], []
        voice = next_voice
        words += run.words
        stems += run.stems
        names += run.names
    if words:
        yield voice, Run(words, stems, names, [])
