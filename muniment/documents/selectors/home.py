"""The first page: what the archive is, as far as its content says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from muniment.access.viewer import Viewer
from muniment.documents.models import Collection, Document, Unit, Volume
from muniment.documents.models.document import DocumentQuerySet
from muniment.documents.selectors.cards import Card, collection_cards, volume_cards
from muniment.documents.selectors.entries import DocumentEntry, document_entries, items
from muniment.documents.selectors.holdings import Holding, by_collection, by_volume, holdings, total
from muniment.people.models import Person
from muniment.ui.dates import day_words

CARDS = 6
NEWEST = 6
ANNIVERSARIES = 5


@dataclass(frozen=True, slots=True)
class HomeScreen:
    """The first page."""

    documents: int
    span: str
    collections: tuple[Card, ...]
    has_more_collections: bool
    volumes: tuple[Card, ...]
    has_more_volumes: bool
    has_archives: bool
    has_people: bool
    newest: tuple[DocumentEntry, ...]
    today: str
    on_this_day: tuple[DocumentEntry, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to see at all."""
        return not (self.documents or self.collections or self.volumes or self.has_archives)


def home_screen(*, today: date, viewer: Viewer, language: str) -> HomeScreen:
    """Read the first page as this viewer may see it. Eleven queries."""
    rows = holdings(viewer)
    everything = total(row.held for row in rows)
    collections = list(Collection.objects.visible_to(viewer)[: CARDS + 1])
    volumes = list(_volumes(viewer)[: CARDS + 1])
    newest = items(viewer).order_by("-created_at", "-pk")[:NEWEST]
    return HomeScreen(
        documents=everything.documents,
        span=everything.span(language),
        collections=collection_cards(
            collections[:CARDS], by_collection(rows, viewer), language=language
        ),
        has_more_collections=len(collections) > CARDS,
        volumes=volume_cards(volumes[:CARDS], by_volume(rows), language=language),
        has_more_volumes=len(volumes) > CARDS,
        has_archives=Unit.objects.visible_to(viewer).exists(),
        has_people=Person.objects.visible_to(viewer).exists(),
        newest=document_entries(newest, viewer=viewer, language=language),
        today=day_words(today, language, with_year=False),
        on_this_day=document_entries(
            _on_this_day(today, everything, viewer), viewer=viewer, language=language
        ),
    )


def _volumes(viewer: Viewer) -> QuerySet[Volume]:
    return Volume.objects.visible_to(viewer).select_related("series").order_by("-pk")


def _on_this_day(today: date, everything: Holding, viewer: Viewer) -> DocumentQuerySet:
    """Find documents of this day in any year, by asking the index for each such day."""
    first = everything.earliest.year if everything.earliest else today.year
    last = everything.latest.year if everything.latest else today.year
    days = [d for year in range(first, last + 1) if (d := _day_in(year, today))]
    matching = (
        Document.objects.none()
        if not days
        else items(viewer).filter(date_earliest__in=days, date_latest__in=days)
    )
    return matching.order_by("date_earliest", "pk")[:ANNIVERSARIES]


def _day_in(year: int, day: date) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
