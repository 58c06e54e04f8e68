"""What the head and the foot of every page lead to: apps register their entries when they load."""

from __future__ import annotations

from collections.abc import Callable
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
    members_only: bool = False
    """It is in the head only for those who are logged in."""
    staff_only: bool = False
    """It is in the menu of members only for the archive's staff."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry as a page shows it; `current` is what `aria-current` says, "" elsewhere."""

    label: str
    href: str
    current: str = ""
    is_action: bool = False
    rel: str = ""


@dataclass(frozen=True, slots=True)
class HeaderMark:
    """A place in the head of whoever is logged in that says how much of it waits for him.

    `count` takes the account and makes one query, on each page.
    """

    label: str | Promise
    url_name: str
    icon: str
    count: Callable[[int], int]
    most: int  # as many as are counted; then there is a plus sign


@dataclass(frozen=True, slots=True)
class MarkLink:
    """A mark as a page shows it; `waiting` is "" where nothing waits."""

    label: str
    href: str
    icon: str
    waiting: str
    current: str


_HEADER: list[NavigationEntry] = []
_FOOTER: list[NavigationEntry] = []
_FOR_VISITORS: list[NavigationEntry] = []
_FOR_MEMBERS: list[NavigationEntry] = []
_MARKS: list[HeaderMark] = []


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


def register_mark(mark: HeaderMark) -> None:
    """Put a mark into the head of pages of whoever is logged in."""
    if mark not in _MARKS:
        _MARKS.append(mark)


def header_links(path: str, *, is_member: bool) -> list[NavigationLink]:
    """Give the head's links as the page at `path` shows them."""
    return [_link(entry, path) for entry in _HEADER if is_member or not entry.members_only]


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


def member_links(path: str, *, is_staff: bool) -> list[NavigationLink]:
    """Give the menu of whoever is logged in."""
    return [_link(entry, path) for entry in _FOR_MEMBERS if is_staff or not entry.staff_only]


def mark_links(path: str, *, account_id: int) -> list[MarkLink]:
    """Give the marks of an account as the page at `path` shows them. One query for each."""
    return [_mark(mark, path, mark.count(account_id)) for mark in _MARKS]


def _mark(mark: HeaderMark, path: str, count: int) -> MarkLink:
    href = reverse(mark.url_name)
    waiting = f"{mark.most - 1}+" if count >= mark.most else str(count or "")
    return MarkLink(str(mark.label), href, mark.icon, waiting, "page" if path == href else "")


def _add(entries: list[NavigationEntry], entry: NavigationEntry) -> None:
    if entry not in entries:
        entries.append(entry)
        entries.sort(key=lambda e: e.order)


def _link(entry: NavigationEntry, path: str) -> NavigationLink:
    href = reverse(entry.url_name, args=entry.arguments)
    current = "page" if path == href else "true" if path.startswith(href) else ""
    return NavigationLink(str(entry.label), href, current, entry.is_action, entry.rel)
