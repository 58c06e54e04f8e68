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
from muniment.search.words.tokens import Token, cut, joined

GAP = "_"  # in `names`: other words stand between two names
_MOST_STEMS = 400_000


class _StemTokens(dict[str, str]):
    """The tokens of `stems` of one language, by word."""

    def __init__(self, language: str) -> None:
        super().__init__()
        primary = language.partition("-")[0].lower()
        self.language = primary if primary in STEMMED else ""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        if languages_for(word, (self.language,)):
            token = fields.stem_token(self.language, stem(word, self.language))
        else:
            token = fields.unstemmed(word)
        self[word] = token
        return token


_STEM_TOKENS: dict[str, _StemTokens] = {}


def stem_language(language: str) -> str:
    """Give the language by which words of this one are stemmed; "und" if there is none."""
    return _table(language).language or fields.UNKNOWN


def _table(language: str) -> _StemTokens:
    table = _STEM_TOKENS.get(language)
    if table is None:
        table = _STEM_TOKENS[language] = _StemTokens(language)
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
    run, joins = (_run(tokens, plain, language) for tokens in (cut(plain), joined(plain)))
    return Cut(voice, language, plain, passages, starts, run, joins)


def _run(tokens: list[Token], plain: str, language: str) -> Run:
    words = [token.text for token in tokens]
    stems = list(map(_table(language).__getitem__, words))
    names = [name_key(plain[t.start : t.end]) if is_keyed(t) else "" for t in tokens]
    return Run(words, stems, names, [token.start for token in tokens])


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
