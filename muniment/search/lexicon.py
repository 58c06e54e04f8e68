"""What the words of texts can be found by, worked out once a word and kept for all queries."""

from __future__ import annotations

from functools import lru_cache
from sys import intern

from muniment.search.words.names import is_keyed, name_key
from muniment.search.words.stems import stem
from muniment.search.words.tokens import PARTS, Token

MOST_WORDS = 50_000  # of one language
LONGEST_KEPT = 80
MOST_LANGUAGES = 20

START = 3
"""Letters at the start of a word that are a trait of it."""

SEVERAL = ""
"""What a written word is found by that has several parts, or none: look at each of them."""

Traits = tuple[str, ...]


class Lexicon(dict[str, Traits]):
    """The written words of one language, each with its start, its stem and, of a name, its key.

    A query can match a word only by one of these; whether it does, they do not tell.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, raw: str) -> Traits:
        traits = self._traits(raw)
        if len(self) >= MOST_WORDS:
            self.clear()
        if len(raw) <= LONGEST_KEPT:
            self[raw] = traits
        return traits

    def _traits(self, raw: str) -> Traits:
        parts = PARTS[raw]
        if len(parts) != 1:
            return (SEVERAL,)
        token = Token(*parts[0])
        own = start_of(token.text), intern(stem(token.text, self._language))
        key = name_key(raw[token.start : token.end]) if is_keyed(token) else ""
        return (*own, intern(key)) if key else own


def start_of(word: str) -> str:
    """Write the start of a folded word, unlike any stem or key."""
    return intern("^" + word[:START])


@lru_cache(maxsize=MOST_LANGUAGES)
def lexicon(language: str) -> Lexicon:
    """Give the lexicon of a language by its primary tag."""
    return Lexicon(language)
