"""What the head and the foot of every page lead to: apps register their entries when they load."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A place that pages lead to. Entries stand by `order`, then as they were registered."""

    label: str | Promise
    url_name: str
    arguments: tuple[str, ...] = ()
    order: int = 100


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry as a page shows it; `current` is what `aria-current` says, "" elsewhere."""

    label: str
    href: str
    current: str = ""


_HEADER: list[NavigationEntry] = []
_FOOTER: list[NavigationEntry] = []


def register(entry: NavigationEntry) -> None:
    """Put an entry into the head of every page."""
    _add(_HEADER, entry)


def register_in_footer(entry: NavigationEntry) -> None:
    """Put an entry into the foot of every page."""
    _add(_FOOTER, entry)


def header_links(path: str) -> list[NavigationLink]:
    """Give the head's links as the page at `path` shows them."""
    return [_link(entry, path) for entry in _HEADER]


def footer_links(path: str) -> list[NavigationLink]:
    """Give the foot's links as the page at `path` shows them."""
    return [_link(entry, path) for entry in _FOOTER]


def _add(entries: list[NavigationEntry], entry: NavigationEntry) -> None:
    if entry not in entries:
        entries.append(entry)
        entries.sort(key=lambda e: e.order)


def _link(entry: NavigationEntry, path: str) -> NavigationLink:
    href = reverse(entry.url_name, args=entry.arguments)
    current = "page" if path == href else "true" if path.startswith(href) else ""
    return NavigationLink(str(entry.label), href, current)
