"""Which other forms of what was typed were searched too, and stand in what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from muniment.search.leaves import typed_words
from muniment.search.planner import names_in, text_leaves
from muniment.search.query.tree import Node
from muniment.search.words.names import name_key
from muniment.search.words.other_names import OtherNames
from muniment.search.words.stems import languages_for, stem
from muniment.search.words.tokens import cut

MOST_FORMS = 8
Forms = Mapping[str, frozenset[str]]


def other_forms(query: Node, names: OtherNames) -> dict[str, frozenset[str]]:
    """Give the other names of whoever the words of a query name, by the folded words typed."""
    forms = {}
    for words in _names_asked(query):
        if found := names.forms(words):
            forms[" ".join(words)] = frozenset(map(_folded, found))
    return forms


def _folded(form: tuple[str, ...]) -> str:
    return " ".join(token.text for token in cut(" ".join(form)))


def _names_asked(query: Node) -> Iterator[tuple[str, ...]]:
    for leaf in text_leaves(query):
        if not leaf.exact:
            yield tuple(word.text for word in typed_words(leaf))
    yield from names_in(query)


def surface_forms(
    query: Node, marked: Iterable[str], forms: Forms, languages: frozenset[str]
) -> tuple[str, ...]:
    """Give the forms among the words marked that are neither what was typed nor a case of it."""
    words = {word for leaf in text_leaves(query) for word in typed_words(leaf)}
    typed = _stems((word.text for word in words), languages)
    keys = {name_key(word.written) for word in words}
    others = {word for found in forms.values() for form in found for word in form.split()}
    wanted = _stems(others, languages)
    keys |= {name_key(word) for word in others}
    kept: dict[str, str] = {}
    for plain in marked:
        tokens = cut(plain)
        stems = [_stems((token.text,), languages) for token in tokens]
        if all(some & typed for some in stems):
            continue
        written = [plain[token.start : token.end] for token in tokens]
        if all(
            some & (wanted | typed) or name_key(word) in keys - {""}
            for some, word in zip(stems, written, strict=True)
        ):
            kept.setdefault(" ".join(token.text for token in tokens), plain)
    return tuple(kept.values())[:MOST_FORMS]


def _stems(words: Iterable[str], languages: frozenset[str]) -> set[str]:
    """Give words and their stems in every language present."""
    stems = set()
    for word in words:
        stems |= {word, *(stem(word, language) for language in languages_for(word, languages))}
    return stems
