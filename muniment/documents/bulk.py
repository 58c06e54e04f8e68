"""Write many rows at a time by plain SQL: the one place that goes around the ORM, for speed.

An import writes a dozen rows a document. Building a model instance and adapting each field
costs ten times what the database itself needs for the row. Values are handed over as the
columns store them: JSON as text, days and moments through `day` and `moment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any

import orjson
from django.db import connection, models

_CACHES = {"cache_size": -2048, "mmap_size": 0}  # KiB, bytes


def insert_rows(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows whose values stand in the order of `fields` (attribute names, as author_id)."""
    rows = rows if isinstance(rows, list) else list(rows)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_insert_sql(model, tuple(fields)), rows)


def update_rows(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Update rows by primary key, which stands last in each row, behind the values of `fields`."""
    rows = rows if isinstance(rows, list) else list(rows)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_update_sql(model, tuple(fields)), rows)


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Take `count` new primary keys, so that rows that point at each other go in together.

    Call it inside a transaction that writes.
    """
    if not count:
        return ()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last: int = found[0] if found else 0
        statement = (
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
            if found
            else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        )
        cursor.execute(statement, [last + count, table])
    return range(last + 1, last + count + 1)


@contextmanager
def small_page_cache() -> Iterator[None]:
    """Keep SQLite's memory small while much is written that will not be read again soon."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = []
        for name, size in _CACHES.items():
            found = cursor.execute(f"PRAGMA {name}").fetchone()
            before.append(found[0] if found else size)  # a database in memory has no map
        for name, size in _CACHES.items():
            cursor.execute(f"PRAGMA {name} = {size}")
        try:
            yield
        finally:
            for name, size in zip(_CACHES, before, strict=True):
                cursor.execute(f"PRAGMA {name} = {size}")


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let a write fail at once while somebody else writes: for what may as well be written later.

    :raises OperationalError: SQLite is being written to.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


def as_json(value: Any) -> str:
    """Write a value as a JSON column stores it."""
    return orjson.dumps(value).decode()


def day(value: date | None) -> Any:
    """Write a day as a date column stores it."""
    return connection.ops.adapt_datefield_value(value) if value else None


def moment(value: datetime) -> Any:
    """Write a moment as a date-time column stores it."""
    return connection.ops.adapt_datetimefield_value(value)


@cache
def _insert_sql(model: type[models.Model], fields: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    names = _columns(model)
    columns = ", ".join(quote(names[field]) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  names of our own


@cache
def _update_sql(model: type[models.Model], fields: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    names = _columns(model)
    pairs = ", ".join(f"{quote(names[field])} = %s" for field in fields)
    key = quote(names["id"])
    return f"UPDATE {quote(model._meta.db_table)} SET {pairs} WHERE {key} = %s"  # noqa: S608  names of our own


def _columns(model: type[models.Model]) -> dict[str, str]:
    return {field.attname: str(field.column) for field in model._meta.concrete_fields}
