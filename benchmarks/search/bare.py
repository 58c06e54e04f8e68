"""The engine alone, in the plainest script that does the same work."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, SnippetGenerator, TextAnalyzerBuilder, Tokenizer

from benchmarks.search.kept import make_once
from benchmarks.search.records import FACETS, LANGUAGES, Page, language_of, other_script
from muniment.search.base import Entry
from muniment.search.tantivy.schema import build_schema
from muniment.search.tantivy.writing import add_entries

CHOSEN = ("collection", "c1")
HEAP = 128_000_000
_STEMMERS = {"en": "english", "ru": "russian"}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    for language in LANGUAGES:
        builder.add_text_field(language, stored=True, tokenizer_name=f"{language}_stem")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    return builder.build()


class BareEngine:
    """An index with one text field for each language and six facets."""

    def __init__(self, path: Path, pages: Iterable[Page]) -> None:
        self._schema = _schema()
        make_once(path, lambda path: self._build(path, pages))
        self._index = self._open(path)
        self._searcher = self._index.searcher()

    def _open(self, path: Path) -> tantivy.Index:
        index = tantivy.Index(self._schema, path=str(path))
        for language in LANGUAGES:
            analyser = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
            stemmed = analyser.filter(Filter.stemmer(_STEMMERS[language])).build()
            index.register_tokenizer(f"{language}_stem", stemmed)
        return index

    def _build(self, path: Path, pages: Iterable[Page]) -> None:
        path.mkdir()
        writer = self._open(path).writer(HEAP, 2)
        for page in pages:
            text = {page.facets["language"]: page.body}
            writer.add_document(
                tantivy.Document(key=page.key, year=page.day.year, **text, **page.facets)
            )
        writer.commit()
        writer.wait_merging_threads()

    def page(self, kind: str, words: tuple[str, ...]) -> int:
        """Do the work of a page of results; give the total."""
        query = self._query(kind, words)
        chosen = kind == "narrowed"
        narrowed = self._narrow(query) if chosen else query
        found = self._searcher.search(narrowed, 10)
        years = {"year": {"terms": {"field": "year", "size": 400}}}
        terms = {name: {"terms": {"field": name, "size": 10}} for name in FACETS}
        own = {CHOSEN[0]: terms.pop(CHOSEN[0])} if chosen else {}
        self._searcher.aggregate(narrowed, terms | years)
        if own:
            self._searcher.aggregate(query, own)
        field = language_of(words[0])
        snippets = SnippetGenerator.create(self._searcher, query, self._schema, field)
        for _, address in found.hits:
            snippets.snippet_from_doc(self._searcher.doc(address)).highlighted()
        return int(found.count)  # type: ignore[attr-defined]

    def _narrow(self, query: Query) -> Query:
        only = Query.term_query(self._schema, *CHOSEN, "basic")
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, only)])

    def _query(self, kind: str, words: tuple[str, ...]) -> Query:
        field, word = language_of(words[0]), words[0]
        if kind == "prefix":
            return Query.regex_query(self._schema, field, f"{word}.*")
        if kind == "fuzzy":
            return Query.fuzzy_term_query(self._schema, field, word, distance=1)
        typed = f'"{" ".join(words)}"' if kind == "phrase" else " ".join(words)
        query = self._index.parse_query(typed, [field], conjunction_by_default=True)
        if kind != "name":
            return query
        other = other_script(word)
        beside = self._index.parse_query(other, [language_of(other)])
        return Query.boolean_query([(Occur.Should, query), (Occur.Should, beside)])


def index_entries(path: Path, owned: Iterable[tuple[str, Iterable[Entry]]]) -> None:
    """Put ready-made entries into the engine, with nothing around it."""
    path.mkdir()
    writer = tantivy.Index(build_schema(), path=str(path)).writer(HEAP, 2)
    for owner, entries in owned:
        add_entries(writer, owner, entries)
    writer.commit()
    writer.wait_merging_threads()
