"""Every command explains itself."""

import click
import pytest
from click.testing import CliRunner

from muniment.cli import main

COMMANDS = ("check", "import", "serve", "rebuild", "createadmin", "work", "manage")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"muniment {name}" in result.output.partition("Example:")[2]


@pytest.mark.parametrize("name", ["check", "import", "serve", "rebuild", "createadmin"])
def test_a_command_speaks_json_when_asked(name: str) -> None:
    options = {option for param in main.commands[name].params for option in param.opts}
    assert "--json" in options


def test_every_command_is_named_here() -> None:
    assert set(main.commands) == set(COMMANDS)


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.output.startswith("muniment, version ")


def test_every_option_is_explained() -> None:
    silent = [
        f"{name} {param.opts}"
        for name, command in main.commands.items()
        for param in command.params
        if isinstance(param, click.Option) and not (param.help or param.prompt)
    ]
    assert silent == []
