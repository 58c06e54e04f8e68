"""Small words in sources: dates in tables, languages in names, images by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.sources.files import FileKind, PackageFile, natural_key
from muniment.sources.languages import guess_language, language_in_name, language_tag
from muniment.sources.loosedates import read_loose_date
from muniment.sources.parallel import split_language
from muniment.sources.surfaces import ImageIndex, label_from_stem


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1866-05-29", "1866-05-29"),
        ("29.05.1866", "1866-05-29"),
        ("1866-5-9", "1866-05-09"),
        ("c. 1660", "1660~"),
        ("ок. 1660", "1660~"),
        ("1660?", "1660?"),
        ("[1660]", "1660"),
        ("1914–1918", "1914/1918"),
        ("8 March 1917", ""),
        ("31.02.1917", ""),
    ],
)
def test_dates_as_people_type_them(text: str, edtf: str) -> None:
    found = read_loose_date(text)
    assert found
    assert (found.edtf, found.wording) == (edtf, text)


def test_no_words_are_no_date() -> None:
    assert read_loose_date("  ") is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("eng", "en"),
        ("German", "de"),
        ("de-AT", "de-AT"),
        ("rus-Latn", "ru-Latn"),
        ("und", ""),
        ("of the court", ""),
        ("uk", "uk"),
    ],
)
def test_language_tags(text: str, tag: str) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("X-1938_EN_#", "en"),
        ("english", "en"),
        ("X-1939-US_#", "en"),
        ("EHRI-ET-WL16_#", ""),
        ("per diem", ""),
        ("x_en", ""),
    ],
)
def test_languages_in_names(name: str, tag: str) -> None:
    assert language_in_name(name) == tag


def test_too_few_words_tell_no_language() -> None:
    assert guess_language("the ice") == ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tei/ru/01.xml", ("ru", "tei/*/01.xml")),
        ("tei/01_en.xml", ("en", "tei/01.xml")),
        ("tei/01.rus.xml", ("ru", "tei/01.xml")),
        ("tei/01.xml", ("", "tei/01.xml")),
        ("it/01.xml", ("it", "*/01.xml")),
    ],
)
def test_languages_of_parallel_files(name: str, found: tuple[str, str]) -> None:
    assert split_language(name) == found


@pytest.mark.parametrize(
    ("stem", "label"),
    [
        ("02_071r", "71r"),
        ("FRAN_0150_0104_L-medium", "104"),
        ("p 12 v", "12 v"),
        ("cover", "cover"),
    ],
)
def test_labels_of_pages_from_file_names(stem: str, label: str) -> None:
    assert label_from_stem(stem) == label


def test_names_sort_as_people_count() -> None:
    names = ["p10", "P2", "p1", "a"]
    assert sorted(names, key=natural_key) == ["a", "p1", "P2", "p10"]


def index(*names: str) -> ImageIndex:
    """Make an index of images of these names."""
    return ImageIndex([PackageFile(Path("/x") / name, name, FileKind.IMAGE) for name in names])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("p1.jpg", "a/p1.jpg"),
        ("P1", "a/p1.jpg"),
        ("./p1.TIF", "a/p1.jpg"),
        ("https://example.org/full/p1.jpg?size=9", "a/p1.jpg"),
        ("../b/p1.jpg", "b/p1.jpg"),
        ("b/p1", "b/p1.jpg"),
        ("лист 2 [об]", "b/Лист 2 [об].png"),
        ("лист%202%20[об].png", "b/Лист 2 [об].png"),
        ("p2", ""),
        ("", ""),
    ],
)
def test_images_are_found_by_whatever_sources_call_them(name: str, found: str) -> None:
    images = index("a/p1.jpg", "b/p1.jpg", "b/Лист 2 [об].png")
    image = images.find(name, near="a/text.xml")
    assert (image.name if image else "") == found


def test_of_several_formats_of_one_picture_the_fullest_is_the_master() -> None:
    image = index("p1.jpg", "p1.tif", "p1.png").find("p1", near="x.xml")
    assert image and image.name == "p1.tif"
