"""What is committed speaks of the project alone: no machine, no registry, nothing built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.docs.documents import ROOT, tracked_files

TEXT = {"", ".cfg", ".css", ".csv", ".html", ".in", ".js", ".json", ".md", ".po", ".py", ".svg"}
TEXT |= {".toml", ".txt", ".xml", ".lua", ".conf", ".yml"}
HOSTS = ("npm" + "js", "py" + "pi.org", "python" + "hosted", "deb." + "debian")
PLACES = ("/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/")
LOCKS = ("runtime", "dev", "node")


def texts() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in tracked_files()
        if path.suffix in TEXT
    ]


def test_no_file_names_the_host_of_a_registry() -> None:
    named = [f"{name}: {host}" for name, text in texts() for host in HOSTS if host in text]
    assert named == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    named = [f"{name}: {place}" for name, text in texts() for place in PLACES if place in text]
    assert named == []


def test_nothing_that_is_fetched_or_built_is_committed() -> None:
    built = re.compile(r"(^|/)(vendor|node_modules|static-build|muniment-home)/|\.(mo|woff2?|pyc)$")
    names = [str(path.relative_to(ROOT)) for path in tracked_files()]
    assert [name for name in names if built.search(name)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_of_python_libraries_names_version_and_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text)
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_the_lock_of_front_end_files_names_version_and_hash() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    entries = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in entries.values())
    assert all("resolved" not in entry for entry in entries.values())
    asked = lock["packages"][""]
    versions = {**asked["dependencies"], **asked["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_each_file_ends_with_one_line_end() -> None:
    ragged = [name for name, text in texts() if text and (text[-1] != "\n" or text[-2:] == "\n\n")]
    assert [name for name in ragged if Path(name).suffix in {".py", ".md", ".toml"}] == []
