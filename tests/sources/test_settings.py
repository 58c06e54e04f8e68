"""A package.toml that does not fit says where, what and how to write it."""

from __future__ import annotations

import pytest

from muniment.sources.model import Level, Problem
from muniment.sources.package import read_package
from tests.sources.conftest import PackageMaker, letter


def first_problem(package: PackageMaker, settings: str) -> Problem:
    """Read a package with these settings and give its first problem."""
    found = read_package(package({"package.toml": settings, "a.xml": letter("One.")}))
    list(found.documents())
    assert found.problems.all, "nothing was noted"
    return found.problems.all[0]


@pytest.mark.parametrize(
    ("settings", "message", "cure", "line"),
    [
        (
            '[package]\ntitel = "L"\n',
            'There is no key "titel" in [package].',
            'Write "title".',
            2,
        ),
        (
            '[package]\ntitle = "L"\n[sorces]\ntei = []\n',
            'There is no key "sorces" in package.toml.',
            'Write "sources".',
            3,
        ),
        (
            '[documents."d1"]\nacces = "closed"\n',
            'There is no key "acces" in [documents."d1"].',
            'Write "access".',
            2,
        ),
        ("[package]\ntitle = 5\n", "[package] title has a value", "in quotation marks", 2),
        ('[sources]\ntei = "*.xml"\n', "[sources] tei has a value", "a list of texts", 2),
        (
            '[package]\narrangement = "book"\n',
            "[package] arrangement has a value",
            'one of "volume", "archive"',
            2,
        ),
        (
            '[documents.d1]\nimage = "lost"\n',
            '[documents."d1"] image has a value',
            '"in progress", "none", "not digitised"',
            2,
        ),
        ("[package]\ntitle = L\n", "not valid TOML", "quotation marks", 2),
        (
            '[documents.d1]\ndate = "March 1939"\n',
            "[documents.d1] date:",
            "Write it as 1939",
            2,
        ),
        (
            '[package]\nlicence_url = "CC BY"\n',
            "not a web address",
            'Write it as "https://…".',
            2,
        ),
        ('[tei]\nprofile = "nonesuch"\n', "nonesuch", "[tei]", 0),
        ('[tei]\ndokument = "//t:div"\n', "dokument", "[tei]", 0),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_line_and_its_cure(
    package: PackageMaker, settings: str, message: str, cure: str, line: int
) -> None:
    problem = first_problem(package, settings)
    assert problem.level == Level.ERROR
    assert (problem.file, problem.line) == ("package.toml", line)
    assert message in problem.message
    assert cure in problem.cure


def test_nothing_is_read_by_settings_that_cannot_be_trusted(package: PackageMaker) -> None:
    found = read_package(package({"package.toml": "[packag]\n", "a.xml": letter("One.")}))
    assert list(found.documents()) == []
    assert found.files == ()


def test_a_pattern_that_matches_no_file_is_a_warning(package: PackageMaker) -> None:
    problem = first_problem(
        package, '[package]\n[sources]\ntei = ["*.xml"]\nimages = ["p/*.jpg"]\n'
    )
    assert (problem.level, problem.code) == (Level.WARNING, "glob-empty")
    assert '"p/*.jpg"' in problem.message


def test_patterns_reach_across_folders_and_take_brackets_as_they_are(
    package: PackageMaker,
) -> None:
    settings = '[package]\n[sources]\ntei = ["**/[Письмо] *.xml"]\n'
    root = package(
        {
            "package.toml": settings,
            "тома/5/[Письмо] 1.xml": letter("One."),
            "[Письмо] 2.xml": letter("Two."),
            "Письмо 3.xml": letter("Three."),
        }
    )
    sources = [d.source for d in read_package(root).documents()]
    assert sorted(sources) == ["[Письмо] 2.xml", "тома/5/[Письмо] 1.xml"]


def test_a_byte_order_mark_before_the_settings_does_no_harm(package: PackageMaker) -> None:
    root = package({"package.toml": '\ufeff[package]\ntitle = "L"\n', "a.xml": letter("One.")})
    assert read_package(root).title == "L"


def test_a_short_title_ru_and_tables_in_package_are_understood(package: PackageMaker) -> None:
    settings = """
        [package]
        title = "L"
        title_ru = "П"
        repository = { name = "State Archive", abbreviation = "SA", names = { ru = "Архив" } }
    """
    found = read_package(package({"package.toml": settings, "a.xml": letter("One.")}))
    assert found.titles == (("ru", "П"),)
    assert found.repository and found.repository.names == (("ru", "Архив"),)
