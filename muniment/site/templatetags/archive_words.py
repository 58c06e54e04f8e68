"""Numbers with their nouns, and the field's words."""

from __future__ import annotations

import re

from django import template
from django.utils.translation import get_language, gettext, ngettext

from muniment.documents import words
from muniment.documents.language_names import language_name
from muniment.ui.dates import month_words, weekday_words
from muniment.ui.numbers import number

register = template.Library()
register.filter("level_name", words.level_name)
register.filter("type_name", words.type_name)
register.filter("language_name", language_name)

_CREATIVE_COMMONS = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/(?P<kind>[a-z-]+)/?(?P<version>\d\.\d)?"
)
register.filter("number", number)


@register.filter
def documents(n: int) -> str:
    """Say how many documents."""
    return ngettext("%(n)s document", "%(n)s documents", n) % {"n": number(n)}


@register.filter
def collections(n: int) -> str:
    """Say how many collections."""
    return ngettext("%(n)s collection", "%(n)s collections", n) % {"n": number(n)}


@register.filter
def volumes(n: int) -> str:
    """Say how many volumes."""
    return ngettext("%(n)s volume", "%(n)s volumes", n) % {"n": number(n)}


@register.filter
def archives(n: int) -> str:
    """Say how many holding institutions."""
    return ngettext("%(n)s archive", "%(n)s archives", n) % {"n": number(n)}


@register.filter
def units(n: int) -> str:
    """Say how many archival units."""
    return ngettext("%(n)s unit", "%(n)s units", n) % {"n": number(n)}


@register.filter
def people(n: int) -> str:
    """Say how many people."""
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": number(n)}


@register.filter
def month_name(month: int) -> str:
    """Name a month."""
    return month_words(month, get_language() or "")


@register.simple_tag
def weekday_names() -> tuple[tuple[str, str], ...]:
    """Give the days of the week from Monday, short and in full."""
    return weekday_words(get_language() or "")


@register.filter
def credit_role(role: str) -> str:
    """Name what somebody did for a book."""
    return words.credit_role(role)


@register.filter
def licence_name(address: str) -> str:
    """Name a licence by its address: "CC BY 4.0" where it is one of Creative Commons'."""
    found = _CREATIVE_COMMONS.search(address)
    if found and found["kind"] in ("zero", "mark"):
        return "CC0" if found["kind"] == "zero" else gettext("Public domain")
    if found:
        return f"CC {found['kind'].upper()} {found['version'] or ''}".strip()
    return address
