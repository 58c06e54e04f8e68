"""Imports that are killed, that fill the disk, or that run at the same time."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNT = 250
PARTS = """
SELECT d.key, d.title,
  (SELECT count(*) FROM documents_documentperson p WHERE p.document_id = d.id),
  (SELECT min(wording) FROM documents_documentperson p WHERE p.document_id = d.id),
  (SELECT count(*) FROM documents_text t WHERE t.document_id = d.id),
  (SELECT group_concat(CAST(v.tree AS TEXT), ' ') FROM documents_text t
     JOIN documents_textversion v ON v.id = t.current_id WHERE t.document_id = d.id)
FROM documents_document d
"""


def start(home: Path, generation: int, *, pause: float = 0.0, **options: Any) -> Any:
    arguments = [sys.executable, "-m", "tests.ingest.generations", str(generation), str(COUNT)]
    environment = {**os.environ, "MUNIMENT_HOME": str(home)}
    environment["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
    return subprocess.Popen(
        [*arguments, str(pause)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, **options
    )


def finish(process: Any) -> list[dict[str, Any]]:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    problems: list[dict[str, Any]] = json.loads(output)
    return problems


def generations(home: Path) -> Counter[int]:
    """Count the documents of each generation; fail if one is of two."""
    found: Counter[int] = Counter()
    with sqlite3.connect(home / "db.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for key, title, people, wording, texts, trees in connection.execute(PARTS):
            generation = int(title.removeprefix("generation "))
            assert (people, wording, texts) == (generation, f"author {generation}", 2), key
            assert trees.count(f"of generation {generation}.") == 2, key
            found[generation] += 1
    return found


def wait_for(home: Path, generation: int, *, at_least: int) -> None:
    until = time.monotonic() + 60
    count = "SELECT count(*) FROM documents_document WHERE title = ?"
    while time.monotonic() < until:
        try:
            with sqlite3.connect(f"file:{home / 'db.sqlite3'}?mode=ro", uri=True) as connection:
                row = connection.execute(count, [f"generation {generation}"]).fetchone()
                if row[0] >= at_least:
                    return
        except sqlite3.OperationalError:
            pass
        time.sleep(0.005)
    pytest.fail("The import wrote nothing in a minute.")


def codes(problems: list[dict[str, Any]]) -> set[str]:
    return {problem["code"] for problem in problems}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_killed_import_leaves_each_document_wholly_old_or_new_and_resumes(home: Path) -> None:
    finish(start(home, 1))
    assert generations(home) == {1: COUNT}
    process = start(home, 2, pause=0.002)
    wait_for(home, 2, at_least=100)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    found = generations(home)
    assert found[1] > 0 and found[2] > 0
    assert found.total() == COUNT
    assert "import-resumed" in codes(finish(start(home, 2)))
    assert generations(home) == {2: COUNT}
    assert "import-resumed" not in codes(finish(start(home, 2)))


@pytest.mark.parametrize("room_kb", [300, 700])
def test_a_full_disk_leaves_each_document_wholly_old_or_new_and_resumes(
    home: Path, room_kb: int
) -> None:
    finish(start(home, 1))

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room_kb << 10, resource.RLIM_INFINITY))

    problems = finish(start(home, 2, preexec_fn=confine))
    found = generations(home)
    assert found.total() == COUNT
    assert found[1] > 0
    assert "disk-full" in codes(problems)
    assert "import-resumed" in codes(finish(start(home, 2)))
    assert generations(home) == {2: COUNT}


def test_two_imports_at_once_follow_each_other(home: Path) -> None:
    finish(start(home, 1))
    first, second = start(home, 2, pause=0.001), start(home, 2, pause=0.001)
    finish(first)
    finish(second)
    assert generations(home) == {2: COUNT}
    with sqlite3.connect(home / "db.sqlite3") as connection:
        found = connection.execute("SELECT count(*) FROM documents_textversion").fetchone()
    assert found == (4 * COUNT,)
