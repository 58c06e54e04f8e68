"""Draw the page images of the sample archive from its texts, and the ALTO of its machine-read page.

Run ``python -m sample.draw_pages``; it draws what is missing or older than its text into
``sample/*/pages``. The same texts and fonts always give the same pages.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from sample.drawing.alto import alto_of
from sample.drawing.fonts import Face
from sample.drawing.layout import Frame, Layout, set_to_fit
from sample.drawing.pages import Page, read_pages
from sample.drawing.paint import INKS, ink, new_sheet, pierce, write_layout, write_number
from sample.drawing.paper import blot, fold, make_paper, punch_holes, rule_notebook, seal

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "node_modules"
PACKAGES = ("diary", "papers")
TEXTS = {
    "diary": ("volume.xml", "../drawn/e32.xml"),
    "papers": ("tei/*.xml", "../drawn/circular.xml"),
}
WIDTH, HEIGHT = 1600, 2200
PITCH = 88  # from rule to rule of the notebooks
TOP = 180
LEAF_OF_THE_SIXTH = 29  # the first page of the second notebook, whose paper is greyer
QUALITY = 82
LARGEST = {"typescript": 44, "anna": 78, "round": 66}  # sizes of letters
LARGE = {"d-043.jpg": 2.1, "l11-031.jpg": 2.1}
MACHINE_READ = "circular-13.jpg"
MISREAD = {"керосину.": "керосину,", "отпустить": "отпустигь", "Козу": "Коау", "мнимым": "мнимьм"}


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as it was set: its layout in pixels and its size."""

    package: str
    page: Page
    layout: Layout
    size: tuple[int, int]


def source_files(package: str) -> list[Path]:
    """List the TEI files whose pages have images."""
    folder = HERE / package
    return sorted(path for pattern in TEXTS[package] for path in folder.glob(pattern))


def set_pages(package: str, *, fonts: Path = FONTS) -> list[DrawnPage]:
    """Set every page of a package without drawing it."""
    pages = [page for path in source_files(package) for page in read_pages(path)]
    return [_set(package, page, fonts) for page in pages]


def draw_pages(
    out_dir: Path | None = None,
    *,
    fonts: Path = FONTS,
    renew: bool = False,
    only: Container[str] | None = None,
) -> list[Path]:
    """Draw the pages that are missing or out of date (all, if `renew`) and return the paths of all.

    They go to ``<out_dir>/<package>/pages``, by default into the sample packages themselves.
    `only` names the files to draw, such as ``d-001.jpg``, where not all are wanted.
    """
    paths: list[Path] = []
    for package in PACKAGES:
        folder = (out_dir or HERE) / package / "pages"
        folder.mkdir(parents=True, exist_ok=True)
        for source in source_files(package):
            for page in read_pages(source):
                path = folder / page.key
                if only is not None and page.key not in only:
                    continue
                if renew or not _is_fresh(path, source):
                    _draw(_set(package, page, fonts), path, fonts)
                paths.append(path)
    return paths


def _is_fresh(path: Path, source: Path) -> bool:
    """Tell whether a page is there and younger than its text and than what draws it."""
    made = [path, _alto_path(path)] if path.name == MACHINE_READ else [path]
    if not all(file.exists() for file in made):
        return False
    causes = [source, HERE / "draw_pages.py", *(HERE / "drawing").glob("*.py")]
    return min(f.stat().st_mtime for f in made) >= max(c.stat().st_mtime for c in causes)


def _alto_path(path: Path) -> Path:
    return path.parent.parent / "alto" / (path.stem + ".xml")


def _face(page: Page) -> str:
    return next((n for n in ("typescript", "anna", "round") if n in page.rend), "hand")


def _set(package: str, page: Page, fonts: Path) -> DrawnPage:
    scale = LARGE.get(page.key, 1.0)
    typed = "typescript" in page.rend
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    left = 200 if typed or package == "diary" else 150
    frame = Frame(
        left=left * scale,
        top=(TOP + 30 if typed else TOP) * scale,
        right=(WIDTH - 110) * scale,
        bottom=(HEIGHT - 130) * scale,
        face=Face(_face(page), fonts),
        hand=Face("hand" if "round" not in page.rend else "round", fonts),
        leading=1.62 if typed else {"anna": 1.25, "round": 1.45}.get(_face(page), 1.42),
        widest=2.5 if typed else 1.75,
        pitch=PITCH * scale if package == "diary" and not typed else 0.0,
    )
    largest = LARGEST.get(_face(page), 74 if page.runs_on else 70)
    sizes = range(round(largest * scale), round(26 * scale), -1)
    return DrawnPage(package, page, set_to_fit(page, frame, sizes=sizes), size)


def _draw(drawn: DrawnPage, path: Path, fonts: Path) -> None:
    page, scale = drawn.page, LARGE.get(drawn.page.key, 1.0)
    dice = random.Random(f"{drawn.package}/{page.key}")  # noqa: S311  a drawing, not a secret
    typed, notebook = "typescript" in page.rend, drawn.package == "diary"
    kind = "typescript" if typed else _notebook(page) if notebook else "letter"
    paper = make_paper(drawn.size, kind=kind, dice=dice)
    if notebook and not typed:
        top = (TOP + PITCH + 14) * scale
        rule_notebook(paper, top=top, leading=PITCH * scale, scale=scale)
    if not notebook and not typed:
        fold(paper, scale=scale)
    pierced = "pierced" in page.rend
    sheet = new_sheet(drawn.size, dice=dice, scale=scale, typed=typed, pierced=pierced)
    holes = write_layout(sheet, drawn.layout)
    write_number(sheet, page.label, Face("hand", fonts), right=drawn.size[0] - 90 * scale)
    ink(paper, sheet, colour=INKS[_ink(page, dice)], ribbon=typed)
    pierce(paper, holes, scale=scale)
    for place in sheet.seals:
        seal(paper, at=place, scale=scale)
    if typed:
        punch_holes(paper, scale=scale)
    if not page.blocks and not page.foot:
        blot(paper, dice, at=(drawn.size[0] * 0.58, drawn.size[1] * 0.4), scale=scale * 2)
    paper.save(path, quality=QUALITY, subsampling=2)
    if page.key == MACHINE_READ:
        _write_alto(drawn, path)


def _notebook(page: Page) -> str:
    return "sixth" if int(page.label) >= LEAF_OF_THE_SIXTH else "fifth"


def _ink(page: Page, dice: random.Random) -> str:
    for name in INKS:
        if name in page.rend.split():
            return name
    if "typescript" in page.rend:
        return dice.choice(["ribbon", "ribbon", "violet"])
    return "ink"


def _write_alto(drawn: DrawnPage, path: Path) -> None:
    alto = _alto_path(path)
    alto.parent.mkdir(parents=True, exist_ok=True)
    alto.write_bytes(alto_of(drawn.layout, image_name=path.name, size=drawn.size, misread=MISREAD))


def main() -> None:
    """Draw the pages from the command line."""
    parser = argparse.ArgumentParser(description="Draw the page images of the sample archive.")
    parser.add_argument("--out", type=Path, default=None, help="folder to write to")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder of the font packages")
    parser.add_argument("--renew", action="store_true", help="draw all pages anew")
    options = parser.parse_args()
    paths = draw_pages(options.out, fonts=options.fonts, renew=options.renew)
    print(f"{len(paths)} pages")


if __name__ == "__main__":
    main()
