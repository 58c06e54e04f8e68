"""`muniment manage`: Django's own commands."""

from __future__ import annotations

import click


@click.command(
    short_help="Run one of Django's management commands.",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's management commands; `muniment manage help` lists them.

    \b
    Example:
      muniment manage migrate
      muniment manage migrate --help
    """
    from django.core.management import execute_from_command_line

    execute_from_command_line(["muniment manage", *arguments])
