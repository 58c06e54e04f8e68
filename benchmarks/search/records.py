"""Page-sized records in English and Russian, from words of our own: the same for every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, product

CHARACTERS = 1_900
WORDS = 30_000
LANGUAGES = ("en", "ru")
FACETS = ("collection", "volume", "author", "place", "subject", "language")
START = date(1900, 1, 1)
DAYS = 60 * 365
RARE_EVERY = 4_999

_SYLLABLES = {
    "en": "ba ren tor mil son ley der win gar for ham ber lin cot mar del por ton ast rid".split(),
    "ru": "ба рен тор мил сон лей дер вин гар фор хам бер лин кот мар дел пор тон аст рид".split(),
}
NAMES = {
    "en": "Litvinov Maisky Chicherin Surits Troyanovsky Umansky Krestinsky Stomonyakov".split(),
    "ru": "Литвинов Майский Чичерин Суриц Трояновский Уманский Крестинский Стомоняков".split(),
}
RARE = {"en": "quillworthy", "ru": "щукоподобный"}


@dataclass(frozen=True, slots=True)
class Page:
    """One record: a document of one page."""

    key: str
    title: str
    body: str
    day: date
    facets: dict[str, str]


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Give the words of a language, the most frequent first: short ones before long."""
    syllables = _SYLLABLES[language]
    words = ["".join(parts) for length in (2, 3, 4) for parts in product(syllables, repeat=length)][
        :WORDS
    ]
    return tuple(words)


@cache
def _weights() -> tuple[float, ...]:
    """Follow Zipf's law, flattened at the top as prose is."""
    return tuple(accumulate(1 / (rank + 10) for rank in range(WORDS)))


def pages(count: int) -> Iterator[Page]:
    """Make so many records."""
    chance = random.Random(20)
    for number in range(count):
        yield _page(number, chance)


def _page(number: int, chance: random.Random) -> Page:
    language = LANGUAGES[number % 2]
    words = chance.choices(vocabulary(language), cum_weights=_weights(), k=CHARACTERS // 7)
    if number % 10 < 2:
        words.insert(len(words) // 2, chance.choice(NAMES[language]))
    if number % RARE_EVERY < 2:
        words.insert(len(words) // 3, RARE[language])
    runs = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    sentences = [run[0].upper() + run[1:] for run in runs]  # names keep their capitals
    facets = {
        "collection": f"c{number % 7}",
        "volume": f"v{number // 950}",
        "author": f"a{int(chance.paretovariate(1)) % 500}",
        "place": f"p{int(chance.paretovariate(1)) % 300}",
        "subject": f"s{chance.randrange(80)}",
        "language": language,
    }
    day = START + timedelta(chance.randrange(DAYS))
    return Page(f"d{number}", " ".join(words[:5]), ". ".join(sentences) + ".", day, facets)


def queries() -> dict[str, list[tuple[str, ...]]]:
    """Give the words of each kind of query, some of each, in both languages."""
    en, ru = vocabulary("en"), vocabulary("ru")
    return {
        "common": [(words[rank],) for rank in range(2, 7) for words in (en, ru)],
        "rare": [(RARE["en"],), (RARE["ru"],)] * 5,
        "phrase": [(w[rank], w[rank + 1]) for rank in range(2, 7) for w in (en, ru)],
        "three": [(w[r], w[r + 20], w[r + 40]) for r in range(30, 35) for w in (en, ru)],
        "prefix": [(words[rank][:5],) for rank in range(500, 505) for words in (en, ru)],
        "fuzzy": [(words[rank],) for rank in range(500, 505) for words in (en, ru)],
        "name": [(name,) for names in zip(NAMES["en"], NAMES["ru"], strict=True) for name in names],
        "narrowed": [(words[rank],) for rank in range(2, 7) for words in (en, ru)],
    }


def other_script(name: str) -> str:
    """Write a name of the list in the other script."""
    both = dict(zip(NAMES["en"] + NAMES["ru"], NAMES["ru"] + NAMES["en"], strict=True))
    return both.get(name, name)


def language_of(word: str) -> str:
    """Tell the language of a word of ours by its script."""
    return "en" if word[0].isascii() else "ru"
