"""`muniment manage`: Django's own commands."""

from __future__ import annotations

import click


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's management commands.

    Example: muniment manage migrate
    """
    from django.core.management import execute_from_command_line

    execute_from_command_line(["muniment manage", *arguments])
