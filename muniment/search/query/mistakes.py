"""What can be wrong with a query, each with its place and a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

# By code; %(name)s stands for a value of the mistake's `detail`. A screen translates by code.
SENTENCES = {
    "unknown_field": "No field is called “%(field)s”: it was searched as a word.",
    "unknown_field_near": (
        "No field is called “%(field)s”: it was searched as a word. Did you mean “%(near)s:”?"
    ),
    "unknown_value": "“%(value)s” is nothing that “%(field)s:” can be. It can be: %(values)s.",
    "not_a_date": (
        "“%(value)s” is not a date. Write 1939, 1939-03, 1939-03-08 or [1939-03 TO 1939-09]."
    ),
    "dates_reversed": "The dates “%(value)s” end before they begin: they were exchanged.",
    "unclosed_quotation": "This quotation mark is not closed.",
    "unclosed_parenthesis": "This parenthesis is not closed.",
    "unopened_parenthesis": "This parenthesis closes nothing.",
    "operator_alone": "%(operator)s has nothing to join: it was left out.",
    "too_fuzzy": "At most %(most)s letters may differ: %(typed)s is too many.",
    "too_far": "At most %(most)s words may stand between: %(typed)s is too many.",
    "too_wild": "A word may have %(most)s signs * and ? at most: the others were left out.",
    "only_wildcards": "A word needs a letter beside * and ?.",
    "no_words": "There is no word here to look for.",
    "too_long": (
        "A query may have %(most)s characters, this one has %(typed)s: the rest was left out."
    ),
    "too_many": "A query may have %(most)s words and phrases: the rest was left out.",
    "too_deep": "Parentheses may stand %(most)s deep: those further in were left out.",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a query that could not be taken as typed.

    `column` counts characters from 1. `code` is a key of `SENTENCES`.
    """

    column: int
    code: str
    detail: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Say in English what is wrong."""
        return SENTENCES[self.code] % self.detail
