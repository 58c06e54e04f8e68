"""The index of this archive."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from muniment.search.base import Engine

FOLDER = "search"


def engine() -> Engine:
    """Give the engine of this archive; each process opens its index once."""
    return _engine_at(Path(settings.MUNIMENT_HOME) / FOLDER)


@cache
def _engine_at(path: Path) -> Engine:
    from muniment.search.tantivy import TantivyEngine  # loaded where it is needed

    return TantivyEngine(path)
