"""Queries by key that are written as SQL once: for what every page of results asks.

To write one of them takes the ORM ten times as long as it takes the database to answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from muniment.access.viewer import Viewer

Question = Callable[[Viewer, list[str]], QuerySet[Any, Any]]
Row = tuple[Any, ...]

_STEP = 10  # queries are written for so many keys, twice as many and so on


def rows_by_key(question: Question, keys: Iterable[str], *, viewer: Viewer) -> list[Row]:
    """Give the rows that `question` gives for some keys, one query for all; none for no key.

    It is a function that makes a `values_list` of nothing but the viewer's tokens and the keys,
    which stand in its query as they are, in a condition or several.
    """
    asked = list(dict.fromkeys(keys))
    if not asked:
        return []
    size = -(-len(asked) // _STEP) * _STEP
    written = _written(question, viewer.tokens, size)
    return written.rows(asked + asked[-1:] * (size - len(asked))) if written else []


class _Place(str):
    """What stands in a query for a key that is not known yet."""

    __slots__ = ("number",)
    number: int

    @classmethod
    def of(cls, number: int) -> _Place:
        """Make one that is unlike all others."""
        place = cls(f"\0{number}")
        place.number = number
        return place


@dataclass(frozen=True, slots=True)
class _Written:
    """A query as SQL; `converters` make Python's values of some of its columns."""

    sql: str
    parameters: tuple[Any, ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]

    def rows(self, keys: list[str]) -> list[Row]:
        """Ask the database."""
        filled = [keys[p.number] if isinstance(p, _Place) else p for p in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            found = cursor.fetchall()
        return [self._converted(row) for row in found] if self.converters else found

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for column, (converters, expression) in self.converters.items():
            for convert in converters:
                values[column] = convert(values[column], expression, connection)
        return tuple(values)


@lru_cache(maxsize=500)
def _written(question: Question, tokens: frozenset[str], size: int) -> _Written | None:
    """Write a query for so many keys; None where it can give no row."""
    asked: list[str] = [_Place.of(number) for number in range(size)]
    query = question(Viewer(tokens=tokens), asked).query
    compiler = query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [expression for expression, *_ in compiler.select]
    return _Written(sql, tuple(parameters), compiler.get_converters(columns))
