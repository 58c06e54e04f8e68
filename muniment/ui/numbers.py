"""Numbers as the interface's language writes them."""

from __future__ import annotations

from django.utils.translation import get_language

_APART = {"ru": "\u00a0"}
_LONG = 1_000
_FIRST_LONG = {"ru": 10_000}


def number(value: int) -> str:
    """Write a number as the interface's language groups its digits."""
    if value < _LONG:
        return str(value)
    language = get_language() or ""
    if value < _FIRST_LONG.get(language, _LONG):
        return str(value)
    return f"{value:,}".replace(",", _APART.get(language, ","))
