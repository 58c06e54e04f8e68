"""The small world of this folder's tests."""

from __future__ import annotations

import pytest

from tests.annotations.builders import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """Give readers in every relation to a note, and a document."""
    return build_world()
