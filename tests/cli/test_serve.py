"""`muniment serve` brings everything up to date, serves, and stops cleanly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    """A running archive."""

    process: subprocess.Popen[str]
    address: str
    home: Path

    def children(self) -> set[int]:
        """List the processes that it started."""
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return {int(line) for line in found.stdout.split()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "muniment", *arguments]


def environment(home: Path, port: int) -> dict[str, str]:
    variables = {**os.environ, "MUNIMENT_HOME": str(home), "PORT": str(port)}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    return variables


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    port = free_port()
    process = subprocess.Popen(
        command("serve", "--json"),
        env=environment(tmp_path, port),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        archive = Served(process, said["address"], Path(said["home"]))
        assert answer(archive, "/no-such-page/") == 404
        yield archive
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=SECONDS)


def answer(archive: Served, path: str) -> int:
    """Ask for a page until the server answers, and return its status."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(archive.address.rstrip("/") + path) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.1)


def wait_until_gone(pids: set[int]) -> set[int]:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.1)
    return {pid for pid in pids if Path(f"/proc/{pid}").exists()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_new_archive_is_served_and_stops_with_all_its_processes(
    served: Served, number: signal.Signals
) -> None:
    assert {"db.sqlite3", "secret.key", "static"} <= {path.name for path in served.home.iterdir()}
    children = served.children()
    assert len(children) >= 3  # two servers and a worker
    served.process.send_signal(number)
    assert served.process.wait(SECONDS) == 0
    assert wait_until_gone(children) == set()


def test_children_are_out_of_reach_of_the_terminals_interrupt(served: Served) -> None:
    group = os.getpgid(served.process.pid)
    assert [pid for pid in served.children() if os.getpgid(pid) == group] == []


def test_files_are_served_under_names_that_may_be_kept_for_ever(served: Served) -> None:
    manifest = json.loads((served.home / "static" / "staticfiles.json").read_text("utf-8"))
    hashed = manifest["paths"]["vendor/openseadragon.js"]
    request = urllib.request.Request(
        f"{served.address}static/{hashed}", headers={"Accept-Encoding": "br"}
    )
    with urllib.request.urlopen(request) as response:
        assert response.headers["Content-Encoding"] == "br"
        assert "immutable" in response.headers["Cache-Control"]


def test_a_port_in_use_is_named_with_a_cure(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            command("serve"),
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert f"PORT={port + 1}." in done.stderr
