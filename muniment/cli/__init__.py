"""The `muniment` command."""

from muniment.cli.main import main

__all__ = ["main"]
