"""Make image files for tests."""

from __future__ import annotations

from pathlib import Path

import pyvips
from PIL import Image, ImageDraw

RED, WHITE = (200, 16, 46), (255, 255, 255)


def page(width: int, height: int, *, mode: str = "RGB") -> Image.Image:
    """Draw a page with a red top left corner and black lines across, so that a turn is seen."""
    image = Image.new("RGB", (width, height), (240, 235, 220))
    draw = ImageDraw.Draw(image)
    for top in range(height // 4, height, 40):
        draw.line((width // 8, top, width * 7 // 8, top), fill=(30, 30, 30), width=6)
    draw.rectangle((0, 0, width // 4, height // 5), fill=RED)
    return image.convert(mode)


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    """Save by the format that the name says."""
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def huge_master(path: Path, side: int) -> Path:
    """Write a large grey ramp as TIFF in strips, without holding it in memory."""
    ramp = pyvips.Image.xyz(side, side).extract_band(0).linear(255 / side, 0).cast("uchar")
    ramp.copy(interpretation="b-w").tiffsave(str(path), compression="lzw", predictor="horizontal")
    return path


def is_near(colour: object, expected: tuple[int, ...], *, within: int = 12) -> bool:
    """Tell whether a pixel is the colour expected, but for what JPEG does to it."""
    values = colour if isinstance(colour, tuple) else (colour,)
    return all(abs(a - b) <= within for a, b in zip(values, expected, strict=True))
