"""Gather the subcommands of `muniment`."""

from __future__ import annotations

import os

import click

import muniment
from muniment.cli.manage import manage


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(muniment.__version__, package_name="muniment")
def main() -> None:
    """Muniment: a platform for scholarly digital archives."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")


main.add_command(manage)
