"""Look at a file that should be an image, cheaply: headers and the end of the file, no pixels.

What only a full decoding can show (a hole in the middle of the data) comes out later, when the
derivative is made.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "TIFF": "image/tiff",
    "PNG": "image/png",
    "JPEG2000": "image/jp2",
    "WEBP": "image/webp",
}
"""Formats that are read, by Pillow's names for them. MPO is a JPEG with further pictures."""

OPENED_FORMATS = ("JPEG", "TIFF", "PNG", "JPEG2000", "WEBP")
FORMATS_IN_WORDS = "JPEG, TIFF, PNG, JPEG 2000 or WebP"
ORIENTATION_TAG = 274  # TIFF 6.0 §8
QUARTER_TURNS = frozenset({5, 6, 7, 8})  # values of the tag that exchange width and height
HEAD_BYTES = 4_096
TAIL_BYTES = 65_536
END_OF_IMAGE = b"\xff\xd9"  # of JPEG and of a JPEG 2000 codestream alike

# Pillow warns of large images by a limit of its own; ours, below, gives a sentence.
Image.MAX_IMAGE_PIXELS = None
Image.init()  # a format can be asked for only when its plugin is loaded


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """How large an image may be; beyond this it is refused before a pixel is read."""

    max_side_px: int = 30_000
    max_area_px: int = 500_000_000
    max_jpeg2000_area_px: int = 150_000_000  # these alone are decoded whole, in memory


@dataclass(frozen=True, slots=True)
class ImageProblem:
    """Why a file cannot be used as an image, or what its editor should know; and the cure."""

    code: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What the headers of an image say. Width and height are as shown, the rotation tag applied."""

    media_type: str
    width_px: int
    height_px: int
    orientation: int = 1
    frames: int = 1
    mode: str = "RGB"  # Pillow's word: L, RGB, RGBA, P, CMYK, I;16 …
    warnings: tuple[ImageProblem, ...] = ()


_limits_in_force = ImageLimits()


def put_limits_in_force(limits: ImageLimits) -> ImageLimits:
    """Set the limits for all that follows, as the installation chooses; give those before."""
    global _limits_in_force  # readers of formats know no settings
    before, _limits_in_force = _limits_in_force, limits
    return before


def inspect_image(path: Path) -> ImageFacts | ImageProblem:
    """Read an image's format and size, and tell whether it can be used.

    Never raises for what the file holds; :raises OSError: only if the file cannot be read at all.
    """
    limits = _limits_in_force
    if path.stat().st_size == 0:
        return ImageProblem("image-empty", "The file is empty.", "Copy the image again.")
    try:
        with Image.open(path, formats=OPENED_FORMATS) as image:
            return _judge(path, image, limits)
    except UnidentifiedImageError:
        return _judge_unidentified(path, limits)
    except Exception as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        return _truncated() if _is_cut_webp(path) else _damaged()


def _judge(path: Path, image: Image.Image, limits: ImageLimits) -> ImageFacts | ImageProblem:
    name = str(image.format)
    width, height = image.size
    problem = _too_large(width, height, name, limits) or _wrong_samples(image.mode)
    if problem:
        return problem
    if not _is_whole(path, name, image):
        return _truncated()
    orientation = _orientation(image)
    if orientation in QUARTER_TURNS and name != "TIFF":  # of a TIFF Pillow gives it as shown
        width, height = height, width
    frames = 1 if name == "MPO" else int(getattr(image, "n_frames", 1))
    return ImageFacts(
        media_type=MEDIA_TYPES[name],
        width_px=width,
        height_px=height,
        orientation=orientation,
        frames=frames,
        mode=image.mode,
        warnings=_frame_warnings(frames, name),
    )


def _orientation(image: Image.Image) -> int:
    exif = _exif_before_pixels(image) if image.format == "PNG" else image.getexif()
    value = exif.get(ORIENTATION_TAG, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _exif_before_pixels(image: Image.Image) -> Image.Exif:
    """Read a PNG's tags without what `getexif` does: decode it all, for tags behind the pixels."""
    exif = Image.Exif()
    if data := image.info.get("exif"):
        exif.load(data)
    return exif


def _too_large(width: int, height: int, name: str, limits: ImageLimits) -> ImageProblem | None:
    area = limits.max_jpeg2000_area_px if name == "JPEG2000" else limits.max_area_px
    if max(width, height) <= limits.max_side_px and width * height <= area:
        return None
    return ImageProblem(
        "image-too-large",
        f"The image is {width:,} × {height:,} pixels; at most {limits.max_side_px:,} a side "
        f"and {area // 1_000_000:,} million in all are accepted.",
        "Scale it down or cut it into several images.",
    )


def _wrong_samples(mode: str) -> ImageProblem | None:
    if mode not in {"F", "I"}:
        return None
    return ImageProblem(
        "image-samples",
        "The image has 32-bit samples, which are measurements rather than a picture.",
        "Save it with 8 or 16 bits a channel.",
    )


