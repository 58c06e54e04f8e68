"""Archives that tests look at: imported once by the real command, then copied to each worker.

A template lies in the machine's cache folder under a name that is a digest of all that it was
made from; the first process that needs it makes it while the others wait.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CODE = ("muniment/**/*.py", "muniment/**/*.toml", "muniment/**/static/**/*.*")
SECONDS_TO_IMPORT = 900
SECONDS_TO_START = 60
SECONDS_TO_KEEP = 3 * 3600
SHARED_FOLDERS = ("masters", "derivatives", "sources", "static")

SAMPLE = {name: ROOT / "sample" / name for name in ("diary", "papers")}

CORPORA = (
    "ead",
    "ehri-typescripts",
    "frus",
    "frus-history-documents",
    "hsg-people",
    "iospe-ru-en",
    "mets-kant",
    "schnitzler-tagebuch",
    "suriano",
    "tapuscorpus-diary",
    "tolstoy",
    "tolstoydigital",
)
"""The data sets of the corpora that are packages; `iiif` holds manifests, which are not read."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The data folder of an archive, with what each import of a package printed as JSON."""

    home: Path

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.home / "db.sqlite3"

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """The reports of the imports by the package's name."""
        folder = self.home / "reports"
        return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}

    def copy_to(self, home: Path) -> Archive:
        """Copy what an archive writes to, and link what it only reads."""
        home.mkdir(parents=True)
        for path in self.home.iterdir():
            if path.name in SHARED_FOLDERS:
                (home / path.name).symlink_to(path, target_is_directory=True)
            elif path.is_dir():
                shutil.copytree(path, home / path.name)
            else:
                shutil.copy2(path, home / path.name)
        return Archive(home)


def muniment(*arguments: str, home: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command on a data folder of its own."""
    command = [sys.executable, "-m", "muniment", *arguments]
    return subprocess.run(
        command,
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_IMPORT,
        check=False,
        **options,
    )


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give the environment of a real run: not that of the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MUNIMENT_") and name != "DJANGO_SETTINGS_MODULE"
    }
    return {**kept, "MUNIMENT_HOME": str(home), **more}


def template(name: str, packages: Mapping[str, Path], *, work: bool) -> Archive:
    """Return the template of an archive with these packages; make it where it is not there.

    With `work` the background work is done too, so that page images have tiles.
    """
    folder = Path(tempfile.gettempdir()) / f"muniment-templates-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{name}-{_digest(packages.values())}"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (target / "reports").is_dir():
            _remove_old(folder)
            _make(target, packages, work=work)
        os.utime(target)
    return Archive(target)


def _remove_old(folder: Path) -> None:
    """Remove templates that nobody has asked for in a while: other runs may use the rest."""
    for old in folder.iterdir():
        if old.is_dir() and time.time() - old.stat().st_mtime > SECONDS_TO_KEEP:
            shutil.rmtree(old)


def _make(target: Path, packages: Mapping[str, Path], *, work: bool) -> None:
    draft = target.with_name(f"{target.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    reports: dict[str, str] = {}
    for name, path in packages.items():
        done = muniment("import", "--json", str(path), home=draft)
        if not done.stdout.startswith("{"):
            raise AssertionError(f"The import of {name} failed: {done.stderr}")
        reports[name] = done.stdout
    if work:
        done = muniment("work", "--until-empty", home=draft)
        assert done.returncode == 0, done.stderr
    (draft / "reports").mkdir()
    for name, text in reports.items():
        (draft / "reports" / f"{name}.json").write_text(text, encoding="utf-8")
    draft.rename(target)


def _digest(packages: Iterable[Path]) -> str:
    """Sum up the code by its content, and the packages by names, sizes and times of change."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in CODE for path in ROOT.glob(pattern)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    for folder in packages:
        for path in sorted([folder, *folder.rglob("*")]):
            status = path.stat()
            if path.is_file():
                digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class LiveArchive:
    """An archive that a server of its own serves."""

    archive: Archive
    address: str

    def url(self, path: str) -> str:
        """Make the full address of a path that begins with a slash."""
        return f"{self.address}{path}"


@contextmanager
def served(archive: Archive, *, arguments: Sequence[str] = ()) -> Iterator[LiveArchive]:
    """Serve an archive as its readers get it: granian, hashed files, strict policy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "muniment", "serve", "--processes", "1", "--no-worker"]
    log_path = archive.home / "serve.log"
    with log_path.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*command, *arguments],
            env=environment(archive.home, PORT=port),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process, log_path)
        yield LiveArchive(archive, address)
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/no-such-page/"):
                return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start: {log.read_text(encoding='utf-8')}")
