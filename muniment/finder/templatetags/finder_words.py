"""Numbers with their nouns, and the field's words, on the search page."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext

from muniment.core import addresses
from muniment.documents.words import type_name
from muniment.rendering.languages import direction
from muniment.ui.numbers import number

register = template.Library()
register.filter("direction", direction)
register.filter("number", number)
register.filter("type_name", type_name)


@register.filter
def documents(n: int) -> str:
    """Say how many documents."""
    return ngettext("%(n)s document", "%(n)s documents", n) % {"n": number(n)}


@register.simple_tag
def browse_address() -> str:
    """Address the ways to browse."""
    return addresses.browse()
