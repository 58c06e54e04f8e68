"""The list at the side of a reader's own pages: apps register their page when they load."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from muniment.ui.navigation import NavigationLink


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A page of what a reader keeps. Entries stand by `order`, then as they were registered."""

    label: str | Promise
    url_name: str
    order: int = 100


_ENTRIES: list[LibraryEntry] = []


def register(entry: LibraryEntry) -> None:
    """Put an entry into the list."""
    if entry not in _ENTRIES:
        _ENTRIES.append(entry)
        _ENTRIES.sort(key=lambda each: each.order)


def library_links(path: str) -> list[NavigationLink]:
    """Give the list's links as the page at `path` shows them: the longest that fits is current."""
    addresses = [(str(entry.label), reverse(entry.url_name)) for entry in _ENTRIES]
    fitting = [href for _, href in addresses if path.startswith(href)]
    nearest = max(fitting, key=len, default="")
    return [
        NavigationLink(label, href, "page" if href == path else "true" if href == nearest else "")
        for label, href in addresses
    ]
