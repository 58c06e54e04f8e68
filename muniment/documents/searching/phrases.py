"""The phrases that a document offers while somebody types.

They are of two sorts: names of two to four words ("League of Nations"), and two or three words
that the document has together more than once ("collective security"). Which of them are shown is
counted over documents (see `search.offers`). Words are looked up, not looked at: whether one can
stand in a phrase is found out once for all texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from muniment.core.text.model import Voice
from muniment.documents.searching.little_words import ARTICLES, LINKS, LITTLE_WORDS
from muniment.search.offers import PHRASE, Offer
from muniment.search.records import TextRecord
from muniment.search.words.folding import fold
from muniment.search.words.stems import primary, stem

MOST = 40
"""How many phrases of each sort a document offers in one language: its most frequent ones."""

READ = 3_000
"""Characters after which no other passage of a text is looked at: the index is to be built fast."""

_LONGEST = 60  # characters
_SHORTEST = 3  # letters of a word
_MOST_CAPITALS = 4  # words of a name
_MOST_WORDS = 100_000
_BREAK = "\n.\n"  # before passages: no phrase crosses it

# What a word is to names, as one letter.
_NAME, _NAME_AT_END, _NAME_AT_STOP, _STOP, _LINK, _ARTICLE, _OTHER = "NES.lao"
# Not where a sentence begins: there any word has a capital.
_NAMES = re.compile("(?<![S.N])N(?:(?:la?)?N)*(?:(?:la?)?[ES])?")
_AFTER = ".,:;!?…)]»”\"'’"
_ENDS_SENTENCE = re.compile(r"[.:;!?…][)\]»”\"'’]*$")
_ABBREVIATION = re.compile(r"\w{1,4}\.$")  # "Mr.", or an initial
_POSSESSIVE = ("’s", "'s")


def phrases_of(texts: Iterable[TextRecord]) -> tuple[Offer, ...]:
    """Give the phrases of a document's texts, as the texts write them."""
    plains: dict[str, list[str]] = defaultdict(lambda: [""])
    for text in texts:
        left = READ
        for passage in text.passages:
            if left < 0:
                break
            if passage.voice == Voice.AUTHOR:
                plains[passage.language].append(passage.plain)
                left -= len(passage.plain)
    return tuple(
        Offer(PHRASE, label, primary(language))
        for language, own in plains.items()
        for label in _phrases(_BREAK.join(own).split(), _table(primary(language)))
    )


def _phrases(words: list[str], table: _Words) -> Iterable[str]:
    kinds = "".join(map(table.__getitem__, words))
    names = [label for label, _ in Counter(_names(words, kinds)).most_common(MOST)]
    if not table.little:
        return names
    stems = list(map(table.stems.__getitem__, words))
    return dict.fromkeys((*names, *_repeated(words, stems)))


class _Words(dict[str, str]):
    """What written words of one language are to names, and their stems.

    A word that says little by itself has the stem "", as has what is no word.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.little = LITTLE_WORDS.get(language, frozenset())
        self.stems: dict[str, str] = {}

    def __missing__(self, written: str) -> str:
        bare = written.rstrip(_AFTER)
        folded = fold(bare)
        is_word = len(folded) >= _SHORTEST and folded.replace("-", "").isalpha()
        is_large = is_word and folded not in self.little and bare[0].isalpha()
        self.stems[written] = stem(folded, self.language) if is_large else ""
        kind = self._kind(written, bare) if is_large else self._small_kind(written)
        self[written] = kind
        return kind

    def _kind(self, written: str, bare: str) -> str:
        if not bare[0].isupper():
            return _STOP if _ENDS_SENTENCE.search(written) else _OTHER
        if written == bare:
            return _NAME
        if _ABBREVIATION.fullmatch(written):
            return _OTHER
        return _NAME_AT_STOP if _ENDS_SENTENCE.search(written) else _NAME_AT_END

    def _small_kind(self, written: str) -> str:
        if written in LINKS:
            return _LINK
        if written in ARTICLES:
            return _ARTICLE
        is_abbreviation = written[0].isupper() and _ABBREVIATION.fullmatch(written)
        return _STOP if _ENDS_SENTENCE.search(written) and not is_abbreviation else _OTHER


_TABLES: dict[str, _Words] = {}


def _table(language: str) -> _Words:
    table = _TABLES.get(language)
    if table is None or len(table) > _MOST_WORDS:
        table = _TABLES[language] = _Words(language)
    return table


def _names(words: Sequence[str], kinds: str) -> Iterator[str]:
    for match in _NAMES.finditer(kinds):
        small = match[0].count(_LINK) + match[0].count(_ARTICLE)
        if 1 < len(match[0]) - small <= _MOST_CAPITALS:
            label = _label(words[match.start() : match.end()])
            if not (label.isupper() or label.endswith(_POSSESSIVE) or len(label) > _LONGEST):
                yield label


def _repeated(words: Sequence[str], stems: Sequence[str]) -> Iterator[str]:
    """Give two or three words that stand together more than once, and no part of one given."""
    often = {key for key, times in Counter(stems).items() if key and times > 1}
    likely = compress(range(len(stems) - 1), map(often.__contains__, stems))
    pairs = [n for n in likely if stems[n + 1] in often and words[n][-1].isalpha()]
    begun = set(pairs)
    given: set[tuple[str, ...]] = set()
    for length, starts in ((3, [n for n in pairs if n + 1 in begun]), (2, pairs)):
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n in starts:
            found[tuple(stems[n : n + length])].append(n)
        repeated = [run for run in found if len(found[run]) > 1 and run not in given]
        for run in sorted(repeated, key=lambda run: -len(found[run]))[:MOST]:
            given |= {run[:-1], run[1:]}
            yield min((_label(words[n : n + length]) for n in found[run]), key=_capitals)


def _label(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(_AFTER)


def _capitals(label: str) -> int:
    return sum(map(str.isupper, label))
