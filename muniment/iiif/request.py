"""Read what an Image API address asks for, and reckon it against an image (IIIF Image 3.0 §4).

Pure: no Django, no files. Parsing and reckoning each refuse with a sentence and the status that
the standard names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from muniment.images.renditions import Format, Quality, Rendition

KNOWN_FORMATS = frozenset({"tif", "gif", "jp2", "pdf"})  # in the standard, but not made here
FULL_TURN = 360

_DIGITS = r"\d{1,9}"
_DECIMAL = r"\d{1,9}(?:\.\d{1,12})?|\.\d{1,12}"
_REGION_PIXELS = re.compile(rf"({_DIGITS}),({_DIGITS}),({_DIGITS}),({_DIGITS})", re.ASCII)
_REGION_PERCENT = re.compile(rf"pct:({_DECIMAL}),({_DECIMAL}),({_DECIMAL}),({_DECIMAL})", re.ASCII)
_SIZE_PERCENT = re.compile(rf"pct:({_DECIMAL})", re.ASCII)
_SIZE_PIXELS = re.compile(rf"(!?)({_DIGITS})?,({_DIGITS})?", re.ASCII)
_ROTATION = re.compile(rf"(!?)({_DECIMAL})", re.ASCII)


class ImageRequestError(ValueError):
    """What is asked for cannot be given; `status` is the HTTP status that says so."""

    status = 400


class BadRequest(ImageRequestError):
    """The address breaks a rule of the standard, or asks for what the image does not have."""


class NotOffered(ImageRequestError):
    """The standard knows it, but it is not made here."""

    status = 501


# What the address says ---------------------------------------------------------------------------


class RegionKind(Enum):
    """The four ways to name a region (§4.1)."""

    FULL = "full"
    SQUARE = "square"
    PIXELS = "pixels"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Region:
    """Which part of the image. The four numbers are left, top, width and height."""

    kind: RegionKind
    values: tuple[float, float, float, float] = (0, 0, 0, 0)


class SizeKind(Enum):
    """The ways to name a size (§4.2); PIXELS with one side missing keeps the proportions."""

    MAX = "max"
    PERCENT = "percent"
    PIXELS = "pixels"
    CONFINED = "confined"


@dataclass(frozen=True, slots=True)
class Size:
    """How large. Only what begins with ^ may be larger than the region."""

    kind: SizeKind
    upscales: bool = False
    width: int | None = None
    height: int | None = None
    percent: float = 0


@dataclass(frozen=True, slots=True)
class Rotation:
    """Mirrored on the vertical axis first, then turned clockwise (§4.3)."""

    degrees: float = 0
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """An image request, understood but not yet reckoned against an image."""

    region: Region
    size: Size
    rotation: Rotation
    quality: Quality
    format: Format


def parse_request(region: str, size: str, rotation: str, file: str) -> ImageRequest:
    """Read the four last parts of the address; `file` is ``quality.format``.

    :raises ImageRequestError: one of them is wrong or not offered.
    """
    quality, _, form = file.rpartition(".")
    return ImageRequest(
        region=parse_region(region),
        size=parse_size(size),
        rotation=parse_rotation(rotation),
        quality=parse_quality(quality),
        format=parse_format(form),
    )


def parse_region(text: str) -> Region:
    """Read a region (§4.1)."""
    if text in {"full", "square"}:
        return Region(RegionKind(text))
    kind = RegionKind.PERCENT if text.startswith("pct:") else RegionKind.PIXELS
    pattern = _REGION_PERCENT if kind is RegionKind.PERCENT else _REGION_PIXELS
    found = pattern.fullmatch(text)
    if not found:
        raise BadRequest(
            f"The region {text!r} is none of full, square, x,y,w,h and pct:x,y,w,h "
            "with numbers of 0 or more."
        )
    left, top, width, height = (float(number) for number in found.groups())
    if width == 0 or height == 0:
        raise BadRequest(f"The region {text!r} has no width or no height.")
    return Region(kind, (left, top, width, height))


def parse_size(text: str) -> Size:
    """Read a size (§4.2)."""
    upscales = text.startswith("^")
    bare = text.removeprefix("^")
    if bare == "max":
        return Size(SizeKind.MAX, upscales)
    if found := _SIZE_PERCENT.fullmatch(bare):
        percent = float(found[1])
        if percent == 0 or (percent > 100 and not upscales):
            raise BadRequest(f"The size {text!r} is not above 0 and up to 100; beyond, write ^.")
        return Size(SizeKind.PERCENT, upscales, percent=percent)
    if found := _SIZE_PIXELS.fullmatch(bare):
        confined, width, height = found.groups()
        is_whole = bool(width and height) if confined else bool(width or height)
        if is_whole and 0 not in {int(side) for side in (width, height) if side}:
            kind = SizeKind.CONFINED if confined else SizeKind.PIXELS
            return Size(kind, upscales, _number(width), _number(height))
    raise BadRequest(
        f"The size {text!r} is none of max, w, ,h w,h !w,h and pct:n, nor one of them after ^, "
        "with numbers above 0."
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def parse_rotation(text: str) -> Rotation:
    """Read a rotation (§4.3)."""
    found = _ROTATION.fullmatch(text)
    if not found or float(found[2]) > FULL_TURN:
        raise BadRequest(f"The rotation {text!r} is not a number from 0 to 360, or ! and one.")
    return Rotation(float(found[2]) % FULL_TURN, mirrored=bool(found[1]))


def parse_quality(text: str) -> Quality:
    """Read a quality (§4.4)."""
    try:
        return Quality(text)
    except ValueError:
        raise BadRequest(
            f"The quality {text!r} is none of {', '.join(quality.value for quality in Quality)}."
        ) from None


def parse_format(text: str) -> Format:
    """Read a format (§4.5)."""
    offered = ", ".join(form.value for form in Format)
    if text in KNOWN_FORMATS:
        raise NotOffered(f"Images are not made as {text} here, but as {offered}.")
    try:
        return Format(text)
    except ValueError:
        raise BadRequest(f"The format {text!r} is none of {offered}.") from None


# What it comes to for one image ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A request reckoned against an image: what to make, and its canonical address (§4.7)."""

    rendition: Rendition
    canonical: str  # region/size/rotation/quality.format


