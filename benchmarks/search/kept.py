"""What takes long to make is made once in a folder, and found there the next time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


def make_once(path: Path, make: Callable[[Path], object]) -> None:
    """Make a folder unless it was made before; what a killed run has left is thrown away."""
    done = path.with_name(f"{path.name}.done")
    if not done.exists():
        shutil.rmtree(path, ignore_errors=True)
        make(path)
        done.touch()
