"""The sample's page images show the words of its texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from sample.draw_pages import (
    FONTS,
    MISREAD,
    PACKAGES,
    DrawnPage,
    draw_pages,
    set_pages,
    source_files,
)
from sample.drawing.fonts import FontsNotFound
from sample.drawing.layout import Line
from tests.sample.reading import written_on

STRING = "{http://www.loc.gov/standards/alto/ns-v4#}String"
DARK = 150


@pytest.fixture(scope="module", params=PACKAGES)
def package(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def drawn(package: str, fonts: Path) -> list[DrawnPage]:
    return set_pages(package, fonts=fonts)


@pytest.fixture(scope="module")
def circular(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    draw_pages(folder, fonts=fonts, only={"circular-13.jpg"})
    return folder / "papers"


def words(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines if line.text)


def test_what_is_drawn_is_what_the_tei_says(package: str, drawn: list[DrawnPage]) -> None:
    expected = written_on(source_files(package))
    shown: dict[tuple[str, str], str] = {}
    for page in drawn:
        layout, key = page.layout, page.page.key
        flows = {"body": layout.lines, "foot": layout.foot, "margin": layout.margin}
        shown |= {(key, flow): words(lines) for flow, lines in flows.items() if words(lines)}
    assert shown == expected


def test_every_word_stands_inside_its_page(drawn: list[DrawnPage]) -> None:
    for page in drawn:
        width, height = page.size
        layout = page.layout
        for line in [*layout.lines, *layout.foot]:
            for item in line.items:
                assert item.x >= 0
                assert item.x + item.width <= width
                assert item.baseline <= height - item.size * 0.3


def test_some_pages_are_large_enough_to_zoom_into(drawn: list[DrawnPage]) -> None:
    assert {page.size for page in drawn} >= {(1600, 2200), (3360, 4620)}


def test_the_alto_lies_on_the_ink(circular: Path) -> None:
    image = Image.open(circular / "pages" / "circular-13.jpg").convert("L")
    strings = list(etree.parse(circular / "alto" / "circular-13.xml").iter(STRING))
    assert len(strings) > 40
    for string in strings:
        x, y, w, h = (int(string.get(k, "")) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        assert min(image.crop((x, y, x + w, y + h)).tobytes()) < DARK, string.get("CONTENT")
        image.paste(255, (x - 3, y - 3, x + w + 6, y + h + 6))
    text_area = (190, 200, image.width - 100, image.height - 140)
    assert min(image.crop(text_area).tobytes()) >= DARK


def test_the_machine_misread_a_few_words(circular: Path) -> None:
    strings = etree.parse(circular / "alto" / "circular-13.xml").iter(STRING)
    read = [string.get("CONTENT", "") for string in strings]
    right = {wrong: word for word, wrong in MISREAD.items()}
    assert sum(word in right for word in read) in (3, 4)
    written = written_on([p for p in source_files("papers") if p.stem == "circular"])
    corrected = " ".join(right.get(word, word) for word in read)
    assert corrected == written["circular-13.jpg", "body"]


def test_the_same_page_is_drawn_twice_alike(circular: Path, fonts: Path, tmp_path: Path) -> None:
    again = draw_pages(tmp_path, fonts=fonts, only={"circular-13.jpg"})
    assert again[0].read_bytes() == (circular / "pages" / "circular-13.jpg").read_bytes()


def test_a_page_that_is_there_is_left_alone(tmp_path: Path, fonts: Path) -> None:
    path = tmp_path / "diary" / "pages" / "d-001.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    assert draw_pages(tmp_path, fonts=fonts, only={"d-001.jpg"}) == [path]
    assert path.read_bytes() == b"mine"


def test_missing_fonts_are_named_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(FontsNotFound, match="npm ci"):
        draw_pages(tmp_path, fonts=tmp_path / "none", only={"d-001.jpg"})


@pytest.fixture(scope="module")
def fonts() -> Path:
    if not (FONTS / "computer-modern").is_dir():
        pytest.skip("the font packages are not installed: run npm ci")
    return FONTS