@dataclass(frozen=True, slots=True)
class ImageSize:
    """The full image, and the largest area in pixels that is given of it at once."""

    width_px: int
    height_px: int
    max_area_px: int


def reckon(request: ImageRequest, image: ImageSize) -> Reckoned:
    """Turn a request into pixels of one image.

    :raises BadRequest: the region lies outside, or the size is too large or comes to nothing.
    """
    left, top, width, height = _region_box(request.region, image)
    size = _pixel_size(request.size, width, height, image.max_area_px)
    rendition = Rendition(
        region=(left, top, width, height),
        size=size,
        mirrored=request.rotation.mirrored,
        rotation_degrees=request.rotation.degrees,
        quality=request.quality,
        format=request.format,
    )
    return Reckoned(rendition, _canonical(rendition, image, _largest(width, height, image)))


def _region_box(region: Region, image: ImageSize) -> tuple[int, int, int, int]:
    full_width, full_height = image.width_px, image.height_px
    if region.kind is RegionKind.FULL:
        return 0, 0, full_width, full_height
    if region.kind is RegionKind.SQUARE:
        side = min(full_width, full_height)
        return (full_width - side) // 2, (full_height - side) // 2, side, side
    left, top, width, height = region.values
    if region.kind is RegionKind.PERCENT:
        left, width = left * full_width / 100, width * full_width / 100
        top, height = top * full_height / 100, height * full_height / 100
    box_left, box_top = round(left), round(top)
    right, bottom = min(full_width, round(left + width)), min(full_height, round(top + height))
    if right <= box_left or bottom <= box_top:
        raise BadRequest(
            f"The region holds no pixel of the image, which is {full_width} × {full_height}."
        )
    return box_left, box_top, right - box_left, bottom - box_top


def _largest(width: int, height: int, image: ImageSize) -> tuple[int, int]:
    return _scaled_to_area(width, height, min(width * height, image.max_area_px))


def _scaled_to_area(width: int, height: int, area: int) -> tuple[int, int]:
    """Scale to an area, rounding down so as not to exceed it."""
    if width * height == area:
        return width, height
    scale = (area / (width * height)) ** 0.5
    wide, high = max(1, int(width * scale)), max(1, int(height * scale))
    return (min(wide, area // high), high) if wide > high else (wide, min(high, area // wide))


def _pixel_size(size: Size, width: int, height: int, max_area: int) -> tuple[int, int]:
    if size.kind is SizeKind.MAX:
        area = max_area if size.upscales else min(width * height, max_area)
        return _scaled_to_area(width, height, area)
    wide, high = _named_size(size, width, height)
    if wide == 0 or high == 0:
        raise BadRequest("The size comes to no pixel at all.")
    if not size.upscales and (wide > width or high > height):
        raise BadRequest(
            f"The size {wide},{high} is larger than the region, which is {width} × {height}; "
            "write ^ before it to have it scaled up."
        )
    if wide * high > max_area:
        raise BadRequest(
            f"The size {wide},{high} has more than {max_area} pixels, the most given at once."
        )
    return wide, high


def _named_size(size: Size, width: int, height: int) -> tuple[int, int]:
    if size.kind is SizeKind.PERCENT:
        return round(width * size.percent / 100), round(height * size.percent / 100)
    if size.kind is SizeKind.CONFINED and size.width and size.height:
        # Larger than the region without ^ is refused, as for the other forms.
        if size.width * height <= size.height * width:
            return size.width, round(height * size.width / width)
        return round(width * size.height / height), size.height
    if size.width is None:
        high = size.height or 0
        return round(width * high / height), high
    if size.height is None:
        return size.width, round(height * size.width / width)
    return size.width, size.height


def _canonical(rendition: Rendition, image: ImageSize, largest: tuple[int, int]) -> str:
    left, top, width, height = rendition.region
    is_full = rendition.region == (0, 0, image.width_px, image.height_px)
    region = "full" if is_full else f"{left},{top},{width},{height}"
    wide, high = rendition.size
    up = "^" if wide > width or high > height else ""
    size = "max" if rendition.size == largest else f"{up}{wide},{high}"
    turn = f"{rendition.rotation_degrees:.10f}".rstrip("0").removesuffix(".")
    mirror = "!" if rendition.mirrored else ""
    quality = Quality.DEFAULT if rendition.quality == Quality.COLOR else rendition.quality
    return f"{region}/{size}/{mirror}{turn}/{quality}.{rendition.format}"
