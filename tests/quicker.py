"""Somebody who does the same at the same moment, and is a little quicker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def quicker(act: Callable[[], object], *, after_reading: str) -> Iterator[None]:
    """Act once, when a table was read and before it is written to.

    So it goes in a database that lets two transactions read before either writes: the savepoint
    of the second begins when the first is done.
    """
    waits, was_read = [act], False

    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal was_read
        if was_read and waits and sql.startswith("SAVEPOINT"):
            waits.pop()()
        was_read = was_read or (sql.startswith("SELECT") and f'FROM "{after_reading}"' in sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield
    assert not waits, f"{after_reading} was not written to behind a savepoint"
