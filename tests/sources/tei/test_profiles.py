"""Profiles: data files that say what a dialect is like, and clear words where one is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from muniment.sources.tei import ProfileNotUnderstood, load_profile, profile_names
from tests.sources.tei.samples import read


def test_every_profile_of_the_project_can_be_loaded() -> None:
    assert profile_names() == ["diary", "epidoc", "letters", "old-spelling"]
    for name in profile_names():
        assert load_profile({"profile": name}).name == name


def test_a_table_overrides_the_profile_that_it_starts_from() -> None:
    profile = load_profile({"profile": "letters", "type": "dispatch"})
    assert profile.type == "dispatch"
    assert profile.whole_file


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"documnt": "//t:div"}, 'Did you mean "document"'),
        ({"profile": "leters"}, 'Did you mean "letters"'),
        ({"voice": {"COMENTARY": "t:note"}}, 'Did you mean "COMMENTARY"'),
        ({"document": "//t:div["}, "is not an XPath expression"),
        ({"voice": {"NOTE": ["t:note["]}}, "is not an XPath expression"),
    ],
)
def test_a_wrong_profile_is_refused_with_the_nearest_right_one(
    table: dict[str, Any], words: str
) -> None:
    with pytest.raises(ProfileNotUnderstood) as told:
        load_profile(table)
    assert words in str(told.value)


def test_the_old_spelling_can_be_the_plain_text(tmp_path: Path) -> None:
    body = "<p>въ <choice><reg>реке</reg><orig>рѣкѣ</orig></choice></p>"
    assert read(tmp_path, body).plain == ["въ реке"]
    assert read(tmp_path, body, profile="old-spelling").plain == ["въ рѣкѣ"]
