"""The short pages about the archive, which its owner writes, and ours until he does.

`MUNIMENT_HOME/pages/<name>.<language>.md` is shown if it is there, else the owner's page in
another language, else the one that comes with the program. The first heading is the title.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

NAMES = ("about", "terms", "privacy", "accessibility")
"""The pages that have an address; `home` is the words of the first page."""

_OURS = Path(__file__).parent / "texts"
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True})


@dataclass(frozen=True, slots=True)
class OwnersPage:
    """A page: its title, its text as HTML, and the language that it is in."""

    title: str
    body: SafeString
    lang: str


def owners_page(name: str, language: str) -> OwnersPage:
    """Read a page in a language, or in the one that there is."""
    path, lang = _find(name, language)
    return _render(path, path.stat().st_mtime_ns, lang)


def _find(name: str, language: str) -> tuple[Path, str]:
    others = [code for code, _ in settings.LANGUAGES if code != language]
    for folder in (settings.MUNIMENT_HOME / "pages", _OURS):
        for lang in (language, *others):
            path = folder / f"{name}.{lang}.md"
            if path.is_file():
                return path, lang
    raise FileNotFoundError(f"There is no page {name}.{language}.md in {_OURS}.")


@lru_cache(maxsize=64)
def _render(path: Path, _changed: int, lang: str) -> OwnersPage:
    text = path.read_text(encoding="utf-8").strip()
    title, body = "", text
    if text.startswith("# "):
        heading, _, body = text.partition("\n")
        title = heading.removeprefix("# ").strip()
    # Markdown without raw HTML: what it makes is safe.
    return OwnersPage(title, mark_safe(_MARKDOWN.render(body)), lang)  # noqa: S308
