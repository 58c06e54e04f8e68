"""Aged paper: its grain, its stains, its ruling, the holes of a binder."""

from __future__ import annotations

import math
import random
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

PAPERS = {
    "typescript": [(238, 228, 202), (232, 226, 210), (240, 226, 194)],
    "fifth": [(242, 234, 214)],
    "sixth": [(229, 228, 218)],
    "letter": [(236, 230, 216), (226, 227, 222), (240, 230, 208)],
}
TONE = 4  # the texture is made at a quarter of the size


@lru_cache(maxsize=4)
def grain(width: int, height: int, *, seed: int = 7, strength: float = 0.4) -> Image.Image:
    """Make a grey texture around 128; the same for the same seed."""
    image = _noise(width, height, seed)
    image = image.filter(ImageFilter.GaussianBlur(1.1))
    coarse = _noise(90, 120, seed + 1)
    coarse = coarse.filter(ImageFilter.GaussianBlur(2.4)).point(lambda v: 128 + (v - 128) * 3)
    coarse = coarse.resize((width, height), Image.Resampling.BICUBIC)
    return Image.blend(image, coarse, strength)


def _noise(width: int, height: int, seed: int) -> Image.Image:
    dice = random.Random(seed)  # noqa: S311  a drawing, not a secret
    return Image.frombytes("L", (width, height), dice.randbytes(width * height))


