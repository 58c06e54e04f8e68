"""What the tests need from the system is installed, or asked for in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.system import install_packages, missing_packages

ROOT = Path(__file__).resolve().parent.parent.parent


def test_nothing_to_install_is_no_work() -> None:
    assert install_packages([])


def test_nothing_is_missing_where_the_tests_run() -> None:
    assert missing_packages() == []


@pytest.mark.parametrize("tool", ["tools.system", "tools.browser"])
def test_what_cannot_be_installed_is_named_with_the_command(tool: str, tmp_path: Path) -> None:
    """On a PATH with nothing on it, neither the packages nor the package manager are found."""
    environment = {
        "PATH": str(tmp_path),
        "HOME": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
    }
    done = subprocess.run(
        [sys.executable, "-m", tool],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "apt-get install" in done.stderr
    assert "Traceback" not in done.stderr
