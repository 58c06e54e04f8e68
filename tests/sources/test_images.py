"""Every kind of file that is offered as an image."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from muniment.sources.images import (
    ImageFacts,
    ImageLimits,
    ImageProblem,
    inspect_image,
    put_limits_in_force,
)
from tests.images.files import page, saved


def facts(path: Path) -> ImageFacts:
    found = inspect_image(path)
    assert isinstance(found, ImageFacts), found
    return found


def problem(path: Path) -> ImageProblem:
    found = inspect_image(path)
    assert isinstance(found, ImageProblem), found
    assert found.message.endswith(".")
    assert found.cure.endswith(".")
    return found


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.tif", "image/tiff"),
        ("a.png", "image/png"),
        ("a.jp2", "image/jp2"),
        ("a.webp", "image/webp"),
    ],
)
def test_each_format_is_known_by_its_content(tmp_path: Path, name: str, media_type: str) -> None:
    path = saved(tmp_path / name, page(300, 200)).rename(tmp_path / "without-extension")
    found = facts(path)
    assert (found.media_type, found.width_px, found.height_px) == (media_type, 300, 200)
    assert found.warnings == ()


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.jp2", "a.webp"])
def test_a_file_that_ends_too_early_is_found_out(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / name, page(600, 400))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert problem(path).code == "image-truncated"


def test_a_thumbnail_does_not_hide_that_a_jpeg_is_cut(tmp_path: Path) -> None:
    thumbnail = saved(tmp_path / "small.jpg", page(60, 40)).read_bytes()
    path = saved(tmp_path / "a.jpg", page(600, 400))
    data = path.read_bytes()
    segment = b"\xff\xe2" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
    path.write_bytes((data[:2] + segment + data[2:])[:-500])
    assert problem(path).code == "image-truncated"


def test_bytes_after_the_end_of_a_jpeg_do_no_harm(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", page(300, 200))
    path.write_bytes(path.read_bytes() + b"\0" * 100_000)
    assert facts(path).width_px == 300


def test_text_with_the_name_of_an_image_is_called_text(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    path.write_text("Dear Sir,\nI have the honour to remain\n", encoding="utf-8")
    found = problem(path)
    assert found.code == "image-format"
    assert "text" in found.message


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    path.touch()
    assert problem(path).code == "image-empty"


def test_a_format_that_is_not_read_is_named(tmp_path: Path) -> None:
    found = problem(saved(tmp_path / "a.gif", page(30, 20)))
    assert "GIF" in found.message
    assert "JPEG 2000" in found.cure


def test_noise_after_a_jpeg_signature_is_damaged_and_not_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
    assert problem(path).code in {"image-damaged", "image-truncated"}


def test_an_image_sixty_thousand_pixels_wide_is_refused_in_one_sentence(tmp_path: Path) -> None:
    found = problem(saved(tmp_path / "a.png", Image.new("1", (60_000, 10))))
    assert found.code == "image-too-large"
    assert "60,000 × 10" in found.message
    assert "30,000" in found.message


def test_the_limits_can_be_raised_and_lowered(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", page(300, 200))
    before = put_limits_in_force(ImageLimits(max_area_px=50_000))
    try:
        assert problem(path).code == "image-too-large"
        put_limits_in_force(ImageLimits(max_side_px=300))
        assert facts(path).width_px == 300
    finally:
        put_limits_in_force(before)


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_after_the_rotation_tag(
    tmp_path: Path, name: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    found = facts(saved(tmp_path / name, page(300, 200), exif=exif))
    expected = (300, 200) if orientation < 5 else (200, 300)
    assert (found.width_px, found.height_px) == expected
    assert found.orientation == orientation


@pytest.mark.parametrize(
    ("name", "mode"), [("a.jpg", "CMYK"), ("a.tif", "I;16"), ("a.png", "P"), ("a.png", "RGBA")]
)
def test_unusual_samples_are_accepted(tmp_path: Path, name: str, mode: str) -> None:
    image = Image.new("I;16", (300, 200), 40_000) if mode == "I;16" else page(300, 200, mode=mode)
    assert facts(saved(tmp_path / name, image)).mode == mode


def test_measurements_in_floating_point_are_refused(tmp_path: Path) -> None:
    assert problem(saved(tmp_path / "a.tif", Image.new("F", (30, 20)))).code == "image-samples"


@pytest.mark.parametrize(
    ("name", "word"), [("a.png", "animated"), ("a.webp", "animated"), ("a.tif", "pages")]
)
def test_of_several_frames_the_first_is_taken_with_a_warning(
    tmp_path: Path, name: str, word: str
) -> None:
    frames = [page(300, 200), page(300, 200, mode="L").convert("RGB")]
    found = facts(saved(tmp_path / name, frames[0], save_all=True, append_images=frames[1:]))
    assert found.frames == 2
    assert [warning.code for warning in found.warnings] == ["image-frames"]
    assert word in found.warnings[0].message


def test_a_lab_tiff_is_read_although_pillow_cannot(tmp_path: Path) -> None:
    import pyvips

    path = tmp_path / "a.tif"
    lab = pyvips.Image.black(300, 200, bands=3).copy(interpretation="srgb").colourspace("labs")
    lab.tiffsave(str(path))
    assert (facts(path).width_px, facts(path).height_px) == (300, 200)


def test_every_image_of_the_corpora_is_accepted(corpora: Path) -> None:
    images = [path for path in corpora.rglob("*") if path.suffix in {".jpg", ".tif"}]
    assert len(images) > 250
    assert [path for path in images if isinstance(inspect_image(path), ImageProblem)] == []
