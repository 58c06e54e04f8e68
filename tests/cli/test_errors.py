"""What goes wrong reaches people as a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.cli.group import sentence


def run(*arguments: str, home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "MUNIMENT_HOME": str(home), **environ}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "muniment", *arguments],
        capture_output=True,
        text=True,
        env=variables,
        check=False,
        timeout=60,
    )


def test_a_misspelt_setting_stops_the_start_with_its_cure(tmp_path: Path) -> None:
    done = run("work", home=tmp_path, MUNIMENT_LANGUAGE="la")
    assert done.returncode == 1
    assert done.stderr == "Error: MUNIMENT_LANGUAGE is 'la'. Set it to en or ru.\n"


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("not a folder")
    done = run("work", home=home)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(home) in done.stderr


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_path_where_nothing_is_gets_one_sentence(command: str, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    done = run(command, str(absent), home=tmp_path / "home")
    assert done.returncode == 1
    assert done.stdout == (
        f"error  There is no file or folder {absent}. "
        "Give the path of a package: a folder, a zip or a source file.\n"
    )


def test_a_fault_of_ours_is_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUNIMENT_HOME", str(tmp_path))
    said = sentence(ZeroDivisionError("division by zero"))
    assert said.startswith("This is a fault of Muniment: ZeroDivisionError: division by zero.")
    assert "ZeroDivisionError" in (tmp_path / "errors.log").read_text(encoding="utf-8")
