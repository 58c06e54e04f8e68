"""What the tests of imports share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.ingest.report import Report
from muniment.ingest.services import import_package
from muniment.ingest.tally import Tally
from muniment.sources.model import SourceDocument
from tests.ingest.packages import package

Bring = Callable[..., Report]


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """Give the archive a folder of its own."""
    settings.MUNIMENT_HOME = tmp_path / "home"
    settings.MUNIMENT_HOME.mkdir()
    return tmp_path / "home"


@pytest.fixture
def bring(db: None, home: Path, tmp_path: Path) -> Bring:
    """Import documents that are built by hand, as one package."""

    def bring(
        documents: Callable[[], list[SourceDocument]],
        *,
        withdraw_missing: bool = False,
        **facts: Any,
    ) -> Report:
        tally = Tally()
        source = package(tmp_path / "package", documents, **facts)
        import_package(source, tally, withdraw_missing=withdraw_missing)
        return tally.report()

    return bring
