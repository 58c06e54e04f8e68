"""Regions at any size: what they show, and how much work they make."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from muniment.images.edges import Span
from muniment.images.levels import best_level
from muniment.images.pyramids import make_pyramid
from muniment.images.renditions import (
    MAX_AREA_PX,
    Format,
    Quality,
    Rendition,
    render,
    stored_tile,
)
from muniment.images.tiles import Pyramid
from tests.images.files import RED, WHITE, huge_master, is_near, page, saved

HUGE_PX = 20_000


class CountingPyramid(Pyramid):
    """A pyramid that counts what is read from it."""

    def __init__(self, path: Path) -> None:
        self.tiles_read = 0
        self.bytes_read = 0
        super().__init__(path)

    def _read(self, span: Span) -> bytes:
        self.tiles_read += 1
        self.bytes_read += span.length
        return super()._read(span)


@pytest.fixture(scope="module")
def pyramid(tmp_path_factory: pytest.TempPathFactory) -> Pyramid:
    """A page of 1301 × 903 pixels."""
    folder = tmp_path_factory.mktemp("page")
    make_pyramid(saved(folder / "a.png", page(1301, 903)), folder / "a.tif")
    return Pyramid(folder / "a.tif")


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An image of 400 million pixels."""
    folder = tmp_path_factory.mktemp("huge")
    make_pyramid(huge_master(folder / "huge.tif", HUGE_PX), folder / "a.tif")
    (folder / "huge.tif").unlink()
    return folder / "a.tif"


