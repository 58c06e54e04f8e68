"""Queries for property tests: any tree in its plain shape, and any text that looks like one."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from muniment.search.query.lexer import has_letters, trimmed
from muniment.search.query.names import FACET_FIELDS, FIELDS, TEXT_FIELDS, VALUES
from muniment.search.query.shapes import EVERYTHING, all_of, any_of, none_of, word
from muniment.search.query.tree import Among, Dated, Node, Phrase

_LETTERS = "abаяéѣ1'’-:~*?.,;AND"
_awkward = st.sampled_from(
    ["AND", "NOT", "И", "НЕ", "title:x", "foo:bar", "a~5", "12:30", "O'Neill", "lang:", "exact:a"]
)
_words = (st.text(_LETTERS, min_size=1, max_size=6) | _awkward).map(trimmed).filter(has_letters)
_plain_words = _words.filter(lambda text: "*" not in text and "?" not in text)
_fields = st.sampled_from(["", "", *TEXT_FIELDS])
_days = st.none() | st.dates(date(1, 1, 1), date(2100, 12, 31))

single_words = st.builds(word, _words, field=_fields, exact=st.booleans(), fuzzy=st.integers(0, 2))
phrases = st.builds(
    Phrase,
    st.lists(_plain_words, min_size=2, max_size=4).map(tuple),
    _fields,
    st.booleans(),
    st.integers(0, 50),
)


def _values(facet: str) -> st.SearchStrategy[str]:
    if facet in VALUES:
        return st.sampled_from(VALUES[facet])
    if facet == "language":
        return st.sampled_from(["ru", "en", "ru-petr1708", "sr-Latn", "pt-BR"])
    return st.text(_LETTERS + " /()[]", min_size=1, max_size=9).map(
        lambda text: " ".join(text.split()) or "slug"
    )


choices = st.sampled_from(list(FACET_FIELDS.values())).flatmap(
    lambda facet: st.builds(
        Among,
        st.just(facet),
        st.lists(_values(facet), min_size=1, max_size=3, unique=True).map(tuple),
    )
)


def _in_order(first: date | None, last: date | None) -> Dated:
    return Dated(last, first) if first and last and last < first else Dated(first, last)


spans = st.builds(_in_order, _days, _days)

leaves: st.SearchStrategy[Node] = single_words | phrases | choices | spans | st.just(EVERYTHING)
trees: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inside: (
        st.lists(inside, min_size=1, max_size=4).map(all_of)
        | st.lists(inside, min_size=1, max_size=4).map(any_of)
        | inside.map(none_of)
    ),
    max_leaves=14,
)

_pieces = st.sampled_from(
    [
        *(f"{field}:" for field in FIELDS),
        *"()()\"'«»„“”[]~-*?:/ ",
        *" AND , OR , NOT , И , ИЛИ , НЕ , TO ".split(","),
        *"foo: 1939 1939-03 ~2 .. а word ru O'Neill".split(),
    ]
)
typed = st.text() | st.lists(_pieces | st.text(max_size=3), max_size=80).map("".join)
