"""Searches that readers keep: saved, renamed, looked at again, deleted; and what is new in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import get_language

from muniment.access.viewer import Viewer
from muniment.core.identifiers import random_identifier
from muniment.documents.models import Document, PendingEntry
from muniment.documents.searching.parameters import SearchParameters
from muniment.documents.searching.services import search_documents
from muniment.library.errors import NotAllowed, TooMany
from muniment.library.models import SavedSearch
from muniment.library.services.names import clean_name
from muniment.search.query.parser import parse
from muniment.search.query.tree import And, Node, Or, Word
from muniment.search.results import Sorting
from muniment.ui.conflicts import change

LONGEST_NAME = 300
LONGEST_PARAMETERS = 2_000
MAX_SEARCHES = 100  # of one reader
MOST_NEW = 1_000
"""Documents, the newest, among which a search looks for new ones."""


@dataclass(frozen=True, slots=True)
class NewDocuments:
    """What a saved search finds that was not there before.

    `identifiers` are some of them, the newest first; `is_more` tells that `total` may be too low.
    """

    total: int = 0
    identifiers: tuple[str, ...] = ()
    is_more: bool = False


def clean_parameters(query_string: str) -> str:
    """Write a search as it is kept: what is looked for, not which page of it is shown."""
    asked = SearchParameters.of(query_string[:LONGEST_PARAMETERS])
    return replace(asked, page="", more=None).query_string()[:LONGEST_PARAMETERS]


def save_search(
    parameters: str, *, viewer: Viewer, name: str, alert: str = SavedSearch.Alert.NEVER
) -> SavedSearch:
    """Keep a search. What is in the archive now counts as seen.

    :raises Refused: the name is missing or too long, or there are too many.
    """
    if viewer.account_id is None:
        raise NotAllowed
    own = SavedSearch.objects.filter(account=viewer.account_id)
    if own.count() >= MAX_SEARCHES:
        raise TooMany(MAX_SEARCHES)
    return SavedSearch.objects.create(
        identifier=random_identifier(),
        account_id=viewer.account_id,
        name=clean_name(name, most=LONGEST_NAME),
        parameters=clean_parameters(parameters),
        alert=_alert(alert),
        language=get_language() or "",
        seen_at=timezone.now(),
    )


def change_search(
    search: SavedSearch, *, name: str, alert: str, revision: int | None = None
) -> SavedSearch:
    """Rename a search, and say how often what is new in it is mailed, in the present language.

    :raises Refused: the name is missing or too long.
    :raises Conflict: it was changed meanwhile, in another window.
    """
    return change(
        search,
        rows=SavedSearch.objects.all(),
        revision=revision,
        name=clean_name(name, most=LONGEST_NAME),
        alert=_alert(alert),
        language=get_language() or "",
    )


def mark_seen(search: SavedSearch, *, now: datetime) -> None:
    """Count what the index has of the archive now as seen."""
    until = indexed_until(now, since=search.seen_at)
    SavedSearch.objects.filter(pk=search.pk, seen_at__lt=until).update(seen_at=until)


def indexed_until(now: datetime, *, since: datetime) -> datetime:
    """Give the moment up to which all that was added is in the index: now, where nothing waits.

    What was added before it is looked for no more; what still waits is never passed over.
    """
    waits = Document.objects.filter(
        created_at__gt=since, identifier__in=PendingEntry.objects.values("owner")
    )
    first = waits.aggregate(first=Min("created_at"))["first"]
    return first - timedelta(microseconds=1) if first else now


def new_documents(
    search: SavedSearch, *, viewer: Viewer, since: datetime, limit: int = 10, offset: int = 0
) -> NewDocuments:
    """Find what the search finds among the documents that were added after a point in time.

    One query of the database where nothing was added; else one more and one of the index.
    """
    added = added_since(since, viewer=viewer)
    if not added:
        return NewDocuments()
    asked = SearchParameters.of(search.parameters)
    tree = And((parse(asked.q).tree, _among(added)))
    request = replace(
        asked.request(tree, tokens=viewer.tokens, offset=offset),
        sorting=Sorting.OLDEST if asked.sorting is Sorting.RELEVANCE else asked.sorting,
        limit=limit,
        facets=(),
        snippets=False,
    )
    result = search_documents(request)
    return NewDocuments(
        result.total,
        tuple(hit.identifier for hit in result.hits),
        is_more=len(added) == MOST_NEW,
    )


def added_since(since: datetime, *, viewer: Viewer) -> list[str]:
    """Give what was added to the archive after a point in time, the newest first."""
    visible = Document.objects.visible_to(viewer).filter(created_at__gt=since)
    newest = visible.order_by("-created_at", "-pk").values_list("identifier", flat=True)
    return list(newest[:MOST_NEW])


def _among(identifiers: list[str]) -> Node:
    """Ask for documents by their identifiers, which stand among what they are referred to by."""
    words = tuple(Word(name, field="reference", exact=True) for name in identifiers)
    return words[0] if len(words) == 1 else Or(words)


def _alert(asked: str) -> str:
    return asked if asked in SavedSearch.Alert.values else SavedSearch.Alert.NEVER
