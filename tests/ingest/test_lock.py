"""One import at a time."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from muniment.ingest.lock import ImportBusy, import_lock


def test_a_second_import_gets_a_clear_sentence_when_the_first_takes_too_long(
    tmp_path: Path,
) -> None:
    waited: list[int] = []
    with (
        import_lock(tmp_path),
        pytest.raises(ImportBusy, match=str(os.getpid())),
        import_lock(tmp_path, wait_seconds=0.0, on_wait=lambda: waited.append(1)),
    ):
        pytest.fail("Two imports hold the lock.")
    assert not waited


def test_a_second_import_says_that_it_waits_and_goes_on_when_the_first_has_ended(
    tmp_path: Path,
) -> None:
    waiting, entered = threading.Event(), threading.Event()

    def second() -> None:
        with import_lock(tmp_path, wait_seconds=30, on_wait=waiting.set):
            entered.set()

    with import_lock(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(30)
        assert not entered.is_set()
    thread.join(30)
    assert entered.is_set()


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), import_lock(tmp_path):
        raise ValueError("broken")
    with import_lock(tmp_path, wait_seconds=0.0):
        pass
