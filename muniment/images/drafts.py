"""Files that are being written: under a name of their own until they are whole."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ABANDONED_SECONDS = 86_400  # nothing is written for a day


@contextmanager
def draft_in(folder: Path) -> Iterator[Path]:
    """Give a new name in a folder; what still has it afterwards is removed.

    So is what processes that were killed left there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    draft = folder / f"{os.getpid()}-{secrets.token_hex(6)}"
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _remove_abandoned(folder: Path) -> None:
    oldest = time.time() - ABANDONED_SECONDS
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):  # its writer was quicker
            if entry.stat().st_mtime < oldest:
                Path(entry.path).unlink()
