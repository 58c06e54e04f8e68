"""Gather the subcommands of `muniment`."""

from __future__ import annotations

import os

import click

import muniment
from muniment.cli.createadmin import createadmin
from muniment.cli.group import Commands
from muniment.cli.manage import manage
from muniment.cli.packages import check, import_command
from muniment.cli.rebuild import rebuild
from muniment.cli.serve import serve
from muniment.cli.work import work


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(muniment.__version__, prog_name="muniment")
def main() -> None:
    """Muniment: a platform for scholarly digital archives.

    \b
    Example:
      muniment check my-volume/
      muniment import my-volume/
      muniment serve
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")


for command in (check, import_command, serve, rebuild, createadmin, work, manage):
    main.add_command(command)
