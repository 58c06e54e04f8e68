"""Cut a canonical string into the tokens that are compared: words, and single other characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Self

from muniment.passages.anchoring.leaves import CanonicalText

# Scripts without spaces between words (Thai to Tibetan, Myanmar, Khmer, Chinese and Japanese) are
# compared character by character: a whole sentence would be one word otherwise.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[^\W{_UNSPACED}]+|\S")


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, where each begins and ends, and the first one of each leaf."""

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # of each leaf, and the number of all

    @classmethod
    def of(cls, text: CanonicalText) -> Self:
        """Cut every leaf by itself."""
        tokens = cls(text.words)
        for leaf, start in zip(text.leaves, text.starts, strict=True):
            tokens.firsts.append(len(tokens.words))
            for match in _TOKEN.finditer(text.words, start, start + len(leaf.plain)):
                tokens.words.append(match.group())
                tokens.starts.append(match.start())
                tokens.ends.append(match.end())
        tokens.firsts.append(len(tokens.words))
        return tokens

    def __len__(self) -> int:
        return len(self.words)

    def characters(self, first: int, end: int) -> int:
        """Count the characters from one token to before another, spaces between them included."""
        return self.ends[end - 1] - self.starts[first] if end > first else 0

    def has_words(self, first: int, end: int) -> bool:
        """Tell whether there are letters or digits from one token to before another."""
        return any(word[0].isalnum() for word in self.words[first:end])

    def without_signs(self, first: int, end: int) -> tuple[int, int]:
        """Leave out what are no words at either end of a stretch."""
        while first < end and not self.has_words(first, first + 1):
            first += 1
        while first < end and not self.has_words(end - 1, end):
            end -= 1
        return first, end
