"""The group of subcommands, and how errors reach people: a sentence, never a traceback."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Any

import click

SHOWN_ERRORS = ("muniment.config.environment.SettingError",)


class Commands(click.Group):
    """Subcommands that turn what goes wrong into one sentence with its cure."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; other errors than click's own become click's own."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("MUNIMENT_DEBUG", "0") not in {"", "0"}:
                raise
            raise click.ClickException(sentence(error)) from error


def sentence(error: Exception) -> str:
    """Say what went wrong and what to do, in words for the person at the terminal."""
    if f"{type(error).__module__}.{type(error).__qualname__}" in SHOWN_ERRORS:
        return str(error)
    if isinstance(error, OSError):
        where = f" {error.filename!r}" if error.filename else ""
        reason = error.strerror or str(error)
        return f"The system refused:{where} {reason}. Check the folder and its permissions."
    if type(error).__module__ == "django.db.utils":
        return f"The database refused: {error}. Check MUNIMENT_HOME and the space on its disk."
    kept = _keep_traceback(error)
    return f"This is a fault of Muniment: {type(error).__name__}: {error}. Details: {kept}"


def _keep_traceback(error: Exception) -> str:
    """Append the traceback to a file in the data folder and name the place."""
    home = Path(os.environ.get("MUNIMENT_HOME") or "muniment-home")
    try:
        home.mkdir(parents=True, exist_ok=True)
        path = home / "errors.log"
        with path.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "set MUNIMENT_DEBUG=1 to see them."
    return str(path)
