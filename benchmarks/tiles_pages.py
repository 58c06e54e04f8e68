"""Draw pages that compress as scanned pages do: paper with grain, and lines of writing."""

from __future__ import annotations

import random
from pathlib import Path

import pyvips

PAPER = (232, 222, 200)
INK = (50, 40, 35)
LINE_PX = 90
GRAIN = 7


def draw_page(path: Path, width: int, height: int, *, seed: int) -> None:
    """Write a page as JPEG of quality 92."""
    writing = _writing(width, height, seed)
    paper = pyvips.Image.gaussnoise(width, height, sigma=GRAIN, mean=0, seed=seed)
    stroke = pyvips.Image.gaussnoise(width, height, sigma=GRAIN, mean=0, seed=seed + 1)
    page = writing.ifthenelse(stroke + list(INK), paper + list(PAPER), blend=True)
    page.cast("uchar").copy(interpretation="srgb").jpegsave(str(path), Q=92)


def _writing(width: int, height: int, seed: int) -> pyvips.Image:
    """Make a mask of words: pen strokes of changing thickness in lines with ragged ends."""
    chance = random.Random(seed)
    letters = "оирнтеавслмдкупябгчйхжюшцщэф"
    lines = []
    for _ in range(height // LINE_PX - 12):
        words = ("".join(chance.choices(letters, k=chance.randint(2, 11))) for _ in range(14))
        lines.append(" ".join(words))
    text = pyvips.Image.text("\n".join(lines), font="serif 14", dpi=220, spacing=30)
    left, top = width // 12, height // 14
    cropped = text.crop(0, 0, min(text.width, width - 2 * left), min(text.height, height - 2 * top))
    return cropped.embed(left, top, width, height)
