"""The small world of this folder's tests."""

from __future__ import annotations

import pytest

from tests.library.builders import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """Give an archive without documents, with readers and their group."""
    return build_world()
