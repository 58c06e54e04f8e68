"""The embedded engine: the contract, and what may happen to its folder and its processes."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.search import plan
from muniment.search.base import Engine
from muniment.search.tantivy import TantivyEngine
from tests.archives import ROOT
from tests.search.engine_contract import ALL, EngineContract, W, batch, entry, found, owners, put

SECONDS = 60

WRITE_ON_AND_ON = """
import sys
from pathlib import Path
from muniment.search.tantivy import TantivyEngine
from tests.search.engine_contract import entry
writer = TantivyEngine(Path(sys.argv[1])).writer()
for number in range(10**9):
    for part in range(100):
        owner = f"d{number}-{part}"
        writer.replace(owner, [entry(owner, "war " * 200)])
    if number < int(sys.argv[2]):
        writer.commit()
    print(number, flush=True)
"""
READ_ON_AND_ON = """
import sys
from pathlib import Path
from muniment.search.tantivy import TantivyEngine
from tests.search.engine_contract import ALL
engine = TantivyEngine(Path(sys.argv[1]))
last = 0
print("ready", flush=True)
while last < 2000:
    count = engine.reader().count(ALL, kind="document")
    assert count >= last and count % 100 == 0, (count, last)
    last = count
print(last)
"""
REBUILD_ON_AND_ON = """
import sys
from pathlib import Path
from muniment.search.tantivy import TantivyEngine
from tests.search.engine_contract import batch, entry
def batches():
    for number in range(10**9):
        yield batch(entry(f"d{number}", "war " * 200))
        print(number, flush=True)
TantivyEngine(Path(sys.argv[1])).rebuild(batches())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(path: Path) -> Engine:
    return TantivyEngine(path)


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def wait_for_line(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout
    for read in process.stdout:
        if read.strip() == line:
            return
    raise AssertionError(f"The process ended without having said {line!r}.")


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=SECONDS)


class TestTantivy(EngineContract):
    """Holds the embedded engine to the contract."""


def generation(path: Path) -> Path:
    (one,) = path.glob("generation-*")
    return one


def truncate_meta(path: Path) -> None:
    meta = generation(path) / "meta.json"
    meta.write_bytes(meta.read_bytes()[:40])


def delete_a_segment(path: Path) -> None:
    next(generation(path).glob("*.store")).unlink()


def truncate_a_segment(path: Path) -> None:
    next(generation(path).glob("*.idx")).write_bytes(b"")


def make_older(path: Path) -> None:
    pointer = path / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"version": 0}))


def spoil_the_pointer(path: Path) -> None:
    (path / "current.json").write_text("[")


def delete_the_pointer(path: Path) -> None:
    (path / "current.json").unlink()


def delete_the_generation(path: Path) -> None:
    shutil.rmtree(generation(path))


@pytest.mark.parametrize(
    "damage",
    [
        truncate_meta,
        delete_a_segment,
        truncate_a_segment,
        make_older,
        spoil_the_pointer,
        delete_the_pointer,
        delete_the_generation,
        shutil.rmtree,
    ],
)
def test_a_damaged_index_reads_as_empty_and_heals_by_a_rebuild(
    path: Path, engine: Engine, damage: Callable[[Path], None]
) -> None:
    engine.rebuild([batch(entry("a", "war"), entry("b", "peace"))])
    damage(path)
    fresh = TantivyEngine(path)
    assert fresh.needs_rebuild()
    assert engine.needs_rebuild(), "one that had opened it before notices as well"
    assert owners(fresh, ALL) == set()
    put(fresh, entry("a", "war"))
    assert fresh.needs_rebuild(), "b is still missing"
    fresh.rebuild([batch(entry("a", "war"), entry("b", "peace"))])
    assert owners(fresh, ALL) == owners(engine, ALL) == {"a", "b"}
    assert not fresh.needs_rebuild()
    assert not engine.needs_rebuild()


def test_only_the_live_generation_stays(path: Path, engine: Engine) -> None:
    for number in range(3):
        engine.rebuild([batch(entry(f"d{number}", "war"))])
        assert owners(engine, ALL) == {f"d{number}"}
    assert generation(path).is_dir()


def test_another_engine_sees_a_commit_at_once(path: Path, engine: Engine) -> None:
    other = TantivyEngine(path)
    for number in range(1, 6):
        put(engine, entry(f"d{number}", "war"))
        assert len(found(other, plan.Term(W, "war"))) == number


def test_a_writer_that_is_killed_leaves_its_last_commit_and_no_lock(
    path: Path, engine: Engine
) -> None:
    engine.rebuild([])
    process = start(WRITE_ON_AND_ON, path, 3)
    wait_for_line(process, "8")
    kill(process)
    fresh = TantivyEngine(path)
    assert not fresh.needs_rebuild()
    assert fresh.reader().count(plan.Term(W, "war"), kind="document") == 300
    writer = fresh.writer(wait_seconds=5)
    writer.replace("new", [entry("new", "war")])
    writer.commit()
    writer.close()
    assert engine.reader().count(ALL, kind="document") == 301


def test_several_processes_read_while_one_writes(path: Path, engine: Engine) -> None:
    engine.rebuild([])
    readers = [start(READ_ON_AND_ON, path) for _ in range(2)]
    for reader in readers:
        wait_for_line(reader, "ready")
    writer = start(WRITE_ON_AND_ON, path, 10**9)
    try:
        for reader in readers:
            said, _ = reader.communicate(timeout=SECONDS)
            assert reader.returncode == 0
            assert int(said) >= 2000
    finally:
        kill(writer)


def test_a_rebuild_that_is_killed_leaves_the_old_index_and_no_rubbish(
    path: Path, engine: Engine
) -> None:
    engine.rebuild([batch(entry("old", "war"))])
    process = start(REBUILD_ON_AND_ON, path)
    wait_for_line(process, "5")
    kill(process)
    assert len([*path.glob("generation-*")]) == 2
    assert not engine.needs_rebuild()
    assert owners(engine, ALL) == {"old"}
    put(engine, entry("b", "x"))
    assert owners(engine, ALL) == {"old", "b"}
    assert generation(path).is_dir()
