"""Jobs that the tests ask for; what they do is seen in a file."""

from __future__ import annotations

import os
import time
from pathlib import Path

from muniment.jobs.queue import enqueue
from muniment.jobs.registry import job


@job("tests.note")
def note(path: str, word: str) -> None:
    """Add a word to a file."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{word}\n")


@job("tests.note-twice")
def note_and_ask_again(path: str) -> None:
    """Add a word and ask for another job."""
    note(path, "first")
    enqueue(note, path, "second")


@job("tests.fail")
def fail(path: str) -> None:
    """Fail each time."""
    note(path, "tried")
    raise RuntimeError("The ink has run dry.")


@job("tests.linger")
def linger(path: str) -> None:
    """Tell who works; the first time take for ever."""
    is_first = not Path(path).exists()
    note(path, str(os.getpid()))
    if is_first:
        time.sleep(600)
