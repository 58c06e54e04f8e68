"""A reader's bookmarks."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.library.models import Bookmark
from muniment.library.services.bookmarks import bookmarks_of
from muniment.passages.targeting import TargetView, views_of
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """A bookmark; `name` is "" where it is called as its document."""

    identifier: str
    name: str
    target: TargetView


@dataclass(frozen=True, slots=True)
class BookmarksScreen:
    """A page of a reader's bookmarks."""

    rows: tuple[BookmarkRow, ...]
    paging: Paging


def bookmarks_screen(viewer: Viewer, *, page: str) -> BookmarksScreen:
    """Read a page of a reader's bookmarks. Four queries.

    :raises PageNotFound: there is no such page.
    """
    own = bookmarks_of(viewer)
    paging = Paging.of(page, total=own.count(), size=PAGE_SIZE)
    return BookmarksScreen(
        bookmark_rows(list(own[paging.start : paging.stop]), viewer=viewer), paging
    )


def bookmark_rows(bookmarks: list[Bookmark], *, viewer: Viewer) -> tuple[BookmarkRow, ...]:
    """Give bookmarks as a list shows them. Two queries."""
    return tuple(
        BookmarkRow(bookmark.identifier, bookmark.name, target)
        for bookmark, target in zip(bookmarks, views_of(bookmarks, viewer), strict=True)
    )
