"""Template tag of what can be done with each row of a list."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_PLACE = "0identifier0"


@register.simple_tag
def row_acts(name: str, identifier: str, *, may_change: bool = True) -> SafeString:
    """Write the acts of a row from a template in which only the row's `identifier` differs.

    Rows are many and all alike: each language's acts are rendered once.
    """
    made = _made(name, bool(may_change), get_language() or "")
    return mark_safe(made.replace(_PLACE, identifier))  # noqa: S308  (identifiers are ours)


@lru_cache(maxsize=100)
def _made(name: str, may_change: bool, _language: str) -> str:
    return render_to_string(name, {"identifier": _PLACE, "may_change": may_change})
