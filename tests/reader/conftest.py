"""What tests of the reader need around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from muniment.core.revision import touch_revision


@pytest.fixture(autouse=True)
def _new_revision() -> None:
    """Let no memory of the process outlive the database of a test."""
    home = Path(settings.MUNIMENT_HOME)
    home.mkdir(exist_ok=True)
    touch_revision(home)
