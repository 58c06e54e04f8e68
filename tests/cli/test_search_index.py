"""The index of search follows the commands that change the archive, and heals itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from muniment.search.plan import Plan, TermSet
from muniment.search.tantivy import TantivyEngine
from tests.archives import ROOT, Archive, environment, muniment

SECONDS = 60
OPEN = TermSet("see", ("open",))
CLOSE = (
    "from muniment.access.models import Scope; from muniment.access.services import set_scope; "
    "[set_scope(scope.key, level='restricted') for scope in Scope.objects.filter(level='open')]"
)


@pytest.fixture
def archive(sample_archive: Archive, tmp_path: Path) -> Archive:
    """Give an archive of the sample that is this test's own."""
    return sample_archive.copy_to(tmp_path / "home")


def count(archive: Archive, plan: Plan = OPEN) -> int:
    return TantivyEngine(archive.home / "search").reader().count(plan, kind="document")


@contextmanager
def worker(archive: Archive) -> Iterator[None]:
    command = [sys.executable, "-m", "muniment", "work"]
    process = subprocess.Popen(command, env=environment(archive.home), cwd=ROOT)
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(SECONDS) == 0


def wait_for(number: int, archive: Archive) -> None:
    deadline = time.monotonic() + SECONDS
    while count(archive) != number and time.monotonic() < deadline:
        time.sleep(0.1)
    assert count(archive) == number


def test_what_the_command_imports_is_in_the_index_when_it_ends(archive: Archive) -> None:
    assert count(archive) > 10


def test_an_index_is_built_anew_on_demand(archive: Archive) -> None:
    before = count(archive)
    done = muniment("rebuild", "search", "--json", home=archive.home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["search"] > before, "closed documents are in it, too"
    assert count(archive) == before


def test_a_deleted_index_comes_back_when_the_worker_starts(archive: Archive) -> None:
    before = count(archive)
    shutil.rmtree(archive.home / "search")
    with worker(archive):
        wait_for(before, archive)


def test_a_running_worker_takes_up_what_another_process_changes(archive: Archive) -> None:
    with worker(archive):
        done = muniment("manage", "shell", "-c", CLOSE, home=archive.home)
        assert done.returncode == 0, done.stderr
        wait_for(0, archive)


def test_importing_again_changes_nothing_in_the_index(archive: Archive) -> None:
    before = count(archive)
    done = muniment("import", "--json", str(ROOT / "sample" / "diary"), home=archive.home)
    assert done.returncode == 0, done.stderr
    assert count(archive) == before
