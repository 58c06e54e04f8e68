"""What is written is read back as the same, and nothing that is typed does harm."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.search.query.mistakes import SENTENCES
from muniment.search.query.parser import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_CLAUSES,
    MOST_MISTAKES,
    parse,
)
from muniment.search.query.tree import And, Node, Not, Or
from muniment.search.query.writer import write
from tests.search.query.trees import trees, typed


def _depth(node: Node) -> int:
    if isinstance(node, And | Or):
        return 1 + max(map(_depth, node.parts))
    return 1 + _depth(node.part) if isinstance(node, Not) else 0


def _leaves(node: Node) -> int:
    if isinstance(node, And | Or):
        return sum(map(_leaves, node.parts))
    return _leaves(node.part) if isinstance(node, Not) else 1


@given(trees)
@settings(max_examples=400, deadline=None)
def test_a_tree_that_is_written_reads_back_as_itself(tree: Node) -> None:
    written = write(tree)
    if len(written) <= MOST_CHARACTERS:
        parsed = parse(written)
        assert parsed.tree == tree
        assert parsed.mistakes == ()


@given(typed)
@settings(max_examples=400, deadline=None)
@example("'" * 1000)
@example('"' * 1000)
@example("(" * 1000)
@example("-" * 1000)
@example("title:" * 200)
@example("title:-" * 200)
@example("NOT " * 300 + "a")
@example("date:[" * 200)
@example(") " * 500)
@example("a~" * 500)
@example("И " * 500)
@example("(И) " * 250)
@example("\x00\ud800a")
@example("((((((((((((author:a author:b OR x))))))))))))")
def test_anything_typed_is_understood_somehow_and_stays_within_bounds(text: str) -> None:
    parsed = parse(text)
    assert parsed.text == text
    assert len(parsed.mistakes) <= MOST_MISTAKES
    assert _leaves(parsed.tree) <= MOST_CLAUSES
    assert _depth(parsed.tree) <= 3 * (DEEPEST + 2)
    for mistake in parsed.mistakes:
        assert 1 <= mistake.column <= len(text) + 1
        assert mistake.sentence
    written = write(parsed.tree)
    if len(written) <= MOST_CHARACTERS:
        assert parse(written).tree == parsed.tree
        assert write(parse(written).tree) == written


@given(st.text(min_size=1001, max_size=5000))
@settings(max_examples=20, deadline=None)
def test_a_query_too_long_says_so(text: str) -> None:
    assert [m.code for m in parse(text).mistakes if m.code == "too_long"] == ["too_long"]


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("munich AND prague", "munich prague"),
        ("a И (b ИЛИ c)", "a (b OR c)"),
        ("a NOT b", "a -b"),
        ("«в Мюнхене»", '"в Мюнхене"'),
        ("author:maisky OR author:litvinov", "author:(maisky OR litvinov)"),
        ("lang:ru OR lang:en", "lang:(ru OR en)"),
        ("exact:word", "'word'"),
        ("date:[1939-01 TO 1941-12]", "year:1939-1941"),
        ("date:[1939-03-01 TO 1939-03-31]", "date:1939-03"),
        ("date:1939-03-08..", "date:[1939-03-08 TO *]"),
        ("((a)) (b)", "a b"),
    ],
)
def test_a_query_is_written_in_its_plainest_form(query: str, written: str) -> None:
    assert write(parse(query).tree) == written


def test_every_sentence_ends_like_one() -> None:
    assert all(sentence[-1] in ".?" for sentence in SENTENCES.values())
