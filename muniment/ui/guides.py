"""Pages that explain how something is done: apps register theirs when they load.

A guide is a folder with one Markdown file for each language, `en.md` at least, whose first line is
the title.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString

from muniment.ui.markdown import owners_markdown


class GuideNotFound(LookupError):
    """There is no guide of this name."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide by its name in addresses. Guides stand by `order`, then as they were registered."""

    slug: str
    folder: Path
    order: int = 100
    url_name: str = ""
    """Where it has an address of its own; elsewhere it stands under `/help/`."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide as it is read: its title, its text as HTML, and the language that it is in."""

    title: str
    body: SafeString
    lang: str


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A guide in the list of all."""

    title: str
    href: str
    lang: str


_GUIDES: dict[str, Guide] = {}


def register(guide: Guide) -> None:
    """Put a guide into the list."""
    _GUIDES[guide.slug] = guide


def guide_page(slug: str, language: str) -> GuidePage:
    """Read a guide in a language, or in English.

    :raises GuideNotFound: none is called so.
    """
    guide = _GUIDES.get(slug)
    if guide is None:
        raise GuideNotFound(slug)
    return _read(guide.folder, language)


def guide_links(language: str) -> tuple[GuideLink, ...]:
    """List all guides."""
    guides = sorted(_GUIDES.values(), key=lambda guide: guide.order)
    pages = [(guide, _read(guide.folder, language)) for guide in guides]
    return tuple(GuideLink(page.title, _href(guide), page.lang) for guide, page in pages)


def _href(guide: Guide) -> str:
    if guide.url_name:
        return reverse(guide.url_name)
    return reverse("ui:guide", args=[guide.slug])


@lru_cache(maxsize=100)
def _read(folder: Path, language: str) -> GuidePage:
    lang = language if (folder / f"{language}.md").is_file() else "en"
    text = (folder / f"{lang}.md").read_text(encoding="utf-8").strip()
    heading, _, body = text.partition("\n")
    return GuidePage(heading.removeprefix("# ").strip(), owners_markdown(body), lang)
