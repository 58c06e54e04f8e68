"""Bring data and files of an installation up to this version, doing nothing where they are."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings

STAMP = ".collected"
PREPARING = "prepare.lock"


def start_django(*, with_database: bool = True) -> None:
    """Load settings and apps, and bring the tables up to this version if asked."""
    django.setup()
    if with_database:
        prepare_database()


def prepare_database() -> bool:
    """Make or change the tables where this version needs it; tell whether it did."""
    from django.core.management import call_command

    if _is_up_to_date():
        return False
    with _one_at_a_time():
        if _is_up_to_date():  # another command has done it meanwhile
            return False
        call_command("migrate", verbosity=0, interactive=False)
    return True


def _is_up_to_date() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other command prepares this archive; a killed one holds nothing."""
    path = Path(settings.MUNIMENT_HOME) / PREPARING
    with path.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare_static_files() -> bool:
    """Hash, compress and lay out style sheets, scripts and fonts where they have changed."""
    from django.core.management import call_command

    if settings.DEBUG:
        return False
    stamp = Path(settings.STATIC_ROOT) / STAMP
    state = _static_state()
    with _one_at_a_time():
        if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
            return False
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(state, encoding="ascii")
    return True


def _static_state() -> str:
    """Sum up the files that are there, by name, size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
