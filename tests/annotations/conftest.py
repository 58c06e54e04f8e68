"""The small world of this folder's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.annotations.browsing import Readers
from tests.annotations.builders import World, build_world
from tests.archives import Archive, served


@pytest.fixture
def world(db: None) -> World:
    """Give readers in every relation to a note, and a document."""
    return build_world()


@pytest.fixture(scope="module")
def readers(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    """Serve the sample archive with two readers who are logged in, and a group of both."""
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("notes") / "home")
    with served(archive) as live:
        yield Readers.of(live)
