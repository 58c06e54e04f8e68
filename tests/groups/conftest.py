"""The small world of this folder's tests."""

from __future__ import annotations

import pytest

from tests.groups.builders import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """Give a group and readers in every relation to it."""
    return build_world()
