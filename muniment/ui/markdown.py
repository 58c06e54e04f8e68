"""Markdown that readers and owners write, as HTML that is safe to show."""

from __future__ import annotations

import html

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_READERS = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image"])
_OWNERS = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("table")


def readers_markdown(text: str) -> SafeString:
    """Render what a reader wrote: no raw HTML, no images, and only links that are addresses.

    The parser itself refuses `javascript:`, `vbscript:`, `file:` and `data:` addresses.
    """
    tokens = _READERS.parse(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "nofollow noopener ugc")
    rendered: str = _READERS.renderer.render(tokens, _READERS.options, {})
    return mark_safe(rendered)  # noqa: S308


def owners_markdown(text: str) -> SafeString:
    """Render what comes with the program: tables and images too, but no raw HTML."""
    rendered: str = _OWNERS.render(text)
    return mark_safe(rendered)  # noqa: S308


def readers_words(text: str) -> str:
    """Give what a reader wrote as plain words in one line, for lists."""
    return " ".join(html.unescape(strip_tags(readers_markdown(text))).split())
