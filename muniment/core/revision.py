"""The archive's revision: a number that changes with every change of content.

Caches in several processes key on it. It is the modification time of one file, because reading
that costs a microsecond and needs no database.
"""

from __future__ import annotations

import os
from pathlib import Path


def current_revision(home: Path) -> int:
    """Read the revision; 0 before the first change."""
    try:
        return (home / "revision").stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def touch_revision(home: Path) -> None:
    """Make a new revision. Two changes within the clock's grain still differ."""
    path = home / "revision"
    before = current_revision(home)
    path.touch()
    if current_revision(home) <= before:
        os.utime(path, ns=(before + 1, before + 1))
