"""One import at a time: two at once would find each other's documents half known."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 600.0
_POLL_SECONDS = 0.2


class ImportBusy(Exception):
    """Another import is running and did not end in time; wait for it and import again."""

    def __init__(self, process: str) -> None:
        super().__init__(
            f"Another import is still running (process {process or 'unknown'}). "
            "Wait until it has ended and import again."
        )


@contextmanager
def import_lock(
    home: Path, *, wait_seconds: float = WAIT_SECONDS, on_wait: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the archive's lock for imports; the system frees it when a process is killed.

    :raises ImportBusy: another holds it for longer than `wait_seconds`.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / "import.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(descriptor, wait_seconds, on_wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, wait_seconds: float, on_wait: Callable[[], None] | None) -> None:
    until = time.monotonic() + wait_seconds
    is_first = True
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise ImportBusy(os.pread(descriptor, 20, 0).decode("ascii", "replace")) from error
            if is_first and on_wait:
                on_wait()
            is_first = False
            time.sleep(_POLL_SECONDS)
        else:
            return
