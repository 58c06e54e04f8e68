"""Say in a sentence why an import had to stop."""

from __future__ import annotations

import errno
from pathlib import Path

from django.db import DatabaseError

from muniment.sources.model import Level, Problems

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# SQLite reports a full disk as such, or as an error of input and output.
_FULL = ("disk is full", "disk i/o error", "disk full", "no space left")


def note_failure(error: OSError | DatabaseError, problems: Problems, *, home: Path) -> None:
    """Report what stopped an import. What was written before stays, each document whole."""
    stands = "The documents written so far are whole; the others stay as they were."
    if _is_full(error):
        problems.add(
            Level.ERROR,
            "disk-full",
            f"The disk of {home} is full, or a limit on its files is reached. {stands}",
            cure="Make room and import again; it goes on where it stopped.",
        )
        return
    file = str(getattr(error, "filename", None) or "")
    problems.add(
        Level.ERROR,
        "write-failed",
        f"The import had to stop: {str(error).rstrip('.')}. {stands}",
        cure="Put the cause right and import again; it goes on where it stopped.",
        file=file,
    )


def _is_full(error: OSError | DatabaseError) -> bool:
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return True
    return any(words in str(error).lower() for words in _FULL)
