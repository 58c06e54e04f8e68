"""Make a tree of what was typed; whatever it is, something sensible is searched.

Written by hand and not with luqum, which gives up at the first mistake, shares one lexer between
threads, and knows neither Russian operators nor the fields and quotation marks used here.

What is wrong is left out or taken as plain words, and said with its column. AND binds closer than
OR; words side by side must all be met.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from muniment.core.dates import DateNotUnderstood
from muniment.search.query.dates import read_dates
from muniment.search.query.lexer import (
    OPERATORS,
    TERMS,
    Kind,
    Lexer,
    Token,
    trimmed,
    words_in,
)
from muniment.search.query.mistakes import Mistake
from muniment.search.query.names import (
    DATE_FIELDS,
    EXACT,
    FACET_FIELDS,
    VALUES,
    facet_value,
)
from muniment.search.query.shapes import EVERYTHING, all_of, any_of, none_of, phrase, word
from muniment.search.query.tree import Among, Node

MOST_CHARACTERS = 1000
MOST_CLAUSES = 64
DEEPEST = 12
MOST_MISTAKES = 8  # that are told of, the first ones
MOST_LETTERS = 2  # that differ in a fuzzy word
MOST_BETWEEN = 50  # words between those of a phrase
MOST_WILDCARDS = 6  # in a word: with more, an automaton that looks for it may grow too large


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was understood. The tree is what is searched, with mistakes or without."""

    tree: Node
    mistakes: tuple[Mistake, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Scope:
    field: str = ""
    exact: bool = False


def parse(text: str) -> Parsed:
    """Understand a query. Never fails; time and depth are bounded."""
    kept, bounds = _within_length(text)
    lexer = Lexer(kept)
    parser = _Parser(_within_bounds(lexer.tokens(), bounds))
    tree = parser.everything()
    mistakes = lexer.mistakes + parser.mistakes
    if kept.strip() and not parser.has_found and not mistakes:
        mistakes.append(Mistake(1, "no_words"))
    # What was left out for its length explains whatever else seems wrong.
    mistakes = bounds or sorted(mistakes, key=lambda mistake: mistake.column)
    return Parsed(tree, tuple(mistakes[:MOST_MISTAKES]), text)


class _Parser:
    """Goes down from OR by way of AND to single terms; only parentheses lead deeper."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.mistakes: list[Mistake] = []
        self.has_found = False
        self.may_add = MOST_CLAUSES - sum(token.kind in TERMS for token in tokens)

    def everything(self) -> Node:
        """Read to the end, whatever parentheses say."""
        parts = []
        while (token := self._peek()) is not None:
            if token.kind is Kind.CLOSE:
                self._wrong(token, "unopened_parenthesis")
                self.at += 1
            elif (part := self._either(_Scope())) is not None:
                parts.append(part)
        return all_of(parts)

    def _either(self, scope: _Scope) -> Node | None:
        parts = []
        joint: Token | None = None
        while True:
            part = self._both(scope)
            token = self._peek()
            joins = token is not None and _operator(token) == "OR"
            if part is not None:
                parts.append(part)
            elif wrong := token if joins else joint:
                self._wrong(wrong, "operator_alone", operator=wrong.text)
            if not joins:
                return any_of(parts) if parts else None
            joint = token
            self.at += 1

    def _both(self, scope: _Scope) -> Node | None:
        parts: list[Node] = []
        joint: Token | None = None
        while (token := self._peek()) and token.kind is not Kind.CLOSE:
            if _operator(token) == "OR":
                break
            if _operator(token) == "AND":
                self.at += 1
                if joint or not parts:
                    self._nothing_to_join(token, parts)
                else:
                    joint = token
            elif (part := self._one(scope)) is not None:
                parts.append(part)
                joint = None
        if joint:
            self._nothing_to_join(joint, parts)
        return all_of(parts) if parts else None

    def _nothing_to_join(self, token: Token, parts: list[Node]) -> None:
        # A title may well begin with "И": then it is a word.
        if token.text == "И" and self.may_add > 0:
            parts.append(word(token.text))
            self.has_found = True
            self.may_add -= 1
        else:
            self._wrong(token, "operator_alone", operator=token.text)

    def _one(self, scope: _Scope) -> Node | None:
        """Read one term with the fields and negations before it."""
        negation: Token | None = None
        is_negative = False
        while (token := self._peek()) is not None:
            if token.kind is Kind.FIELD:
                scope = _narrowed(scope, token.text)
            elif _operator(token) == "NOT":
                negation, is_negative = token, not is_negative
            else:
                break
            self.at += 1
        node = self._term(scope)
        if node is None and negation:
            self._wrong(negation, "operator_alone", operator=negation.text)
        return none_of(node) if node is not None and is_negative else node

    def _term(self, scope: _Scope) -> Node | None:
        token = self._peek()
        if token is None or token.kind in (Kind.CLOSE, Kind.OPERATOR):
            return None
        self.at += 1
        if token.kind is Kind.OPEN:
            return self._group(token, scope)
        node = self._leaf(token, scope)
        self.has_found |= node is not None
        return node

    def _group(self, opening: Token, scope: _Scope) -> Node | None:
        inside = self._either(scope)
        if self._peek() is None:
            self._wrong(opening, "unclosed_parenthesis")
        else:
            self.at += 1
        return inside

    def _leaf(self, token: Token, scope: _Scope) -> Node | None:
        if scope.field in DATE_FIELDS:
            return self._dated(token)
        if scope.field in FACET_FIELDS:
            return self._among(token, scope.field)
        return self._words(token, scope)

    def _words(self, token: Token, scope: _Scope) -> Node | None:
        exact = scope.exact or token.kind is Kind.EXACT
        words = words_in(token.text)
        if not words:
            return self._without_letters(token, scope)
        is_word = len(words) == 1
        most, code = (MOST_LETTERS, "too_fuzzy") if is_word else (MOST_BETWEEN, "too_far")
        number = self._number(token, most, code)
        if is_word:
            text = self._with_few_wildcards(token, words[0])
            return word(text, field=scope.field, exact=exact, fuzzy=number)
        return phrase(words, field=scope.field, exact=exact, slop=number)

    def _with_few_wildcards(self, token: Token, text: str) -> str:
        signs = [place for place, letter in enumerate(text) if letter in "*?"]
        if len(signs) <= MOST_WILDCARDS:
            return text
        self._wrong(token, "too_wild", most=str(MOST_WILDCARDS))
        last = signs[MOST_WILDCARDS]
        return trimmed(text[:last] + text[last:].replace("*", "").replace("?", ""))

    def _without_letters(self, token: Token, scope: _Scope) -> Node | None:
        if token.kind is not Kind.WORD or set(trimmed(token.text)) != {"*"}:
            return None
        if scope.field:
            self._wrong(token, "only_wildcards")
            return None
        return EVERYTHING

    def _among(self, token: Token, field: str) -> Node | None:
        facet = FACET_FIELDS[field]
        typed = trimmed(token.text) if token.kind is Kind.WORD else " ".join(token.text.split())
        value = facet_value(facet, typed) if typed else ""
        if value:
            return Among(facet, (value,))
        if typed:
            values = ", ".join(VALUES[facet])
            self._wrong(token, "unknown_value", value=typed, field=field, values=values)
        return self._words(token, _Scope())

    def _dated(self, token: Token) -> Node | None:
        typed = token.text.strip().rstrip(",;:!")
        try:
            dates, exchanged = read_dates(typed)
        except DateNotUnderstood:
            self._wrong(token, "not_a_date", value=typed)
            return self._words(token, _Scope())
        if exchanged:
            self._wrong(token, "dates_reversed", value=typed)
        return dates

    def _number(self, token: Token, most: int, code: str) -> int:
        if token.tilde is None:
            return 0
        number = int(token.tilde or 1)
        if number > most:
            self._wrong(token, code, most=str(most), typed=token.tilde)
        return min(number, most)

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _wrong(self, token: Token, code: str, **detail: str) -> None:
        self.mistakes.append(Mistake(token.column, code, detail))


def _operator(token: Token) -> str:
    return OPERATORS[token.text] if token.kind is Kind.OPERATOR else ""


def _narrowed(scope: _Scope, name: str) -> _Scope:
    return replace(scope, exact=True) if name == EXACT else replace(scope, field=name)


def _within_length(text: str) -> tuple[str, list[Mistake]]:
    if len(text) <= MOST_CHARACTERS:
        return text, []
    detail = {"most": str(MOST_CHARACTERS), "typed": str(len(text))}
    kept = text[:MOST_CHARACTERS]
    at_space = kept.rsplit(None, 1)[0] if len(kept.split(None, 1)) > 1 else kept
    return at_space, [Mistake(MOST_CHARACTERS + 1, "too_long", detail)]


def _within_bounds(tokens: list[Token], bounds: list[Mistake]) -> list[Token]:
    """Keep the first terms and the outer parentheses; add to `bounds` what was left out."""
    kept: list[Token] = []
    depth = left_out = terms = 0
    for token in tokens:
        if token.kind is Kind.OPEN:
            # One deeper for author:(a b), which is how a tree that deep may have to be written.
            deepest = DEEPEST + bool(kept and kept[-1].kind is Kind.FIELD)
            if left_out or depth >= deepest:
                left_out += 1
                _once(bounds, Mistake(token.column, "too_deep", {"most": str(DEEPEST)}))
                continue
            depth += 1
        elif token.kind is Kind.CLOSE:
            if left_out:
                left_out -= 1
                continue
            depth = max(0, depth - 1)
        elif token.kind in TERMS:
            terms += 1
            if terms > MOST_CLAUSES:
                _once(bounds, Mistake(token.column, "too_many", {"most": str(MOST_CLAUSES)}))
                break
        kept.append(token)
    return kept


def _once(bounds: list[Mistake], mistake: Mistake) -> None:
    if mistake.code not in {bound.code for bound in bounds}:
        bounds.append(mistake)
