"""Derivatives of every kind of master, looked at through their tiles."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import pyvips
from PIL import Image, ImageCms

from muniment.images.pyramids import CannotMakePyramid, make_pyramid
from muniment.images.tiles import Pyramid
from tests.images.files import RED, WHITE, huge_master, is_near, page, saved


def pyramid_of(master: Path) -> Pyramid:
    target = master.parent / "derivatives" / "a.tif"
    make_pyramid(master, target)
    return Pyramid(target)


def whole(pyramid: Pyramid) -> Image.Image:
    """Put the finest level together from the tiles that are sent."""
    image = Image.new("RGB", (pyramid.width_px, pyramid.height_px))
    for row in range(-(-pyramid.height_px // 512)):
        for column in range(-(-pyramid.width_px // 512)):
            tile = Image.open(BytesIO(pyramid.tile(0, column, row)))
            image.paste(tile, (column * 512, row * 512))
    return image


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.jp2", "a.webp"])
def test_a_master_of_each_format_gives_the_same_picture(tmp_path: Path, name: str) -> None:
    picture = whole(pyramid_of(saved(tmp_path / name, page(1300, 900))))
    assert picture.size == (1300, 900)
    assert is_near(picture.getpixel((20, 20)), RED)
    assert is_near(picture.getpixel((1290, 890)), (240, 235, 220))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.webp"])
def test_the_rotation_tag_is_applied(tmp_path: Path, name: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    picture = whole(pyramid_of(saved(tmp_path / name, page(700, 600), exif=exif)))
    assert picture.size == ((700, 600) if orientation < 5 else (600, 700))
    right, bottom = picture.width - 20, picture.height - 20
    corners = {1: (20, 20), 2: (right, 20), 3: (right, bottom), 4: (20, bottom)}
    corners |= {5: (20, 20), 6: (right, 20), 7: (right, bottom), 8: (20, bottom)}
    assert is_near(picture.getpixel(corners[orientation]), RED)


def test_transparency_becomes_white(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    picture.paste((*RED, 255), (0, 0, 100, 100))
    shown = whole(pyramid_of(saved(tmp_path / "a.png", picture)))
    assert is_near(shown.getpixel((300, 300)), WHITE)
    assert is_near(shown.getpixel((50, 50)), RED)


@pytest.mark.parametrize("mode", ["P", "1", "LA"])
def test_palettes_and_black_and_white_are_read(tmp_path: Path, mode: str) -> None:
    shown = whole(pyramid_of(saved(tmp_path / "a.png", page(600, 600, mode=mode))))
    assert shown.size == (600, 600)


@pytest.mark.parametrize("name", ["a.tif", "a.png", "a.jp2"])
def test_sixteen_bit_grey_keeps_its_brightness(tmp_path: Path, name: str) -> None:
    pyramid = pyramid_of(saved(tmp_path / name, Image.new("I;16", (600, 400), 0x8080)))
    assert pyramid.is_grey
    assert is_near(whole(pyramid).getpixel((300, 200)), (128, 128, 128))


def test_sixteen_bit_colour_with_transparency_is_read(tmp_path: Path) -> None:
    colour = pyvips.Image.new_from_array([[0]]).embed(0, 0, 600, 400, extend="copy")
    colour = colour.bandjoin([0, 0, 0]).linear(1, [0xC800, 0x1000, 0x2E00, 0xFFFF]).cast("ushort")
    path = tmp_path / "a.png"
    colour.copy(interpretation="rgb16").pngsave(str(path))
    assert is_near(whole(pyramid_of(path)).getpixel((300, 200)), RED)


@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_cmyk_becomes_what_it_looks_like(tmp_path: Path, name: str) -> None:
    white_and_black = Image.new("CMYK", (600, 400), (0, 0, 0, 0))
    white_and_black.paste((0, 0, 0, 255), (300, 0, 600, 400))
    shown = whole(pyramid_of(saved(tmp_path / name, white_and_black, quality=95)))
    assert is_near(shown.getpixel((50, 200)), WHITE)
    dark = shown.getpixel((550, 200))
    assert isinstance(dark, tuple) and max(dark) < 60


def test_a_colour_profile_is_applied_and_a_broken_one_passed_over(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = saved(tmp_path / "a.jpg", page(600, 400), icc_profile=lab)
    assert is_near(whole(pyramid_of(kept)).getpixel((20, 20)), RED)
    broken = saved(tmp_path / "b.jpg", page(600, 400), icc_profile=b"not a profile" * 20)
    assert is_near(whole(pyramid_of(broken)).getpixel((20, 20)), RED)


def test_of_an_animation_the_first_frame_is_taken(tmp_path: Path) -> None:
    first, second = page(600, 400), Image.new("RGB", (600, 400), (0, 0, 255))
    path = saved(tmp_path / "a.webp", first, save_all=True, append_images=[second])
    picture = whole(pyramid_of(path))
    assert picture.size == (600, 400)
    assert is_near(picture.getpixel((20, 20)), RED)


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.jp2", "a.webp"])
def test_a_hole_in_the_data_is_an_error_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / name, page(1300, 900))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CannotMakePyramid, match="Copy or save the image again"):
        make_pyramid(path, tmp_path / "out" / "a.tif")
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "size",
    [(1, 1), (511, 513), (512, 512), (513, 512), (1024, 1025), (1025, 2049), (3000, 40), (3000, 1)],
)
def test_every_tile_has_the_size_that_clients_reckon_with(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    pyramid = pyramid_of(saved(tmp_path / "a.png", Image.new("RGB", size, RED)))
    assert pyramid.sizes[0] == size
    for level, (width, height) in enumerate(pyramid.sizes):
        assert (width, height) == (-(-size[0] // 2**level), -(-size[1] // 2**level))
        for row in range(-(-height // 512)):
            for column in range(-(-width // 512)):
                with Image.open(BytesIO(pyramid.tile(level, column, row))) as tile:
                    expected = (min(512, width - column * 512), min(512, height - row * 512))
                    assert tile.size == expected
                    # the last odd pixel shares its colour with the padding beside it
                    assert min(expected) == 1 or is_near(tile.getpixel((0, 0)), RED)


def test_stored_tiles_say_what_they_are_to_every_reader(tmp_path: Path) -> None:
    pyramid = pyramid_of(saved(tmp_path / "a.png", page(1300, 900)))
    tile = pyramid.tile(0, 0, 0)
    assert tile.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    assert tile.endswith(b"\xff\xd9")
    assert pyvips.Image.new_from_buffer(tile, "", fail_on="warning").avg() > 0
    with Image.open(BytesIO(tile)) as opened:
        assert opened.mode == "RGB"
        assert is_near(opened.getpixel((20, 20)), RED)


def test_memory_stays_small_however_large_the_master(tmp_path: Path) -> None:
    path = huge_master(tmp_path / "huge.tif", 16_000)
    code = (
        "import resource, sys; from pathlib import Path;"
        "from muniment.images.pyramids import make_pyramid;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "make_pyramid(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    arguments = [sys.executable, "-c", code, str(path), str(tmp_path / "a.tif")]
    grown_kib = int(subprocess.run(arguments, capture_output=True, check=True).stdout)
    pixels_kib = 16_000 * 16_000 // 1024
    assert grown_kib < pixels_kib / 2, "the whole image was held in memory"
