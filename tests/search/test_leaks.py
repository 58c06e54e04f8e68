"""Nothing that a viewer can ask tells him what stands in a text that is closed to him."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.search.base import Engine
from muniment.search.entries import entries_of
from muniment.search.query.parser import parse
from muniment.search.records import DocumentRecord, Facet, Passage
from muniment.search.results import SearchRequest, Sorting
from muniment.search.search import neighbours, search
from muniment.search.tantivy import TantivyEngine
from tests.search.archive import OPEN, document, text

Engines = tuple[Engine, Engine]

_OPEN_WORDS = ("war", "Litvinov", "Литвинова", "ambassador", "Hore-Belisha", "1939")
_SECRET_WORDS = ("secret", "Secretov", "тайна", "Секретова", "top-secret", "1941")
_words = st.sampled_from(_OPEN_WORDS + _SECRET_WORDS)
_leaves = st.one_of(
    _words,
    st.builds('"{} {}"~{}'.format, _words, _words, st.integers(0, 3)),
    st.builds("{}*".format, st.sampled_from(["se", "war", "тай", "s?cr", "Lit"])),
    st.builds("{}~{}".format, st.sampled_from(["sekret", "wor", "тайны"]), st.integers(1, 2)),
    st.builds("{}:{}".format, st.sampled_from(["note", "own", "title", "exact", "person"]), _words),
    st.sampled_from(["lang:ru", "year:1939", "in:v1", "voice:note", "-", ""]),
)
_queries = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("NOT {}".format, inner),
    ),
    max_leaves=6,
)


def _records(*closed: str) -> list[DocumentRecord]:
    own, note = closed
    facets = {Facet.VOLUME: ("v1",)}
    return [
        document("a", text("Litvinov spoke of war to the ambassador."), day=date(1939, 3, 1)),
        document(
            "b",
            text("Война. У Литвинова 1939.", language="ru"),
            text("War. With Hore-Belisha.", kind="TRANSLATION"),
            title="A note on war",
            facets=facets,
        ),
        document(
            "closed",
            text(own, Passage(note, "ru", "NOTE")),
            title="Closed paper",
            day=date(1939, 9, 1),
            read=frozenset({"g1"}),
            facets=facets,
        ),
        document("hidden", text(own), title=own, see=frozenset({"g1"}), read=frozenset({"g1"})),
    ]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    """Two archives that differ in closed texts alone."""

    def build(*closed: str) -> Engine:
        engine = TantivyEngine(tmp_path_factory.mktemp("leaks"))
        writer = engine.writer()  # keeps the order, which decides between equals
        for record in _records(*closed):
            writer.replace(record.identifier, entries_of(record))
        writer.commit()
        writer.close()
        return engine

    secret = "Litvinov told Secretov a top-secret secret of war in 1941."
    return build(secret, "тайна Секретова, Литвинова"), build("Nothing.", "Пусто.")


@settings(max_examples=150, deadline=None)
@given(typed=_queries, sorting=st.sampled_from(Sorting))
def test_closed_texts_change_nothing_that_others_see(
    engines: Engines, typed: str, sorting: Sorting
) -> None:
    request = SearchRequest(parse(typed).tree, OPEN | {"g2"}, sorting=sorting)
    first, second = (search(engine, request) for engine in engines)
    assert first == second
    steps = [neighbours(engine, request, 1) for engine in engines]
    assert steps[0] == steps[1]


@settings(max_examples=100, deadline=None)
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_searched(engines: Engines, typed: str) -> None:
    request = SearchRequest(parse(typed).tree, OPEN)
    assert search(engines[0], request).total <= 3


def test_those_who_may_read_find_the_difference(engines: Engines) -> None:
    request = SearchRequest(parse("secret OR note:тайна").tree, OPEN | {"g1"})
    assert [search(engine, request).total for engine in engines] == [2, 0]
