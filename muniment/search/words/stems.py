"""Stems of folded words, by language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import local

import Stemmer

_ALGORITHMS = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}

STEMMED: frozenset[str] = frozenset(_ALGORITHMS)

_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK = re.compile("[\u0370-\u03ff]")
_LATIN = re.compile("[a-z]")
_SCRIPTS = {"ru": _CYRILLIC, "el": _GREEK}

# Stemmers keep state between calls: one of each for each thread.
_stemmers = local()


@lru_cache(maxsize=1_000)
def primary(language: str) -> str:
    """Give the primary tag of a language: "ru" of "ru-petr1708"."""
    return language.replace("_", "-").partition("-")[0].lower()


def stem(word: str, language: str) -> str:
    """Give the stem of a folded word in a language; the word itself where no stemmer knows it.

    Words are folded first, so that "eleves" and "élève" have one stem.
    """
    return _stem(word, primary(language))


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    algorithm = _ALGORITHMS.get(language)
    if not algorithm or not _SCRIPTS.get(language, _LATIN).search(word):
        return word
    prepare = _PREPARED.get(language)
    stemmed: str = _stemmer(algorithm).stemWord(prepare(word) if prepare else word)
    return stemmed or word


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    stemmer = getattr(_stemmers, algorithm, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(algorithm, 0)
        setattr(_stemmers, algorithm, stemmer)
    return stemmer


def languages_for(word: str, present: Iterable[str]) -> tuple[str, ...]:
    """Choose from the languages present those that have stems and the script of the word."""
    tags = sorted({primary(language) for language in present} & STEMMED)
    return tuple(tag for tag in tags if _SCRIPTS.get(tag, _LATIN).search(word))


# Before с, prefixes kept their з until 1918; без- and чрез- before every voiceless consonant.
_OLD_PREFIX = re.compile("^(ра|и|во|ни|бе|чре|чере)з(?=с)|^(бе|чре)з(?=[кпстфхцчшщ])")
_OLD_GENITIVE = re.compile("(?<=...)(а|я)го$")
_OLD_PLURAL = re.compile("(?<=..[^аеиоуыэюя])ыя$")
# Words that end so in themselves: places, and surnames that were genitives long ago.
_NOT_OLD = frozenset("чикаго сантьяго тобаго лумбаго живаго мертваго веселаго шамбинаго".split())


def _modern_russian(word: str) -> str:
    """Write the endings and prefixes of before 1918 as they are now."""
    word = _OLD_PREFIX.sub(lambda found: f"{found[1] or found[2]}с", word)
    if word.endswith("го") and word not in _NOT_OLD:
        return _OLD_GENITIVE.sub(lambda found: "ого" if found[1] == "а" else "его", word)
    return _OLD_PLURAL.sub("ые", word)


def _french_participle(word: str) -> str:
    """Take -ée, -ées as -é: without accents the stemmer takes the first e for a root's."""
    if len(word) > 4:
        return word.removesuffix("s").removesuffix("e") if word.endswith(("ee", "ees")) else word
    return word


_PREPARED: dict[str, Callable[[str], str]] = {
    "ru": _modern_russian,
    "fr": _french_participle,
}
