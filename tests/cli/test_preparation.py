"""An archive is prepared once, however many commands begin at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMANDS = 3


def test_commands_that_begin_together_on_a_new_archive_all_succeed(tmp_path: Path) -> None:
    variables = {**os.environ, "MUNIMENT_HOME": str(tmp_path / "home")}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "muniment", "rebuild", "html"],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(COMMANDS)
    ]
    said = [process.communicate(timeout=60)[0] for process in started]
    assert said == ["html: 0 made again.\n"] * COMMANDS
