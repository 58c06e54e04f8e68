"""What the tests of searching share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def home(db: None, tmp_path: Path, settings: Any) -> Path:
    """Give the archive a folder, and so an index, of its own."""
    settings.MUNIMENT_HOME = tmp_path / "home"
    settings.MUNIMENT_HOME.mkdir()
    return tmp_path / "home"
