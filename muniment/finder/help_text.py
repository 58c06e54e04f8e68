"""How to search, as it comes with the program: `help/<language>.md`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "help"
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("table")


@dataclass(frozen=True, slots=True)
class HelpScreen:
    """The help: its title, its text as HTML, and the language that it is in."""

    title: str
    body: SafeString
    lang: str


@lru_cache(maxsize=8)
def help_screen(language: str) -> HelpScreen:
    """Read the help in a language, or in English."""
    lang = language if (FOLDER / f"{language}.md").is_file() else "en"
    text = (FOLDER / f"{lang}.md").read_text(encoding="utf-8").strip()
    heading, _, body = text.partition("\n")
    # Markdown without raw HTML: what it makes is safe.
    html = mark_safe(_MARKDOWN.render(body))  # noqa: S308
    return HelpScreen(heading.removeprefix("# ").strip(), html, lang)
