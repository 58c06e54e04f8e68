"""Passages cut into tokens, each three ways: as a word, as a stem of its language, as a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from muniment.search import fields
from muniment.search.records import Passage
from muniment.search.words.names import is_keyed, name_key
from muniment.search.words.stems import STEMMED, languages_for, stem
from muniment.search.words.tokens import PARTS, WORD, Token, joined, written

GAP = "_"  # in `names`: other words stand between two names
_MOST_KEPT = 300_000  # for each language
_LONGEST_KEPT = 80  # letters of what is remembered
_MOST_WORDS_KEPT = 8  # Chinese has no spaces: a sentence is not remembered


class Run(NamedTuple):
    """Tokens that stand together, three ways, with spaces between.

    Of `names`, each name has a space behind it and each other word is a GAP: see `names_of`.
    """

    words: str
    stems: str
    names: str


NOTHING = Run("", "", "")


class _Words(dict[str, str]):
    """What is in the index of words, by how they are written, signs around them included.

    A run is kept as three lines, for there are very many; without a word, it is "".
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        primary = language.partition("-")[0].lower()
        self.language = primary if primary in STEMMED else ""

    def __missing__(self, raw: str) -> str:
        words = WORD.findall(raw)
        if words == [raw]:
            lines = _lines(join([self.of_token(raw, Token(*part)) for part in PARTS[raw]]))
        elif len(words) == 1:
            lines = self[words[0]]
        else:
            lines = _lines(self.run_of(words))
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(raw) <= _LONGEST_KEPT and len(words) <= _MOST_WORDS_KEPT:
            self[raw] = lines
        return lines

    def run_of(self, raws: Iterable[str]) -> Run:
        """Give the tokens of words and of what stands around them."""
        lines = "\n".join(filter(None, map(self.__getitem__, raws))).split("\n")
        return Run(" ".join(lines[0::3]), " ".join(lines[1::3]), "".join(lines[2::3]))

    def of_token(self, plain: str, token: Token) -> Run:
        """Give the one token of a word that stands in a string, three ways."""
        name = name_key(plain[token.start : token.end]) if is_keyed(token) else ""
        return Run(token.text, self._stem(token.text), f"{name} " if name else GAP)

    def _stem(self, word: str) -> str:
        if languages_for(word, (self.language,)):
            return fields.stem_token(self.language, stem(word, self.language))
        return fields.unstemmed(word)


def _lines(run: Run) -> str:
    return "\n".join(run) if run.words else ""


_TABLES: dict[str, _Words] = {}


def stem_language(language: str) -> str:
    """Give the language by which words of this one are stemmed; "und" if there is none."""
    return _table(language).language or fields.UNKNOWN


def _table(language: str) -> _Words:
    table = _TABLES.get(language)
    if table is None:
        table = _TABLES[language] = _Words(language)
    return table


def join(runs: list[Run]) -> Run:
    """Make one run of several that have words."""
    if len(runs) < 2:
        return runs[0] if runs else NOTHING
    words, stems, names = zip(*runs, strict=True)
    return Run(" ".join(words), " ".join(stems), "".join(names))


def run_of(plain: str, language: str) -> Run:
    """Cut a string into tokens."""
    return _table(language).run_of(written(plain))


def joins_of(plain: str, language: str) -> list[tuple[int, Run]]:
    """Give the joined forms of the hyphenated words of a string, and where they begin."""
    of_token = _table(language).of_token
    return [(token.start, of_token(plain, token)) for token in joined(plain)]


def names_of(run: Run) -> str:
    """Give the names of a run, a gap between those that do not follow one another."""
    return f"{GAP} ".join(filter(None, run.names.split(GAP))).rstrip()


class Cut(NamedTuple):
    """Passages of one voice and one language that follow one another, as one string.

    They stand on lines of their own in `plain`, so that a word broken over two of them is one;
    `starts` are where they begin. `joins` are the joined forms of hyphenated words.
    """

    voice: str
    language: str
    plain: str
    passages: list[Passage]
    starts: list[int]
    joins: list[tuple[int, Run]]

    def run(self, start: int, end: int) -> Run:
        """Cut the characters from `start` to `end`, which are in no word, into tokens."""
        return run_of(self.plain[start:end], self.language)

    def joins_within(self, start: int, end: int) -> Run:
        """Give the joined forms that begin between two places."""
        first = bisect_left(self.joins, start, key=itemgetter(0))
        last = bisect_left(self.joins, end, key=itemgetter(0))
        return join([run for _, run in self.joins[first:last]])


def cuts_of(passages: Iterable[Passage]) -> list[Cut]:
    """Put passages together that are of one voice and one language."""
    groups = groupby(passages, key=attrgetter("voice", "language"))
    return [_cut(voice, language, list(group)) for (voice, language), group in groups]


def _cut(voice: str, language: str, passages: list[Passage]) -> Cut:
    plain = "\n".join([passage.plain for passage in passages])
    starts = list(accumulate([len(p.plain) + 1 for p in passages[:-1]], initial=0))
    return Cut(voice, language, plain, passages, starts, joins_of(plain, language))


def voice_runs(parts: Iterable[tuple[str, Run]]) -> Iterator[tuple[str, Run]]:
    """Join runs that follow one another in one voice."""
    for voice, group in groupby(parts, key=itemgetter(0)):
        if runs := [run for _, run in group if run.words]:
            yield voice, join(runs)
