"""What a reader has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from muniment.access.viewer import Viewer
from muniment.documents.selectors.neighbours import links_to
from muniment.documents.selectors.screens import Link
from muniment.library.models import HistoryEntry
from muniment.library.services.history import keeps_history
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A document that was read; `link` is None where it cannot be opened now."""

    identifier: str
    link: Link | None
    read_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class HistoryScreen:
    """A page of what was read, the latest first."""

    is_kept: bool
    rows: tuple[HistoryRow, ...]
    paging: Paging


def history_screen(viewer: Viewer, *, page: str) -> HistoryScreen:
    """Read a page of a reader's history. Four queries.

    :raises PageNotFound: there is no such page.
    """
    own = HistoryEntry.objects.filter(account=viewer.account_id or 0)
    paging = Paging.of(page, total=own.count(), size=PAGE_SIZE)
    newest = own.order_by("-read_at", "-pk").values_list("document__identifier", "read_at", "times")
    rows = list(newest[paging.start : paging.stop])
    links = links_to([row[0] for row in rows], viewer=viewer, language=get_language() or "")
    return HistoryScreen(
        keeps_history(viewer),
        tuple(HistoryRow(name, links.get(name), at, times) for name, at, times in rows),
        paging,
    )