def _frame_warnings(frames: int, name: str) -> tuple[ImageProblem, ...]:
    if frames <= 1:
        return ()
    what = f"holds {frames} pages" if name == "TIFF" else f"is animated, with {frames} frames"
    return (
        ImageProblem(
            "image-frames",
            f"The image {what}; only the first is shown.",
            "Save each page as a file of its own if the others matter.",
        ),
    )


def _truncated() -> ImageProblem:
    return ImageProblem(
        "image-truncated", "The image ends before all of it has come.", "Copy the image again."
    )


def _damaged() -> ImageProblem:
    return ImageProblem(
        "image-damaged",
        "The image's header cannot be understood.",
        f"Open it in an image editor and save it as {FORMATS_IN_WORDS}.",
    )


# Whether the end is there ------------------------------------------------------------------------


def _is_whole(path: Path, name: str, image: Image.Image) -> bool:
    """Tell by the end of the file, not by its pixels, whether all of it is there."""
    if name == "TIFF":
        return _tiff_is_whole(path, image)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if name in {"JPEG", "MPO"}:
            return _jpeg_is_whole(data)
        if name == "PNG":
            return data.rfind(b"IEND", max(0, len(data) - TAIL_BYTES)) != -1
        if name == "WEBP":
            return True  # Pillow does not open one that is cut
        return _has_end_marker(data, 0)


def _is_cut_webp(path: Path) -> bool:
    """Compare the length that the RIFF header states with the file's."""
    with path.open("rb") as file:
        head = file.read(12)
    is_webp = head.startswith(b"RIFF") and head.endswith(b"WEBP")
    return is_webp and path.stat().st_size < int.from_bytes(head[4:8], "little") + 8


def _jpeg_is_whole(data: mmap.mmap) -> bool:
    """Look for the end marker after the start of the first scan, past any thumbnail."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == 0xDA:
            return _has_end_marker(data, position)
    return False


def _has_end_marker(data: mmap.mmap, start: int) -> bool:
    tail = max(start, len(data) - TAIL_BYTES)
    return data.rfind(END_OF_IMAGE, tail) != -1 or data.find(END_OF_IMAGE, start) != -1


def _tiff_is_whole(path: Path, image: Image.Image) -> bool:
    """Tell whether every strip or tile lies inside the file (TIFF 6.0 §8, §15)."""
    tags: Any = getattr(image, "tag_v2", {})
    size = path.stat().st_size
    offsets = tags.get(273) or tags.get(324) or ()
    counts = tags.get(279) or tags.get(325) or ()
    as_tuples = (value if isinstance(value, tuple) else (value,) for value in (offsets, counts))
    return all(start + length <= size for start, length in zip(*as_tuples, strict=False))


# Files that Pillow does not know -----------------------------------------------------------------

SIGNATURES = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"%PDF", "a PDF"),
    (b"<?xml", "XML"),
    (b"<svg", "an SVG"),
    (b"8BPS", "a Photoshop file"),
    (b"AT&TFORM", "a DjVu"),
)
KNOWN_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"\x00\x00\x00\x0cjP", b"\xff\x4f\xff\x51")
TIFF_STARTS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


def _judge_unidentified(path: Path, limits: ImageLimits) -> ImageFacts | ImageProblem:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(TIFF_STARTS):
        return _inspect_by_libvips(path, limits)
    if head.startswith(KNOWN_STARTS):
        is_cut = len(head) < HEAD_BYTES or _is_cut_webp(path)
        return _truncated() if is_cut else _damaged()
    return _not_an_image(_name_content(head))


def _name_content(head: bytes) -> str:
    for start, name in SIGNATURES:
        if head.startswith(start):
            return name
    if head[4:12] in {b"ftypavif", b"ftypheic", b"ftypmif1"}:
        return "an AVIF or HEIC"
    printable = sum(1 for byte in head if byte >= 0x20 or byte in b"\t\r\n")
    return "text" if printable == len(head) else "something unknown"


def _not_an_image(content: str) -> ImageProblem:
    return ImageProblem(
        "image-format",
        f"The file is {content}, not an image that can be read.",
        f"Give the image as {FORMATS_IN_WORDS}.",
    )


def _inspect_by_libvips(path: Path, limits: ImageLimits) -> ImageFacts | ImageProblem:
    """Read a TIFF of a kind that Pillow does not know, such as CIELAB or 16-bit CMYK."""
    import pyvips

    try:
        image = pyvips.Image.new_from_file(str(path), access="sequential")
    except pyvips.Error:
        return _damaged()
    problem = _too_large(image.width, image.height, "TIFF", limits)
    if problem:
        return problem
    orientation = _vips_number(image, "orientation", 1)
    sides = (image.width, image.height)
    width, height = reversed(sides) if orientation in QUARTER_TURNS else sides
    frames = _vips_number(image, "n-pages", 1)
    return ImageFacts(
        media_type="image/tiff",
        width_px=width,
        height_px=height,
        orientation=orientation,
        frames=frames,
        mode=str(image.interpretation),
        warnings=_frame_warnings(frames, "TIFF"),
    )


def _vips_number(image: Any, name: str, default: int) -> int:
    return int(image.get(name)) if image.get_typeof(name) else default
