"""The page for editors names every key that is read, and none that is not."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from muniment.sources.package import read_package
from muniment.sources.persons import COLUMNS as PERSON_COLUMNS
from muniment.sources.persons import meaning_of
from muniment.sources.schema import ABSENCES, GROUPINGS, KINDS, ORIGINS, SCHEMA
from muniment.sources.tables import column_key
from muniment.sources.tei import TeiProfile
from tests.sources.conftest import PackageMaker, jpeg, letter

PAGE = Path(__file__).resolve().parents[2] / "docs" / "packages.md"
TEXT = PAGE.read_text("utf-8")


def section(title: str) -> str:
    """Give the part of the page below a heading."""
    pattern = rf"^### [^\n]*{re.escape(title)}[^\n]*\n(.*?)(?=^##)"
    found = re.search(pattern, TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title}"
    return found[1]


def named_keys(part: str) -> set[str]:
    """Give the keys in the first column of a section's table."""
    rows = re.findall(r"^\| (?!Key|Table|---)(.+?) \|", part, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("`[package]`", "package"),
        ("`[sources]`", "sources"),
        ("`[pages]`", "pages"),
        ("`[texts.<name>]`", "texts.*"),
        ("`[documents.<id>]`", "documents.*"),
    ],
)
def test_each_table_of_settings_is_described_whole(title: str, table: str) -> None:
    assert named_keys(section(title)) - {"title_ru"} == set(SCHEMA[table]) - {"title_ru"}


@pytest.mark.parametrize("table", ["repository", "series", "collection"])
def test_the_small_tables_are_described_whole(table: str) -> None:
    row = re.search(rf"^\| `\[{table}\]` \| (.+) \|$", TEXT, re.MULTILINE)
    assert row
    assert set(re.findall(r"`(\w+)`", row[1])) == set(SCHEMA[table])


def test_the_keys_of_tei_are_those_of_a_profile() -> None:
    known = {field.name for field in fields(TeiProfile)} - {"name"} | {"profile"}
    assert named_keys(section("`[tei]`")) == known


def test_every_allowed_word_is_named() -> None:
    for word in (*ABSENCES, *ORIGINS, *KINDS, *GROUPINGS, "volume", "archive"):
        assert f'"{word}"' in TEXT, word


def test_the_headers_of_registers_mean_what_the_page_says() -> None:
    rows = re.search(r"\| Means \|.*?\n\|---.*?\n(.*?)\n\n", TEXT, re.DOTALL)
    assert rows
    meanings = {
        meaning_of(column_key(header))[0]
        for row in rows[1].splitlines()
        for header in re.findall(r"`([^`]+)`", row.split("|")[2])
        if header not in {";", "PER", "ORG"}
    }
    assert meanings == set(PERSON_COLUMNS)


def test_the_example_is_a_package(package: PackageMaker) -> None:
    example = re.search(r"```toml\n(\[package\].*?)```", TEXT, re.DOTALL)
    assert example
    root = package(
        {
            "package.toml": example[1],
            "tei/007.xml": letter("Words.", xml_id="l07", pages='<pb n="1r" facs="001r"/>'),
            "pages/001r.jpg": jpeg(),
            "persons.csv": "id,name_en,birth\nanna,Drozd,1875\n",
        }
    )
    found = read_package(root)
    (document,) = found.documents()
    assert found.problems.all == []
    assert (len(found.people), len(document.surfaces), len(document.absences)) == (1, 1, 1)