def _shade(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """Make the darkness of age: edges, foxing, a ring where a glass stood. White is clean."""
    width, height = size[0] // TONE, size[1] // TONE
    shade = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(shade)
    for _ in range(5):
        x, y = dice.randint(0, width), dice.randint(0, height)
        radius = dice.randint(width // 10, width // 3)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dice.randint(242, 252))
    shade = shade.filter(ImageFilter.GaussianBlur(width / 14))
    if dice.random() < 0.06:
        _ring(shade, dice)
    edge = Image.new("L", (width, height), 218)
    inset = width // 22
    ImageDraw.Draw(edge).rectangle((inset, inset, width - inset, height - inset), fill=255)
    edge = edge.filter(ImageFilter.GaussianBlur(inset * 0.9))
    both = ImageChops.multiply(shade, edge)
    _foxing(both, dice)
    return both.resize(size, Image.Resampling.BICUBIC)


def _ring(shade: Image.Image, dice: random.Random) -> None:
    x, y = dice.randint(0, shade.width), dice.randint(shade.height // 2, shade.height)
    radius = shade.width // 9
    layer = Image.new("L", shade.size, 255)
    box = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(layer).ellipse(box, outline=226, width=4)
    shade.paste(ImageChops.multiply(shade, layer.filter(ImageFilter.GaussianBlur(1.6))))


def _foxing(shade: Image.Image, dice: random.Random) -> None:
    layer = Image.new("L", shade.size, 255)
    draw = ImageDraw.Draw(layer)
    for _ in range(26):
        x, y, r = dice.randint(0, shade.width), dice.randint(0, shade.height), dice.random() * 2.4
        draw.ellipse((x - r, y - r, x + r, y + r), fill=dice.randint(214, 242))
    shade.paste(ImageChops.multiply(shade, layer.filter(ImageFilter.GaussianBlur(0.9))))


def make_paper(size: tuple[int, int], *, kind: str, dice: random.Random) -> Image.Image:
    """Make a sheet of paper, RGB, no two alike and each always the same."""
    texture = grain(size[0] // 2, size[1] // 2)
    if dice.random() < 0.5:
        texture = ImageOps.mirror(texture)
    if dice.random() < 0.5:
        texture = ImageOps.flip(texture)
    texture = texture.resize(size, Image.Resampling.BILINEAR)
    tone = ImageChops.multiply(texture.point(lambda v: 240 + (v - 128) // 9), _shade(size, dice))
    red, green, blue = dice.choice(PAPERS[kind])
    shift = dice.randint(-5, 4)
    channels = [
        tone.point(lambda v, c=c, p=p: int((c + shift) * (v / 255) ** p))
        for c, p in ((red, 0.85), (green, 1.0), (blue, 1.35))
    ]
    return Image.merge("RGB", channels)


def rule_notebook(paper: Image.Image, *, top: float, leading: float, scale: float) -> None:
    """Print the faint ruling of a notebook and its red margin line."""
    draw = ImageDraw.Draw(paper, "RGBA")
    y = top
    while y < paper.height - 60 * scale:
        draw.line((0, y, paper.width, y), fill=(112, 138, 168, 66), width=max(1, round(2 * scale)))
        y += leading
    x = 176 * scale
    draw.line((x, 0, x, paper.height), fill=(170, 84, 78, 74), width=max(1, round(2 * scale)))


def punch_holes(paper: Image.Image, *, scale: float) -> None:
    """Punch two holes into the left edge, with the dark of the backing showing through."""
    draw = ImageDraw.Draw(paper, "RGBA")
    radius, x = 21 * scale, 66 * scale
    for y in (paper.height * 0.36, paper.height * 0.64):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(72, 62, 50, 255))
        inner = radius - 4 * scale
        box = (x - inner + 3 * scale, y - inner + 4 * scale, x + inner, y + inner)
        draw.ellipse(box, fill=(48, 41, 34, 255))


def fold(paper: Image.Image, *, scale: float) -> None:
    """Fold a letter once across: a light line beside a dark one."""
    draw = ImageDraw.Draw(paper, "RGBA")
    y = paper.height * 0.5
    for offset, ink in ((0.0, (120, 104, 78, 70)), (3.0, (255, 252, 240, 90))):
        line = (0, y + offset * scale, paper.width, y + (offset + 2) * scale)
        draw.line(line, fill=ink, width=max(1, round(3 * scale)))


def blot(paper: Image.Image, dice: random.Random, *, at: tuple[float, float], scale: float) -> None:
    """Let a drop of ink fall."""
    layer = Image.new("L", paper.size, 0)
    draw = ImageDraw.Draw(layer)
    outline = []
    for step in range(90):
        angle = step / 90 * math.tau
        ray = 1.7 if dice.random() < 0.12 else 1.0
        r = dice.gauss(74, 5) * scale * ray
        outline.append((at[0] + math.cos(angle) * r * 0.86, at[1] + math.sin(angle) * r))
    draw.polygon(outline, fill=214)
    for _ in range(38):
        r, far = dice.expovariate(0.35) * scale, dice.gauss(0, 150) * scale
        angle = dice.random() * math.tau
        x, y = at[0] + math.cos(angle) * far, at[1] + math.sin(angle) * far
        draw.ellipse((x - r, y - r, x + r, y + r), fill=200)
    layer = layer.filter(ImageFilter.GaussianBlur(2.5 * scale))
    paper.paste((44, 46, 74), mask=layer)


def seal(paper: Image.Image, *, at: tuple[float, float], scale: float) -> None:
    """Press a seal of red wax on the paper."""
    radius = round(50 * scale)
    size = radius * 2 + round(40 * scale)
    wax = Image.new("L", (size, size), 0)
    draw, middle = ImageDraw.Draw(wax), size / 2
    for dx, dy, r in ((0, 0, 1.0), (-9, 13, 0.9), (13, -8, 0.88), (10, 16, 0.84)):
        x, y, r = middle + dx * scale, middle + dy * scale, radius * r
        draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
    wax = wax.filter(ImageFilter.GaussianBlur(2 * scale))
    relief = Image.new("L", (size, size), 128)
    draw = ImageDraw.Draw(relief)
    for r, tone in ((0.74, 84), (0.68, 150), (0.4, 92), (0.34, 140)):
        r *= radius
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), fill=tone)
    relief = relief.filter(ImageFilter.EMBOSS).filter(ImageFilter.GaussianBlur(1.6 * scale))
    red = ImageOps.colorize(relief, (58, 8, 8), (228, 96, 82), mid=(138, 28, 24))
    corner = (round(at[0] - middle), round(at[1] - middle))
    shadow = wax.point(lambda v: v // 3).filter(ImageFilter.GaussianBlur(6 * scale))
    paper.paste((60, 44, 34), (corner[0] + 6, corner[1] + 8), shadow)
    paper.paste(red, corner, wax)
