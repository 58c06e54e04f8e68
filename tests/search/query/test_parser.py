"""What people type is understood as they mean it."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.search.query.parser import MOST_CLAUSES, parse
from muniment.search.query.tree import (
    Among,
    And,
    Dated,
    Everything,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)

A, B, C = Word("a"), Word("b"), Word("c")

UNDERSTOOD: list[tuple[str, Node]] = [
    ("", Everything()),
    ("  ", Everything()),
    ("*", Everything()),
    ("litvinov", Word("litvinov")),
    ("Munich, Prague.", And((Word("Munich"), Word("Prague")))),
    ("a b c", And((A, B, C))),
    ("a AND b", And((A, B))),
    ("a И b", And((A, B))),
    ("a OR b c", Or((A, And((B, C))))),
    ("(a ИЛИ b) c", And((Or((A, B)), C))),
    ("a NOT b", And((A, Not(B)))),
    ("a НЕ b", And((A, Not(B)))),
    ("a -b", And((A, Not(B)))),
    ("a AND NOT NOT b", And((A, B))),
    ("-(a b)", Not(And((A, B)))),
    ("a - b", And((A, B))),
    ("((a))", A),
    ("И дольше века", And((Word("И"), Word("дольше"), Word("века")))),
    ("and or not и", And(tuple(Word(w) for w in ("and", "or", "not", "и")))),
    ('"AND"', Word("AND")),
    ("Hore-Belisha", Word("Hore-Belisha")),
    ("wild*card?", Word("wild*card?")),
    ("fuzzy~", Word("fuzzy", fuzzy=1)),
    ("fuzzy~2", Word("fuzzy", fuzzy=2)),
    ('"near these"~5', Phrase(("near", "these"), slop=5)),
    ('"a phrase, here"', Phrase(("a", "phrase", "here"))),
    ("«в Мюнхене»", Phrase(("в", "Мюнхене"))),
    ("„in München“", Phrase(("in", "München"))),
    ("“in Munich”", Phrase(("in", "Munich"))),
    ("«Дело „Х“ закрыто»", Phrase(("Дело", "Х", "закрыто"))),
    ("exact:word", Word("word", exact=True)),
    ('exact:"a phrase"', Phrase(("a", "phrase"), exact=True)),
    ("'word'", Word("word", exact=True)),
    ("‘word’", Word("word", exact=True)),
    ("'O'Neill'", Word("O'Neill", exact=True)),
    ("O'Neill", Word("O'Neill")),
    ("Litvinov's d’Orsay", And((Word("Litvinov's"), Word("d’Orsay")))),
    ("the soldiers' tales", And((Word("the"), Word("soldiers"), Word("tales")))),
    ("'tis", Word("tis")),
    ("title:munich", Word("munich", "title")),
    ("Title:munich", Word("munich", "title")),
    ("автор:майский", Word("майский", "author")),
    ("title: munich", Word("munich", "title")),
    ('title:"the note"', Phrase(("the", "note"), "title")),
    ("title:'note'", Word("note", "title", exact=True)),
    ("author:(maisky OR litvinov)", Or((Word("maisky", "author"), Word("litvinov", "author")))),
    ("-to:maisky", Not(Word("maisky", "to"))),
    ("to:-maisky", Not(Word("maisky", "to"))),
    ("exact:(a b)", And((Word("a", exact=True), Word("b", exact=True)))),
    ("lang:ru", Among("language", ("ru",))),
    ("lang:Russian", Among("language", ("ru",))),
    ("lang:RU-petr1708", Among("language", ("ru-petr1708",))),
    ("lang:ru OR lang:en", Among("language", ("ru", "en"))),
    ("in:british-documents", Among("in", ("british-documents",))),
    ("in:avp/f-06", Among("in", ("avp/f-06",))),
    ('type:"record of conversation"', Among("type", ("record of conversation",))),
    ("voice:source", Among("voice", ("source_note",))),
    ("origin:machine-read", Among("origin", ("machine_read",))),
    ("image:yes", Among("image", ("yes",))),
    ("year:1939", Dated(date(1939, 1, 1), date(1939, 12, 31))),
    ("year:1939-1941", Dated(date(1939, 1, 1), date(1941, 12, 31))),
    ("год:1939–1941", Dated(date(1939, 1, 1), date(1941, 12, 31))),
    ("year:1939..", Dated(date(1939, 1, 1), None)),
    ("date:1939-03-08", Dated(date(1939, 3, 8), date(1939, 3, 8))),
    ("date:8.3.1939", Dated(date(1939, 3, 8), date(1939, 3, 8))),
    ("date:1939-03", Dated(date(1939, 3, 1), date(1939, 3, 31))),
    ("date:[1939-03 TO 1939-09]", Dated(date(1939, 3, 1), date(1939, 9, 30))),
    ("date:[* TO 1939]", Dated(None, date(1939, 12, 31))),
    ("12:30", Word("12:30")),
    ("Note: see", And((Word("Note"), Word("see")))),
    ("remember: this", And((Word("remember"), Word("this")))),
    ("Matthew:5", Word("Matthew:5")),
    ("https://example.org/", Word("https://example.org")),
]


@pytest.mark.parametrize(("typed", "tree"), UNDERSTOOD, ids=[typed for typed, _ in UNDERSTOOD])
def test_it_is_understood_without_a_mistake(typed: str, tree: Node) -> None:
    parsed = parse(typed)
    assert parsed.tree == tree
    assert parsed.mistakes == ()
    assert parsed.text == typed


MISTAKEN: list[tuple[str, Node, int, str]] = [
    ("a foo:bar", And((A, Word("foo"), Word("bar"))), 3, "unknown_field"),
    ("autor:maisky", And((Word("autor"), Word("maisky"))), 1, "unknown_field_near"),
    ('a "b c', And((A, B, C)), 3, "unclosed_quotation"),
    ("a (b OR c", And((A, Or((B, C)))), 3, "unclosed_parenthesis"),
    ("a) b", And((A, B)), 2, "unopened_parenthesis"),
    ("a AND", A, 3, "operator_alone"),
    ("OR a", A, 1, "operator_alone"),
    ("a OR", A, 3, "operator_alone"),
    ("a NOT", A, 3, "operator_alone"),
    ("a OR OR b", Or((A, B)), 6, "operator_alone"),
    ("a AND OR b", Or((A, B)), 3, "operator_alone"),
    ("year:19x9", Word("19x9"), 6, "not_a_date"),
    ("date:1939-02-30", Word("1939-02-30"), 6, "not_a_date"),
    ("year:1941-1939", Dated(date(1939, 1, 1), date(1941, 12, 31)), 6, "dates_reversed"),
    ("image:perhaps", Word("perhaps"), 7, "unknown_value"),
    ("fuzzy~5", Word("fuzzy", fuzzy=2), 1, "too_fuzzy"),
    ('"a b"~99', Phrase(("a", "b"), slop=50), 1, "too_far"),
    ("a*b*c*d*e*f*g*h?i", Word("a*b*c*d*e*f*ghi"), 1, "too_wild"),
    ("title:*", Everything(), 7, "only_wildcards"),
    ("...", Everything(), 1, "no_words"),
]


@pytest.mark.parametrize(
    ("typed", "tree", "column", "code"), MISTAKEN, ids=[mistaken[0] for mistaken in MISTAKEN]
)
def test_a_mistake_is_told_and_the_rest_searched(
    typed: str, tree: Node, column: int, code: str
) -> None:
    parsed = parse(typed)
    assert parsed.tree == tree
    assert [(m.column, m.code) for m in parsed.mistakes] == [(column, code)]
    assert parsed.mistakes[0].sentence.endswith((".", "?"))


def test_the_nearest_field_is_suggested() -> None:
    (mistake,) = parse("autor:maisky").mistakes
    assert mistake.sentence == (
        "No field is called “autor”: it was searched as a word. Did you mean “author:”?"
    )


def test_a_query_too_long_is_cut_at_a_word() -> None:
    parsed = parse("munich" + " " * 990 + "prague vienna")
    assert parsed.tree == Word("munich")
    assert parsed.mistakes[0].sentence == (
        "A query may have 1000 characters, this one has 1009: the rest was left out."
    )


def test_words_beyond_the_bound_are_left_out() -> None:
    parsed = parse("(" + " OR ".join(f"w{i}" for i in range(100)) + ")")
    assert isinstance(parsed.tree, Or) and len(parsed.tree.parts) == MOST_CLAUSES
    assert [m.code for m in parsed.mistakes] == ["too_many"]


def test_parentheses_beyond_the_bound_are_left_out() -> None:
    parsed = parse("(" * 400 + "a" + ")" * 400 + " b")
    assert parsed.tree == And((A, B))
    assert [m.code for m in parsed.mistakes] == ["too_deep"]
