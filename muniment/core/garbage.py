"""Collect garbage rarely while much is built that holds no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Blocks and marks are freed by counting references; looking through them for cycles finds none
# and took a sixth of an import's time.
_ALLOCATIONS = 200_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Look for cycles once in so many allocations; what was set before is restored."""
    before = gc.get_threshold()
    gc.set_threshold(max(_ALLOCATIONS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
