"""The help for searching says what the query language does, all of it and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from muniment.search.query.lexer import OPERATORS, Kind, Lexer
from muniment.search.query.names import FIELDS, SYNONYMS, VALUES, field_called
from muniment.search.query.parser import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_CLAUSES,
    MOST_WILDCARDS,
    parse,
)
from muniment.search.query.tree import Not, Or, Phrase, Word
from muniment.search.query.writer import write

HELP = Path(__file__).parents[3] / "muniment" / "finder" / "help"
PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(HELP.glob("*.md"))}
_CODE = re.compile(r"`([^`]+)`")


def _rows(text: str) -> list[list[str]]:
    """Give the tables' rows; a row begins with an example between backticks."""
    return [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]


def _example(cell: str) -> str:
    found = _CODE.fullmatch(cell)
    assert found, f"{cell} is not one example between backticks."
    return found[1]


def _examples(page: str, *, mistaken: bool = False) -> list[str]:
    """Give the examples of the section on mistakes, or those of all others."""
    sections = re.split(r"(?m)^## ", PAGES[page])
    wrong = {"en": "When something is wrong", "ru": "Если что-то не так"}[page]
    chosen = [s for s in sections if s.startswith(wrong) is mistaken]
    assert chosen
    return [_example(row[0]) for section in chosen for row in _rows(section)]


GOOD = [(page, example) for page in PAGES for example in _examples(page)]
WRONG = [(page, example) for page in PAGES for example in _examples(page, mistaken=True)]
SAME = [
    (_example(row[0]), _example(row[1]))
    for page in PAGES.values()
    for row in _rows(page)
    if _CODE.fullmatch(row[1])
]


def test_the_help_is_there_in_both_languages_with_the_same_sections() -> None:
    assert list(PAGES) == ["en", "ru"]
    assert len({text.count("\n## ") for text in PAGES.values()}) == 1
    assert all(text.startswith("# ") for text in PAGES.values())


@pytest.mark.parametrize(("page", "example"), GOOD)
def test_an_example_is_understood_without_a_mistake(page: str, example: str) -> None:
    parsed = parse(example)
    assert parsed.mistakes == ()
    assert parse(write(parsed.tree)).tree == parsed.tree


@pytest.mark.parametrize(("page", "example"), WRONG)
def test_an_example_of_a_mistake_is_one(page: str, example: str) -> None:
    assert len(parse(example).mistakes) == 1


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_wordings_that_are_called_the_same_are(one: str, other: str) -> None:
    assert parse(one).tree == parse(other).tree


@pytest.mark.parametrize("page", PAGES)
def test_every_field_is_described_and_no_other(page: str) -> None:
    used = {field_called(name) for name in _fields_in(_examples(page))}
    assert used == set(FIELDS)


def test_every_other_name_of_a_field_is_described() -> None:
    used = {name for page in PAGES for name in _fields_in(_examples(page))}
    assert used == set(FIELDS) | set(SYNONYMS)


@pytest.mark.parametrize("page", PAGES)
def test_every_value_is_described(page: str) -> None:
    quoted = set(_CODE.findall(PAGES[page])) | {"yes", "no"}
    typed = {"source_note": "source"}
    for values in VALUES.values():
        assert {typed.get(v, v).replace("_", "-") for v in values} <= quoted


@pytest.mark.parametrize("page", PAGES)
def test_the_bounds_and_operators_are_those_of_the_parser(page: str) -> None:
    for bound in (MOST_CHARACTERS, MOST_CLAUSES, MOST_WILDCARDS, DEEPEST):
        assert re.search(rf"\b{bound}\b", PAGES[page])
    for operator in OPERATORS:
        assert operator in PAGES[page]


@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_query_has_an_example(page: str) -> None:
    trees = [parse(example).tree for example in _examples(page)]
    assert {type(tree).__name__ for tree in trees} >= {"Word", "Phrase", "And", "Or", "Not"}
    assert {type(tree).__name__ for tree in trees} >= {"Among", "Dated"}
    assert any(isinstance(t, Word) and t.exact for t in trees)
    assert {t.fuzzy for t in trees if isinstance(t, Word)} == {0, 1, 2}
    assert any(isinstance(t, Phrase) and t.slop for t in trees)
    assert any(isinstance(t, Phrase) and t.exact for t in trees)
    assert any(isinstance(t, Not) and isinstance(t.part, Phrase) for t in trees)
    assert any(isinstance(t, Or) for t in trees)


def _fields_in(examples: list[str]) -> set[str]:
    """Give the names before colons as they are typed."""
    names = set()
    for example in examples:
        for token in Lexer(example).tokens():
            if token.kind is Kind.FIELD:
                names.add(example[token.column - 1 :].partition(":")[0].lower())
    return names
