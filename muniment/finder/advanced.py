"""The advanced form: each line a part of the query, which then stands in the search box."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from muniment.search.query.parser import parse
from muniment.search.query.shapes import all_of, any_of, none_of, word
from muniment.search.query.tree import Node, Phrase, Word
from muniment.search.query.writer import write

NEAR_WORDS = 10  # that may stand between
MAX_LINE = 300

_WORD = re.compile(r"[\w*?]+(?:[-'’ʹʼ\u0301][\w*?]+)*")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form: the name of its field, and what it asks for."""

    name: str
    label: str | Promise
    value: str = ""


@dataclass(frozen=True, slots=True)
class AdvancedScreen:
    """The form, with what was asked before, which the new query will be joined to."""

    q: str
    words: tuple[Line, ...]
    places: tuple[Line, ...]


WORDS = (
    Line("all", gettext_lazy("All of these words")),
    Line("phrase", gettext_lazy("These words side by side")),
    Line("near", gettext_lazy("These words near each other")),
    Line("any", gettext_lazy("Any of these words")),
    Line("exact", gettext_lazy("Forms just as written here")),
    Line("none", gettext_lazy("None of these words")),
)

PLACES = (
    Line("title", gettext_lazy("Title")),
    Line("author", gettext_lazy("Author")),
    Line("to", gettext_lazy("Recipient")),
    Line("person", gettext_lazy("Anybody who wrote, received or is named")),
    Line("place", gettext_lazy("Place")),
    Line("subject", gettext_lazy("Subject")),
    Line("ref", gettext_lazy("Reference code")),
    Line("own", gettext_lazy("The author's own words")),
    Line("note", gettext_lazy("Notes")),
    Line("commentary", gettext_lazy("Commentary")),
)


def advanced_screen(q: str) -> AdvancedScreen:
    """Show the form; the query that stood in the search box is kept as one of its parts."""
    return AdvancedScreen(q, WORDS, PLACES)


def query_of_form(form: QueryDict) -> str:
    """Write what was filled in as a query, as somebody would type it."""
    parts: list[Node] = [parse(form.get("q", "")).tree]
    asked = ((line.name, _words(form.get(line.name, ""))) for line in WORDS)
    parts.extend(_MEANT[name](words) for name, words in asked if words)
    for line in PLACES:
        parts.extend(Word(w, line.name) for w in _words(form.get(line.name, "")))
    parts.append(_dates(form.get("since", ""), form.get("until", "")))
    return write(all_of(parts))


def _words(text: str) -> tuple[str, ...]:
    return tuple(found for found in _WORD.findall(text[:MAX_LINE]) if found.strip("*?"))


def _phrase(words: tuple[str, ...], slop: int = 0) -> Node:
    return Phrase(words, slop=slop) if len(words) > 1 else word(words[0])


_MEANT: dict[str, Callable[[tuple[str, ...]], Node]] = {
    "all": lambda words: all_of(map(word, words)),
    "phrase": _phrase,
    "near": lambda words: _phrase(words, NEAR_WORDS),
    "any": lambda words: any_of(map(word, words)),
    "exact": lambda words: all_of(word(w, exact=True) for w in words),
    "none": lambda words: all_of(none_of(word(w)) for w in words),
}


def _dates(first: str, last: str) -> Node:
    first, last = (text.strip() if _DATE.fullmatch(text.strip()) else "*" for text in (first, last))
    if first == last == "*":
        return parse("").tree
    return parse(f"date:[{first} TO {last}]").tree