def rgb(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    colour = picture.getpixel((x, y))
    values = colour if isinstance(colour, tuple) else (int(colour or 0),)
    return values[:3] if len(values) > 2 else values[:1] * 3


def image(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_an_aligned_tile_is_sent_as_it_is_stored(pyramid: Pyramid) -> None:
    wanted = Rendition((512, 0, 512, 512), (512, 512))
    assert render(pyramid, wanted) == pyramid.tile(0, 1, 0)
    assert stored_tile(pyramid, (0, 0, 1024, 903), (512, 452)) == pyramid.tile(1, 0, 0)
    assert stored_tile(pyramid, (0, 0, 1301, 903), (326, 226)) == pyramid.tile(2, 0, 0)


@pytest.mark.parametrize(
    ("region", "size"),
    [
        ((511, 0, 512, 512), (512, 512)),
        ((0, 0, 512, 512), (511, 511)),
        ((0, 0, 500, 500), (500, 500)),
        ((512, 0, 1024, 903), (512, 452)),
    ],
)
def test_what_is_not_a_tile_is_not_taken_for_one(
    pyramid: Pyramid, region: tuple[int, int, int, int], size: tuple[int, int]
) -> None:
    assert stored_tile(pyramid, region, size) is None


@pytest.mark.parametrize(
    ("region", "size"),
    [
        ((0, 0, 1301, 903), (1301, 903)),
        ((0, 0, 1301, 903), (651, 452)),
        ((0, 0, 1301, 903), (7, 5)),
        ((1300, 902, 1, 1), (1, 1)),
        ((1300, 0, 1, 903), (3, 200)),
        ((37, 41, 700, 611), (300, 262)),
        ((0, 0, 100, 100), (900, 900)),
        ((0, 0, 1301, 1), (1301, 1)),
        ((0, 0, 1301, 903), (1301, 2)),
    ],
)
def test_the_result_has_the_size_asked_for(
    pyramid: Pyramid, region: tuple[int, int, int, int], size: tuple[int, int]
) -> None:
    assert image(render(pyramid, Rendition(region, size))).size == size


def test_a_region_shows_that_part_of_the_image(pyramid: Pyramid) -> None:
    # the red corner ends at 325, 180
    shown = image(render(pyramid, Rendition((225, 80, 200, 200), (100, 100))))
    assert is_near(shown.getpixel((40, 40)), RED)
    assert is_near(shown.getpixel((60, 40)), (240, 235, 220))
    assert is_near(shown.getpixel((40, 60)), (240, 235, 220))


def test_mirroring_comes_before_turning(pyramid: Pyramid) -> None:
    wanted = Rendition((0, 0, 1301, 903), (400, 278), mirrored=True, rotation_degrees=90)
    turned = image(render(pyramid, wanted))
    assert turned.size == (278, 400)
    assert is_near(turned.getpixel((270, 390)), RED)  # right top, then right bottom


@pytest.mark.parametrize(
    ("degrees", "place"), [(90, (270, 10)), (180, (390, 270)), (270, (10, 390))]
)
def test_it_turns_clockwise(pyramid: Pyramid, degrees: int, place: tuple[int, int]) -> None:
    wanted = Rendition((0, 0, 1301, 903), (400, 278), rotation_degrees=degrees)
    assert is_near(image(render(pyramid, wanted)).getpixel(place), RED)


def test_any_angle_grows_the_image_and_fills_its_corners(pyramid: Pyramid) -> None:
    region, size = (0, 0, 1301, 903), (400, 278)
    jpeg = image(render(pyramid, Rendition(region, size, rotation_degrees=22.5)))
    assert jpeg.width > 400 and jpeg.height > 278
    assert is_near(jpeg.getpixel((2, 2)), WHITE)
    png = image(render(pyramid, Rendition(region, size, False, 22.5, format=Format.PNG)))
    assert png.mode == "RGBA"
    assert png.getpixel((2, 2))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("degrees", [0, 30])
def test_every_quality_comes_in_every_format(
    pyramid: Pyramid, form: Format, quality: Quality, degrees: int
) -> None:
    wanted = Rendition((0, 0, 600, 600), (300, 300), False, degrees, quality, form)
    made = image(render(pyramid, wanted))
    assert made.format == {"jpg": "JPEG"}.get(form, form.upper())
    colours = {rgb(made, x, y) for x in range(0, made.width, 3) for y in range(0, made.height, 3)}
    if quality == Quality.GRAY:
        assert all(max(colour) - min(colour) < 6 for colour in colours)
    if quality == Quality.BITONAL:
        assert all(is_near(c, (0, 0, 0), within=60) or min(c) > 195 for c in colours)


def test_a_tile_of_a_huge_image_reads_one_tile(huge: Path) -> None:
    counting = CountingPyramid(huge)
    for level in range(len(counting.sizes) - 1):
        step = 512 << level
        assert stored_tile(counting, (step, step, step, step), (512, 512)) or level > 4
    assert counting.tiles_read <= len(counting.sizes)
    assert counting.bytes_read < 500_000


@pytest.mark.parametrize(
    ("region", "size"),
    [
        ((0, 0, HUGE_PX, HUGE_PX), (3162, 3162)),
        ((0, 0, HUGE_PX, HUGE_PX), (HUGE_PX, 1)),
        ((0, 0, HUGE_PX, HUGE_PX), (1, HUGE_PX)),
        ((0, 0, HUGE_PX, HUGE_PX), (HUGE_PX, 500)),
        ((1, 1, 9_999, 9_999), (3162, 3162)),
        ((3, 3, 2_530, 2_530), (100, 100)),
        ((0, 0, HUGE_PX, 3), (HUGE_PX, 3)),
        ((0, 7_000, 5_000, 1_999), (5_000, 1_999)),
    ],
)
def test_the_work_is_bounded_by_the_result_and_not_by_the_master(
    huge: Path, region: tuple[int, int, int, int], size: tuple[int, int]
) -> None:
    assert size[0] * size[1] <= MAX_AREA_PX
    counting = CountingPyramid(huge)
    assert image(render(counting, Rendition(region, size))).size == size
    decoded = counting.tiles_read * 512 * 512
    margins = 2 * (HUGE_PX + HUGE_PX) * 512  # a row and a column of tiles on either side
    assert decoded <= 4 * MAX_AREA_PX + margins
    assert decoded < HUGE_PX * HUGE_PX / 4


def test_the_level_is_chosen_by_how_much_the_region_shrinks() -> None:
    many = {"levels": 7, "max_pixels": 10**9}
    assert best_level((0, 0, 1000, 1000), (1000, 1000), **many) == 0
    assert best_level((0, 0, 1000, 1000), (501, 501), **many) == 0
    assert best_level((0, 0, 1000, 1000), (500, 500), **many) == 1
    assert best_level((0, 0, 1000, 1000), (500, 251), **many) == 1
    assert best_level((0, 0, 1000, 1000), (1, 1), levels=3, max_pixels=10**9) == 2
    assert best_level((0, 0, 1000, 1000), (1000, 1), levels=7, max_pixels=300_000) == 1
