"""Numbers with their nouns, and the field's words, on the search page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language, ngettext

from muniment.core import addresses
from muniment.core.text.model import TextKind
from muniment.documents.language_names import language_name
from muniment.documents.models import Text
from muniment.documents.words import type_name
from muniment.search.results import Snippet
from muniment.ui.numbers import number

register = template.Library()
register.filter("number", number)
register.filter("type_name", type_name)


@register.filter
def documents(n: int) -> str:
    """Say how many documents."""
    return ngettext("%(n)s document", "%(n)s documents", n) % {"n": number(n)}


@register.filter
def text_name(snippet: Snippet) -> str:
    """Name the text that a snippet is of: "Translation, English"."""
    kind = Text.Kind(snippet.kind).label if snippet.kind in TextKind.__members__ else ""
    language = language_name(snippet.language) if snippet.language else ""
    return ", ".join(str(part) for part in (kind, language) if part)


@register.filter
def direction(language: str) -> str:
    """Say in which direction a language is written, by its script."""
    primary = language.partition("-")[0].lower()
    return "rtl" if primary in ("he", "heb", "ar", "yi", "fa", "ur", "syr") else "ltr"


@register.simple_tag
def lang_attribute(words: Any) -> str:
    """Give the language of some words where it is not the page's."""
    return words.lang if words.lang and words.lang != get_language() else ""


@register.simple_tag
def browse_address() -> str:
    """Address the ways to browse."""
    return addresses.browse()
