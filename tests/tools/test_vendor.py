"""The third-party files that the set-up step puts in place are what pages need."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Page

from muniment.ui.middleware import STYLE_HASHES
from tests.archives import LiveArchive
from tools.vendor import TARGET

FONTS = TARGET / "fonts"
FIRST_VISIT = (
    "muniment-serif-normal-latin",
    "muniment-serif-normal-latin-a",
    "muniment-serif-normal-cyrillic",
    "muniment-serif-italic-latin",
    "muniment-serif-italic-cyrillic",
    "muniment-sans-normal-latin",
    "muniment-sans-normal-cyrillic",
    "letters-for-muniment-serif",
)
KILOBYTE = 1000


def test_the_fonts_of_a_bilingual_page_weigh_less_than_200_kilobytes() -> None:
    assert sum((FONTS / f"{name}.woff2").stat().st_size for name in FIRST_VISIT) < 200 * KILOBYTE


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("Muniment Serif", "Свѣтъ, Ѳома, мѵро, і, Ї; „ёлка“ — №"),
        ("Muniment Serif", "“Née” Łódź, Čech, ſ; § † ‡ … – ½"),
        ("Muniment Serif", "Molotovʹ, obʺekt ⟨supplied⟩"),
        ("Muniment Serif", "Ἀθήνη καὶ λόγος, Ѫ ѧ ꙋ"),
        ("Muniment Sans", "Страница 12, Ѣ ѣ; Page 12 ↑ ↓"),
    ],
)
def test_every_letter_of_the_archives_has_its_shape(family: str, text: str) -> None:
    covered = set().union(*(_characters(rule) for rule in _rules(family)))
    assert [letter for letter in text if ord(letter) not in covered] == []


def test_a_font_holds_what_its_style_sheet_promises() -> None:
    for rule in _rules("Muniment Serif") + _rules("Muniment Sans"):
        name = _value(rule, r'url\("(.+?)"\)')
        assert _characters(rule) <= set(TTFont(FONTS / name).getBestCmap()), name


@pytest.mark.parametrize("style", ["normal", "italic"])
def test_figures_may_be_old_style_and_of_one_width(style: str) -> None:
    font = TTFont(FONTS / f"muniment-serif-{style}-latin.woff2")
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"onum", "lnum", "tnum", "pnum", "liga"} <= features


def test_what_is_cut_does_not_go_by_the_reserved_name() -> None:
    for path in FONTS.glob("muniment-*.woff2"):
        names = {record.toUnicode() for record in TTFont(path)["name"].names if record.nameID > 0}
        assert not any("Source" in name for name in names), path.name


def test_the_style_that_the_viewer_puts_into_pages_is_the_one_allowed() -> None:
    script = (TARGET / "openseadragon.js").read_text(encoding="utf-8")
    styles = re.findall(r'\.textContent="(@media[^"]+)"', script)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in styles]
    assert tuple(f"'sha256-{digest}'" for digest in hashes) == STYLE_HASHES


def test_each_package_lies_beside_its_licence() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (TARGET / "licences").iterdir()]
    assert len(texts) == 5
    assert all("Copyright" in text or "Zero-Clause BSD" in text for text in texts)


def test_the_viewer_loads_as_a_module_under_the_policy(
    page: Page, live_archive: LiveArchive
) -> None:
    page.goto(live_archive.url("/"))
    shown = page.evaluate(
        """async () => {
          const { default: OpenSeadragon } = await import("openseadragon");
          const element = document.body.appendChild(document.createElement("div"));
          element.className = "viewer";
          const viewer = OpenSeadragon({ element, showNavigationControl: false });
          return [OpenSeadragon.version.major, element.querySelectorAll("canvas").length];
        }"""
    )
    assert shown[0] == 6
    assert shown[1] >= 1


def test_the_fonts_paint_russian_and_english(page: Page, live_archive: LiveArchive) -> None:
    page.goto(live_archive.url("/"))
    loaded = page.evaluate(
        """async () => {
          const asked = ['400 18px "Muniment Serif"', '700 18px "Muniment Sans"'];
          const found = await Promise.all(asked.map((font) => document.fonts.load(font, "aѣ")));
          return found.map((faces) => faces.length);
        }"""
    )
    assert loaded == [2, 2]


def _rules(family: str) -> list[str]:
    sheet = (FONTS / "fonts.css").read_text(encoding="utf-8")
    return [rule for rule in sheet.split("@font-face") if f'font-family: "{family}";' in rule]


def _value(rule: str, pattern: str) -> str:
    found = re.search(pattern, rule)
    assert found, rule
    return found[1]


def _characters(rule: str) -> set[int]:
    return set(_points(_value(rule, r"unicode-range: (.+);").split(", ")))


def _points(ranges: Iterable[str]) -> Iterable[int]:
    for part in ranges:
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
