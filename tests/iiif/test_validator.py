"""The validator of the IIIF community finds nothing wrong at level 2."""

from __future__ import annotations

import warnings

import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw
from pytest_django.live_server_helper import LiveServer

from muniment.access.viewer import OPEN
from tests.images.conftest import StoreImage

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    try:
        from iiif_validator import validator
    except ImportError as error:  # python-magic without the library it loads
        pytest.skip(
            f"The validator needs libmagic (Debian: libmagic1): {error}", allow_module_level=True
        )

VERSION, LEVEL = "3.0", 2

PASSED_OVER = {
    "format_gif": "a format that no level asks for and that is not made here",
    "format_jp2": "the same",
    "format_pdf": "the same",
    "format_tif": "the same",
    "format_webp": "the check itself calls a function that Python 3 does not have",
    "size_up": "it takes ^max for the size of the image; the standard lets it grow to maxArea",
}
"""Checks above level 2 that say nothing of us."""


def reference_image() -> PillowImage.Image:
    """Draw the squares by whose colours the validator knows its image: ten by ten, 100 px each."""
    image = PillowImage.new("RGB", (1000, 1000))
    draw = ImageDraw.Draw(image)
    for x, column in enumerate(validator.ValidationInfo().colorInfo):
        for y, colour in enumerate(column):
            draw.rectangle((x * 100, y * 100, x * 100 + 99, y * 100 + 99), fill=colour)
    return image


def checks() -> list[str]:
    listed = validator.TestSuite(validator.ValidationInfo()).list_tests(VERSION)
    above = {name for name, check in listed.items() if check["level"] > LEVEL}
    assert set(PASSED_OVER) <= above
    return sorted(set(listed) - set(PASSED_OVER))


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_check_of_level_2_and_of_what_we_offer_beyond_passes(
    live_server: LiveServer, store: StoreImage, rights: dict[int, set[str]]
) -> None:
    image = store(reference_image())
    rights[image.pk] = {OPEN}
    names = checks()
    assert len(names) > 25
    failures = {}
    for name in names:
        host = live_server.url.removeprefix("http://")
        result = validator.ImageAPI(
            image.identifier, host, "iiif/image/3", version=VERSION, debug=False
        )
        try:
            validator.TestSuite(validator.ValidationInfo()).run_test(name, result)
        except Exception as error:  # the validator's own checks raise whatever they meet
            failures[name] = f"{error!r} {result.urls}"
        if result.exception:
            failures[name] = f"{result.exception} {result.urls}"
    assert failures == {}
