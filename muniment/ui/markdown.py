"""Markdown that readers and owners write, as HTML that is safe to show."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_READERS = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image"])


def readers_markdown(text: str) -> SafeString:
    """Render what a reader wrote: no raw HTML, no images, and only links that are addresses.

    The parser itself refuses `javascript:`, `vbscript:`, `file:` and `data:` addresses.
    """
    tokens = _READERS.parse(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "nofollow noopener ugc")
    return mark_safe(_READERS.renderer.render(tokens, _READERS.options, {}))  # noqa: S308
