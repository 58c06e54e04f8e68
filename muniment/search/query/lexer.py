"""Cut what was typed into words, phrases, fields, operators and parentheses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from muniment.search.query.mistakes import Mistake
from muniment.search.query.names import DATE_FIELDS, field_called, nearest_field

QUOTES = '"«»„“”‟'
_CLOSERS = {"«": "»", "„": "“”", "“": "”", "‟": "”", "»": "«", "”": "”"}
OPERATORS = {
    "AND": "AND",
    "И": "AND",
    "OR": "OR",
    "ИЛИ": "OR",
    "NOT": "NOT",
    "НЕ": "NOT",
    "-": "NOT",
}

# What no query needs and an engine may stumble over: control characters, halves of surrogates.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BRACKETS = re.compile(r"[\[{][^\]}()\"]*[\]}]")
_FIELD = re.compile(r"([^\W\d_]+):")
_MINUS = re.compile(r"-(?=[^\s\-)])")
_EXACT = re.compile(r"['‘’‛]([^\s()\"«»„“”‟]+)['’‘](?=~?\d*(?:[\s()]|$))")
_CHUNK = re.compile(r"[^\s()\"«»„“”‟]+")
_TILDE = re.compile(r"~(\d*)(?=[\s()]|$)")
_TILDE_END = re.compile(r"(.*?[^~])~(\d*)")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    EXACT = "exact word"
    PHRASE = "phrase"
    RANGE = "range"
    FIELD = "field"
    OPERATOR = "operator"
    OPEN = "("
    CLOSE = ")"


TERMS = (Kind.WORD, Kind.EXACT, Kind.PHRASE, Kind.RANGE)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `tilde` is the number after ~, None without one; "" counts as 1."""

    kind: Kind
    text: str
    column: int
    tilde: str | None = None


class Lexer:
    """Goes through a query once, left to right; `mistakes` are those seen on the way."""

    def __init__(self, text: str) -> None:
        self.text = _UNFIT.sub(" ", text)
        self.at = 0
        self.mistakes: list[Mistake] = []

    def tokens(self) -> list[Token]:
        """Cut the whole query."""
        found: list[Token] = []
        while True:
            self._skip_space()
            if self.at >= len(self.text):
                return found
            token = self._next(after=found[-1] if found else None)
            if token is not None:
                found.append(token)

    def _next(self, *, after: Token | None) -> Token | None:
        here = self.text[self.at]
        if here in "()":
            return self._take(Kind.OPEN if here == "(" else Kind.CLOSE, here, 1)
        if here in QUOTES:
            return self._phrase()
        if minus := _MINUS.match(self.text, self.at):
            return self._take(Kind.OPERATOR, "-", len(minus[0]))
        if after and after.kind is Kind.FIELD and after.text in DATE_FIELDS:
            return self._date()
        if exact := _EXACT.match(self.text, self.at):
            token = self._take(Kind.EXACT, exact[1], len(exact[0]))
            return self._with_tilde(token)
        return self._field() or self._word()

    def _phrase(self) -> Token | None:
        opener, column = self.text[self.at], self.at + 1
        end = self._closing(opener)
        if end < 0:
            self.mistakes.append(Mistake(column, "unclosed_quotation"))
            self.at += 1
            return None
        inside = "".join(" " if c in QUOTES else c for c in self.text[self.at + 1 : end])
        self.at = end + 1
        return self._with_tilde(Token(Kind.PHRASE, inside, column))

    def _closing(self, opener: str) -> int:
        for closers in (_CLOSERS.get(opener, opener), QUOTES):
            ends = [end for c in closers if (end := self.text.find(c, self.at + 1)) >= 0]
            if ends:
                return min(ends)
        return -1

    def _date(self) -> Token:
        found = _BRACKETS.match(self.text, self.at) or _CHUNK.match(self.text, self.at)
        assert found
        return self._take(Kind.RANGE, found[0], len(found[0]))

    def _field(self) -> Token | None:
        found = _FIELD.match(self.text, self.at)
        if not found:
            return None
        name = field_called(found[1])
        if name:
            if not self._has_value(found.end(), may_space=found[1].islower()):
                return None
            return self._take(Kind.FIELD, name, len(found[0]))
        value = self.text[found.end() : found.end() + 1]
        if len(found[1]) < 2 or not (value.isalpha() or value in (*QUOTES, "(")):
            return None
        near = nearest_field(found[1])
        detail = {"field": found[1]} | ({"near": near} if near else {})
        code = "unknown_field_near" if near else "unknown_field"
        self.mistakes.append(Mistake(self.at + 1, code, detail))
        return self._take(Kind.WORD, found[1], len(found[0]))

    def _has_value(self, at: int, *, may_space: bool) -> bool:
        """Tell whether something follows that a field can be about: "Note: see" is no field."""
        rest = self.text[at:]
        value = rest.lstrip()
        if not value or (rest != value and not may_space):
            return False
        if value[0] in "([" or value[0] in QUOTES:
            return True
        chunk = _CHUNK.match(value)
        if not chunk or chunk[0] in OPERATORS or not has_letters(chunk[0]):
            return chunk is not None and chunk[0] == "*"
        return rest == value or not _FIELD.match(value)

    def _word(self) -> Token | None:
        chunk = _CHUNK.match(self.text, self.at)
        assert chunk
        column, text = self.at + 1, chunk[0]
        self.at = chunk.end()
        if text in OPERATORS and text != "-":
            return Token(Kind.OPERATOR, text, column)
        tilde = _TILDE_END.fullmatch(text)
        word, number = (tilde[1], tilde[2]) if tilde else (text, None)
        return Token(Kind.WORD, word, column, number)

    def _with_tilde(self, token: Token) -> Token:
        tilde = _TILDE.match(self.text, self.at)
        if not tilde:
            return token
        self.at = tilde.end()
        return Token(token.kind, token.text, token.column, tilde[1])

    def _take(self, kind: Kind, text: str, length: int) -> Token:
        token = Token(kind, text, self.at + 1)
        self.at += length
        return token

    def _skip_space(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1


def is_plain(text: str) -> bool:
    """Tell whether a word means itself when typed so, without quotation marks."""
    lexer = Lexer(text)
    tokens = lexer.tokens()
    if lexer.mistakes or tokens != [Token(Kind.WORD, text, 1)] or trimmed(text) != text:
        return False
    return has_letters(text) or text == "*"


def is_plain_exact(text: str) -> bool:
    """Tell whether a word means itself when typed between single quotation marks."""
    return Lexer(f"'{text}'").tokens() == [Token(Kind.EXACT, text, 1)]


def has_letters(text: str) -> bool:
    """Tell whether there is a letter or digit to search for."""
    return any(c.isalnum() for c in text)


def words_in(text: str) -> list[str]:
    """Cut at spaces and quotation marks, keep what has letters, without punctuation around it."""
    cut = "".join(" " if c in QUOTES else c for c in text).split()
    return [word for typed in cut if has_letters(word := trimmed(typed))]


def trimmed(text: str) -> str:
    """Take punctuation and signs off both ends of a word, but not the wildcards * and ?."""
    start, end = 0, len(text)
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_edge(letter: str) -> bool:
    return letter not in "*?" and unicodedata.category(letter)[0] in "PSZC"
