"""The same mail for programs that show HTML: nothing but paragraphs and links."""

from __future__ import annotations

from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe


def as_html(text: str, *, language: str) -> str:
    """Make a page of a mail's text, with its addresses as links."""
    linked = mark_safe(urlize(text, autoescape=True))  # noqa: S308  (escaped by urlize itself)
    body: SafeString = mark_safe(linebreaks(linked))  # noqa: S308
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"></head><body>{}</body></html>',
        language,
        body,
    )
