"""Put a set page on paper in ink, ribbon or pencil."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sample.drawing.fonts import Face
from sample.drawing.layout import Layout, Placed
from sample.drawing.paper import grain

Colour = tuple[int, int, int]
INKS: dict[str, Colour] = {
    "ink": (38, 42, 72),
    "brown": (62, 44, 34),
    "pencil": (86, 84, 86),
    "ribbon": (34, 34, 44),
    "violet": (66, 46, 104),
    "purple": (92, 62, 128),
}


@dataclass(slots=True)
class Sheet:
    """The mask on which a page is written before it is inked: 255 is full ink."""

    mask: Image.Image
    draw: ImageDraw.ImageDraw
    dice: random.Random
    scale: float
    typed: bool
    pierced: bool = False
    seals: list[tuple[float, float]] = field(default_factory=list)


def new_sheet(
    size: tuple[int, int], *, dice: random.Random, scale: float, typed: bool, pierced: bool
) -> Sheet:
    """Take an empty mask of the page's size."""
    mask = Image.new("L", size, 0)
    return Sheet(mask, ImageDraw.Draw(mask), dice, scale, typed, pierced)


def write_layout(sheet: Sheet, layout: Layout) -> list[tuple[float, float]]:
    """Write every word; returns the places of the hard signs that went through the paper."""
    holes: list[tuple[float, float]] = []
    slant = 0.0
    for line in [*layout.lines, *layout.foot]:
        slant = slant * 0.6 + sheet.dice.gauss(0, 0.0011)
        for item in line.items:
            drop = 0.0 if sheet.typed else slant * (item.x - 200)
            holes += _write(sheet, item, drop)
    width = max(1, round(2.2 * sheet.scale))
    for x0, y0, x1, y1 in layout.rules:
        sheet.draw.rectangle((x0, y0, x1, y1), outline=170, width=width)
    if layout.foot_top is not None:
        y, left = layout.foot_top, min(i.x for line in layout.foot for i in line.items)
        sheet.draw.line((left, y, left + 320 * sheet.scale, y + 3), fill=190, width=width)
    _write_margin(sheet, layout)
    return holes


def _write(sheet: Sheet, item: Placed, drop: float) -> list[tuple[float, float]]:
    if item.style == "lost":
        _scribble(sheet, item)
        return []
    if item.style == "wax":
        sheet.seals.append((item.x + item.width / 2, item.baseline - item.size * 0.3))
        return []
    strength = 120 if item.style == "faint" else 238
    text = item.text[::-1] if item.rtl else item.text
    if sheet.typed and item.style not in ("hand", "raised") and not item.rtl:
        holes = _type(sheet, item, strength)
    else:
        holes = []
        _pen(sheet, item, text, drop, strength)
    _mark(sheet, item, drop)
    return holes


def _type(sheet: Sheet, item: Placed, strength: int) -> list[tuple[float, float]]:
    """Strike letter by letter, each a little off its place and its weight."""
    holes: list[tuple[float, float]] = []
    dice, x = sheet.dice, item.x
    for letter in item.text:
        width = item.face.width(letter, size=item.size)
        dy = dice.gauss(0, 1.1) * sheet.scale + (2.6 * sheet.scale if letter in "рР" else 0)
        fill = max(60, min(255, int(dice.gauss(strength - 12, 24))))
        for font, piece in item.face.pieces(letter, size=item.size):
            place = (x + dice.gauss(0, 0.6) * sheet.scale, item.baseline + dy)
            sheet.draw.text(place, piece, font=font, fill=fill, anchor="ls")
            place = (place[0] + sheet.scale * (1.3 if dice.random() < 0.12 else 0.8), place[1])
            sheet.draw.text(place, piece, font=font, fill=fill, anchor="ls")
        if sheet.pierced and letter in "ъЪ":
            holes.append((x + width * 0.56, item.baseline - item.size * 0.2))
        x += width
    return holes


def _pen(sheet: Sheet, item: Placed, text: str, drop: float, strength: int) -> None:
    """Write a word with a pen, pressing now more, now less."""
    x, dice = item.x, sheet.dice
    baseline = item.baseline + drop + dice.gauss(0, 1.3) * sheet.scale
    fill = max(70, min(255, int(dice.gauss(strength - 14, 16))))
    heavy = max(1, round(sheet.scale * 0.8)) if item.face.name == "hand" else 0
    for font, piece in item.face.pieces(text, size=item.size):
        sheet.draw.text((x, baseline), piece, font=font, fill=fill, anchor="ls", stroke_width=heavy)
        x += font.getlength(piece)


