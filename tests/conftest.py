"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Give the folder of real sources, or skip where it is absent."""
    folder = Path(os.environ.get("MUNIMENT_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not folder.is_dir():
        pytest.skip(f"The corpora are not at {folder}: set MUNIMENT_CORPORA to their folder.")
    return folder
