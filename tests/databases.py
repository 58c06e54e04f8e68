"""Let a test's queries go to the database of another archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, connections, transaction

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker


@contextmanager
def use_database(path: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make a database file the default one; what is written is rolled back at the end."""
    usual = connections[DEFAULT_DB_ALIAS]
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = {**usual.settings_dict, "NAME": str(path)}
    with blocker.unblock():
        connections[DEFAULT_DB_ALIAS] = other
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            other.close()
            connections[DEFAULT_DB_ALIAS] = usual
