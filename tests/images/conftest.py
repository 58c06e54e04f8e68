"""A home of its own for every test, and images in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from PIL import Image as PillowImage
from pytest_django import Settings

from muniment.access.viewer import Viewer
from muniment.images import access
from muniment.images.models import Image
from muniment.images.services import store_image
from muniment.jobs.worker import run_until_empty
from muniment.sources.images import ImageFacts, inspect_image

StoreImage = Callable[..., Image]


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """Keep masters and derivatives of a test apart from all others."""
    settings.MUNIMENT_HOME = tmp_path / "home"
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def store(home: Path, tmp_path: Path, db: None) -> StoreImage:
    """Import a picture and make its derivative; `make=False` leaves that to a later job."""

    def store_picture(picture: PillowImage.Image | Path, *, make: bool = True) -> Image:
        if isinstance(picture, PillowImage.Image):
            path = tmp_path / "picture.png"
            picture.save(path)
        else:
            path = picture
        facts = inspect_image(path)
        assert isinstance(facts, ImageFacts), facts
        image = store_image(path, facts=facts)
        if make:
            run_until_empty()
            image.refresh_from_db()
        return image

    return store_picture


@pytest.fixture
def rights() -> Iterator[dict[int, set[str]]]:
    """Say which tokens each image is open to; no image is open to anyone at first."""
    tokens: dict[int, set[str]] = {}

    def decide(viewer: Viewer, ids: Collection[int]) -> set[int]:
        return {pk for pk in ids if tokens.get(pk, set()) & viewer.tokens}

    before = access.replace_deciders([decide])
    yield tokens
    access.replace_deciders(before)
