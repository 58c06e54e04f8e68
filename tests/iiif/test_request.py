"""Every clause of the Image API's addresses (IIIF Image 3.0 §4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.iiif.request import (
    BadRequest,
    ImageRequestError,
    ImageSize,
    NotOffered,
    Reckoned,
    parse_request,
    reckon,
)

PAGE = ImageSize(3000, 2000, 2_500_000)
SMALL = ImageSize(300, 200, 2_500_000)


def reckoned(address: str, image: ImageSize = PAGE) -> Reckoned:
    return reckon(parse_request(*address.split("/")), image)


@pytest.mark.parametrize(
    ("region", "box"),
    [
        ("full", (0, 0, 3000, 2000)),
        ("square", (500, 0, 2000, 2000)),
        ("125,15,120,140", (125, 15, 120, 140)),
        ("0,0,3000,2000", (0, 0, 3000, 2000)),
        ("2900,1900,500,500", (2900, 1900, 100, 100)),
        ("pct:41.6,7.5,40,70", (1248, 150, 1200, 1400)),
        ("pct:0,0,100,100", (0, 0, 3000, 2000)),
        ("pct:50,50,80,80", (1500, 1000, 1500, 1000)),
        ("pct:.5,0,1.5,1", (15, 0, 45, 20)),
    ],
)
def test_regions(region: str, box: tuple[int, int, int, int]) -> None:
    assert reckoned(f"{region}/10,/0/default.jpg").rendition.region == box


@pytest.mark.parametrize(
    "region",
    [
        "",
        "Full",
        "0,0,0,10",
        "0,0,10,0",
        "-1,0,10,10",
        "1.5,0,10,10",
        "0,0,10",
        "0,0,10,10,10",
        "pct:0,0,0,10",
        "pct:0,0,101",
        "pct:-1,0,10,10",
        "3000,0,10,10",
        "0,2000,10,10",
        "pct:100,0,10,10",
        "pct:0,0,0.001,0.001",
        "٣,0,10,10",
        "0, 0,10,10",
        "square ",
    ],
)
def test_regions_that_are_refused(region: str) -> None:
    with pytest.raises(BadRequest):
        reckoned(f"{region}/max/0/default.jpg")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("max", (300, 200)),
        ("150,", (150, 100)),
        (",150", (225, 150)),
        ("pct:50", (150, 100)),
        ("pct:33.3", (100, 67)),
        ("225,100", (225, 100)),
        ("!225,100", (150, 100)),
        ("!150,190", (150, 100)),
        ("300,200", (300, 200)),
        ("!300,200", (300, 200)),
        ("!300,900", (300, 200)),
        ("^360,", (360, 240)),
        ("^,240", (360, 240)),
        ("^pct:120", (360, 240)),
        ("^360,360", (360, 360)),
        ("^!360,360", (360, 240)),
        ("^150,", (150, 100)),
    ],
)
def test_sizes(size: str, expected: tuple[int, int]) -> None:
    assert reckoned(f"full/{size}/0/default.jpg", SMALL).rendition.size == expected


@pytest.mark.parametrize(
    "size",
    [
        "",
        "full",
        "0,",
        ",0",
        "0,10",
        ",",
        "!,",
        "!10,",
        "!,10",
        "10",
        "-10,",
        "10.5,",
        "pct:0",
        "pct:",
        "pct:101",
        "301,",
        ",201",
        "301,200",
        "300,201",
        "!301,400",
        "!^10,10",
        "^",
        "max,",
        "^pct:0",
        "^2000,2000",
        "pct:0.01",
        "٣,",
    ],
)
def test_sizes_that_are_refused(size: str) -> None:
    with pytest.raises(BadRequest):
        reckoned(f"full/{size}/0/default.jpg", SMALL)


def test_max_stays_within_the_largest_area_and_what_exceeds_it_is_refused() -> None:
    width, height = reckoned("full/max/0/default.jpg").rendition.size
    assert width * height <= 2_500_000 < (width + 2) * (height + 2)
    assert abs(width / height - 1.5) < 0.01
    with pytest.raises(BadRequest, match="the most given at once"):
        reckoned("full/3000,/0/default.jpg")


def test_max_scales_up_only_after_a_caret() -> None:
    assert reckoned("full/max/0/default.jpg", SMALL).rendition.size == (300, 200)
    width, height = reckoned("full/^max/0/default.jpg", SMALL).rendition.size
    assert 2_400_000 < width * height <= 2_500_000


@pytest.mark.parametrize(
    ("rotation", "degrees", "mirrored"),
    [
        ("0", 0, False),
        ("90", 90, False),
        ("360", 0, False),
        ("22.5", 22.5, False),
        ("!0", 0, True),
        ("!180", 180, True),
        (".5", 0.5, False),
    ],
)
def test_rotations(rotation: str, degrees: float, mirrored: bool) -> None:
    rendition = reckoned(f"full/10,/{rotation}/default.jpg").rendition
    assert (rendition.rotation_degrees, rendition.mirrored) == (degrees, mirrored)


@pytest.mark.parametrize("rotation", ["", "!", "-90", "361", "360.1", "9O", "+90", "1e2", "0!"])
def test_rotations_that_are_refused(rotation: str) -> None:
    with pytest.raises(BadRequest):
        reckoned(f"full/max/{rotation}/default.jpg")


@pytest.mark.parametrize("file", ["default", "native.jpg", ".jpg", "default.jpeg", "default.", ""])
def test_qualities_and_formats_that_are_refused(file: str) -> None:
    with pytest.raises(BadRequest):
        reckoned(f"full/max/0/{file}")


@pytest.mark.parametrize("form", ["tif", "gif", "jp2", "pdf"])
def test_formats_of_the_standard_that_are_not_made_here(form: str) -> None:
    with pytest.raises(NotOffered) as caught:
        reckoned(f"full/max/0/default.{form}")
    assert caught.value.status == 501
    assert "jpg, png, webp" in str(caught.value)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("full/max/0/default.jpg", "full/max/0/default.jpg"),
        ("0,0,300,200/300,/0/color.jpg", "full/max/0/default.jpg"),
        ("pct:0,0,100,100/pct:50/360/default.jpg", "full/150,100/0/default.jpg"),
        ("square/,100/!22.50/gray.png", "50,0,200,200/100,100/!22.5/gray.png"),
        ("10,10,900,100/max/0/bitonal.webp", "10,10,290,100/max/0/bitonal.webp"),
        ("full/^600,/0/default.jpg", "full/^600,400/0/default.jpg"),
        ("full/^150,/090/default.jpg", "full/150,100/90/default.jpg"),
    ],
)
def test_canonical_addresses(address: str, canonical: str) -> None:
    found = reckoned(address, SMALL)
    assert found.canonical == canonical
    assert reckoned(canonical, SMALL) == Reckoned(
        rendition=reckoned(canonical, SMALL).rendition, canonical=canonical
    ), "a canonical address is its own"


NUMBER = st.one_of(
    st.integers(0, 4000).map(str), st.floats(0, 120).map(lambda n: f"{n:.3f}"), st.just("")
)
REGION = st.one_of(
    st.sampled_from(["full", "square"]),
    st.builds("{}{},{},{},{}".format, st.sampled_from(["", "pct:"]), *[NUMBER] * 4),
)
SIZE = st.one_of(
    st.sampled_from(["max", "^max"]),
    st.builds("{}{},{}".format, st.sampled_from(["", "^", "!", "^!"]), NUMBER, NUMBER),
    st.builds("{}pct:{}".format, st.sampled_from(["", "^"]), NUMBER),
)


@given(REGION, SIZE, st.builds("{}{}".format, st.sampled_from(["", "!"]), NUMBER))
def test_whatever_is_asked_either_fits_the_image_or_is_refused(
    region: str, size: str, rotation: str
) -> None:
    try:
        found = reckoned(f"{region}/{size}/{rotation}/default.jpg")
    except ImageRequestError:
        return
    left, top, width, height = found.rendition.region
    assert left >= 0 and top >= 0 and width > 0 and height > 0
    assert left + width <= 3000 and top + height <= 2000
    wide, high = found.rendition.size
    assert 0 < wide * high <= PAGE.max_area_px
    assert size.startswith("^") or (wide <= width and high <= height)
    assert reckoned(found.canonical).canonical == found.canonical