def _mark(sheet: Sheet, item: Placed, drop: float) -> None:
    """Strike out, underline, or set the sign that calls a word from above the line."""
    width, dice = max(2, round(3.2 * sheet.scale)), sheet.dice
    if item.style == "deleted":
        y = item.baseline + drop - item.size * 0.26
        if sheet.typed:
            _cross_out(sheet, item)
        else:
            ends = (item.x - 4, y + dice.gauss(0, 4), item.x + item.width + 6, y + dice.gauss(0, 4))
            sheet.draw.line(ends, fill=235, width=width)
    elif item.style == "underlined":
        y = item.baseline + drop + item.size * 0.16
        sheet.draw.line((item.x, y, item.x + item.width, y), fill=200, width=width)
    elif item.style == "raised":
        x, y, rise = item.x - item.size * 0.1, item.baseline + item.size * 1.02, item.size * 0.3
        points = [(x - rise * 0.5, y), (x, y - rise), (x + rise * 0.5, y)]
        sheet.draw.line(points, fill=225, width=max(2, width - 1))


def _cross_out(sheet: Sheet, item: Placed) -> None:
    x = item.x
    for letter in item.text:
        step = item.face.width(letter, size=item.size)
        for font, piece in item.face.pieces("х", size=item.size):
            place = (x + sheet.dice.gauss(0, 1.5), item.baseline + sheet.dice.gauss(0, 1.5))
            sheet.draw.text(place, piece, font=font, fill=245, anchor="ls", stroke_width=1)
        x += step


def _scribble(sheet: Sheet, item: Placed) -> None:
    """Leave what nobody can read."""
    dice, x, y = sheet.dice, item.x + 4, item.baseline - item.size * 0.2
    points = []
    while x < item.x + item.width - 8:
        points.append((x, y + dice.gauss(0, item.size * 0.16)))
        x += dice.uniform(3, 8) * sheet.scale
    sheet.draw.line(points, fill=150, width=max(2, round(2.5 * sheet.scale)), joint="curve")


def _write_margin(sheet: Sheet, layout: Layout) -> None:
    """Write up the left margin: the words stand on a strip that is then turned."""
    if not layout.margin:
        return
    items = [item for line in layout.margin for item in line.items]
    left = min(item.x for item in items)
    top = min(item.baseline - item.size for item in items)
    size = items[0].size
    width = round(max(item.x + item.width for item in items) - left + size)
    height = round(max(item.baseline for item in items) - top + size * 0.6)
    strip = Image.new("L", (width, height), 0)
    small = Sheet(strip, ImageDraw.Draw(strip), sheet.dice, sheet.scale, False)
    for item in items:
        moved = Placed(
            item.text, "plain", item.x - left, item.baseline - top, item.width, size, item.face
        )
        _pen(small, moved, moved.text, 0.0, 225)
    turned = strip.rotate(90, expand=True)
    at = (round(22 * sheet.scale), round(sheet.mask.height * 0.94 - turned.height))
    sheet.mask.paste(ImageChops.lighter(sheet.mask.crop(_box(at, turned)), turned), at)


def _box(at: tuple[int, int], image: Image.Image) -> tuple[int, int, int, int]:
    return at[0], at[1], at[0] + image.width, at[1] + image.height


def write_number(sheet: Sheet, label: str, face: Face, *, right: float) -> None:
    """Write the page's number into the top corner."""
    size = round(46 * sheet.scale)
    width = face.width(label, size=size)
    item = Placed(label, "plain", right - width, 128 * sheet.scale, width, size, face)
    _pen(sheet, item, label, 0.0, 200)


def ink(paper: Image.Image, sheet: Sheet, *, colour: Colour, ribbon: bool) -> None:
    """Let the mask take ink: uneven as a ribbon, or pooled as a pen's."""
    texture = grain(paper.width // 2, paper.height // 2, seed=31, strength=0.35)
    texture = texture.resize(paper.size, Image.Resampling.BILINEAR)
    low, gain = (150, 1.5) if ribbon else (196, 0.75)
    patchy = texture.point(lambda v: max(0, min(255, int(low + (v - 96) * gain))))
    mask = ImageChops.multiply(sheet.mask, patchy)
    mask = mask.filter(ImageFilter.GaussianBlur(0.75 * sheet.scale))
    paper.paste(colour, mask=mask)


def pierce(paper: Image.Image, holes: list[tuple[float, float]], *, scale: float) -> None:
    """Knock a small hole into the paper where a letter struck too hard."""
    draw = ImageDraw.Draw(paper, "RGBA")
    for x, y in holes:
        r = 5.2 * scale
        draw.ellipse((x - r - 1, y - r - 1, x + r + 1, y + r + 1), fill=(250, 244, 228, 210))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(58, 49, 40, 255))
