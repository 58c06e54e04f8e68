"""What is derived can be derived again."""

import json

import pytest
from click.testing import CliRunner

from muniment.cli import main

pytestmark = pytest.mark.django_db


def test_an_empty_archive_has_nothing_to_make_again() -> None:
    result = CliRunner().invoke(main, ["rebuild", "all", "--json"])
    assert result.exit_code == 0, result.output
    assert set(json.loads(result.output).values()) == {0}


def test_an_unknown_target_is_refused_with_those_there_are() -> None:
    result = CliRunner().invoke(main, ["rebuild", "walls"])
    assert result.exit_code == 2
    assert "images" in result.output
