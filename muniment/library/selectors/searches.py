"""A reader's saved searches, with what is new in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.searching.parameters import SearchParameters
from muniment.documents.selectors.entries import DocumentEntry, entries_by_identifier
from muniment.library.models import SavedSearch
from muniment.library.services.searches import NewDocuments, new_documents
from muniment.ui.paging import Paging

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A saved search; `q` is what was typed, `alert` how often it is mailed, in words."""

    identifier: str
    name: str
    q: str
    is_narrowed: bool
    new: NewDocuments
    seen_at: datetime
    alert: str

    @property
    def href(self) -> str:
        """Address what is new in the search."""
        return reverse("library:search", args=[self.identifier])


@dataclass(frozen=True, slots=True)
class NewScreen:
    """What a saved search finds that was added since a point in time."""

    row: SearchRow
    since: datetime
    entries: tuple[DocumentEntry, ...]
    paging: Paging
    all_href: str


def searches_screen(viewer: Viewer) -> tuple[SearchRow, ...]:
    """Read a reader's searches, and ask the index of each what is new in it.

    Two queries each, and one of the index where something was added since it was seen.
    """
    searches = SavedSearch.objects.filter(account=viewer.account_id or 0)
    return tuple(
        _row(search, new_documents(search, viewer=viewer, since=search.seen_at))
        for search in searches
    )


def new_screen(search: SavedSearch, *, viewer: Viewer, since: datetime, page: str) -> NewScreen:
    """Read a page of what is new in a search, and the documents as lists show them.

    :raises PageNotFound: there is no such page.
    """
    first = new_documents(search, viewer=viewer, since=since, limit=PAGE_SIZE)
    paging = Paging.of(page, total=first.total, size=PAGE_SIZE)
    shown = first
    if paging.start:
        shown = new_documents(
            search, viewer=viewer, since=since, limit=PAGE_SIZE, offset=paging.start
        )
    language = get_language() or ""
    entries = entries_by_identifier(shown.identifiers, viewer=viewer, language=language)
    known = {entry.identifier: entry for entry in entries}
    return NewScreen(
        _row(search, first),
        since,
        tuple(known[name] for name in shown.identifiers if name in known),
        paging,
        addresses.search(search.parameters or "q="),
    )


def _row(search: SavedSearch, new: NewDocuments) -> SearchRow:
    asked = SearchParameters.of(search.parameters)
    return SearchRow(
        search.identifier,
        search.name,
        asked.q,
        asked.is_narrowed,
        new,
        search.seen_at,
        str(SavedSearch.Alert(search.alert).label),
    )
