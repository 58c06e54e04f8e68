"""What the head and the foot of every page lead to: apps register their entries when they load."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A place that pages lead to. Entries stand by `order`, then as they were registered."""

    label: str | Promise
    url_name: str
    arguments: tuple[str, ...] = ()
    order: int = 100
    is_action: bool = False
    """It does something at once and is asked for by POST, as is logging out."""
    rel: str = ""
    """What the place is to every page, as a registered relation: `terms-of-service`."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry as a page shows it; `current` is what `aria-current` says, "" elsewhere."""

    label: str
    href: str
    current: str = ""
    is_action: bool = False
    rel: str = ""


_HEADER: list[NavigationEntry] = []
_FOOTER: list[NavigationEntry] = []
_FOR_VISITORS: list[NavigationEntry] = []
_FOR_MEMBERS: list[NavigationEntry] = []


def register(entry: NavigationEntry) -> None:
    """Put an entry into the head of every page."""
    _add(_HEADER, entry)


def register_in_footer(entry: NavigationEntry) -> None:
    """Put an entry into the foot of every page."""
    _add(_FOOTER, entry)


def register_for_visitors(entry: NavigationEntry) -> None:
    """Put an entry into the head of pages of those who are not logged in."""
    _add(_FOR_VISITORS, entry)


def register_for_members(entry: NavigationEntry) -> None:
    """Put an entry into the menu under the name of whoever is logged in."""
    _add(_FOR_MEMBERS, entry)


def header_links(path: str) -> list[NavigationLink]:
    """Give the head's links as the page at `path` shows them."""
    return [_link(entry, path) for entry in _HEADER]


def footer_links(path: str) -> list[NavigationLink]:
    """Give the foot's links as the page at `path` shows them."""
    return [_link(entry, path) for entry in _FOOTER]


def related_href(rel: str) -> str:
    """Address the page in the foot that stands in this relation to all pages; "" for none."""
    found = (entry for entry in _FOOTER if entry.rel == rel)
    entry = next(found, None)
    return reverse(entry.url_name, args=entry.arguments) if entry else ""


def visitor_links(path: str, *, from_page: str = "") -> list[NavigationLink]:
    """Give the links of those who are not logged in; they lead back to the page they are on."""
    links = [_link(entry, path) for entry in _FOR_VISITORS]
    if not from_page:
        return links
    query = urlencode({"next": from_page}, safe="/")
    return [replace(link, href=f"{link.href}?{query}") for link in links]


def member_links(path: str) -> list[NavigationLink]:
    """Give the menu of whoever is logged in."""
    return [_link(entry, path) for entry in _FOR_MEMBERS]


def _add(entries: list[NavigationEntry], entry: NavigationEntry) -> None:
    if entry not in entries:
        entries.append(entry)
        entries.sort(key=lambda e: e.order)


def _link(entry: NavigationEntry, path: str) -> NavigationLink:
    href = reverse(entry.url_name, args=entry.arguments)
    current = "page" if path == href else "true" if path.startswith(href) else ""
    return NavigationLink(str(entry.label), href, current, entry.is_action, entry.rel)
