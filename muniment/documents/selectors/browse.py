"""The ways into the archive, and its collections and volumes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised
from muniment.documents.models import Collection, Unit, Volume
from muniment.documents.selectors.cards import Card, collection_cards, volume_cards
from muniment.documents.selectors.errors import CollectionNotFound
from muniment.documents.selectors.holdings import by_collection, by_volume, holdings, total
from muniment.people.models import Person
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class BrowseScreen:
    """How much there is on each way into the archive."""

    collections: int
    volumes: int
    repositories: int
    units: int
    people: int
    documents: int
    span: str


@dataclass(frozen=True, slots=True)
class CardsScreen:
    """Collections, or volumes."""

    cards: tuple[Card, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class UnitLink:
    """An archival unit that a collection gathers."""

    href: str
    title: Localised
    reference_code: str
    repository: Localised


@dataclass(frozen=True, slots=True)
class CollectionScreen:
    """One collection: its volumes and its archival units."""

    slug: str
    title: Localised
    description: Localised
    documents: int
    span: str
    volumes: tuple[Card, ...]
    units: tuple[UnitLink, ...]


def browse_screen(*, viewer: Viewer, language: str) -> BrowseScreen:
    """Count what each way into the archive leads to. Five queries."""
    held = total(row.held for row in holdings(viewer))
    units = Unit.objects.visible_to(viewer).aggregate(
        units=Count("pk"), repositories=Count("repository", distinct=True)
    )
    return BrowseScreen(
        collections=Collection.objects.visible_to(viewer).count(),
        volumes=Volume.objects.visible_to(viewer).count(),
        repositories=units["repositories"],
        units=units["units"],
        people=Person.objects.visible_to(viewer).count(),
        documents=held.documents,
        span=held.span(language),
    )


def collections_screen(page: str, *, viewer: Viewer, language: str) -> CardsScreen:
    """Read one page of the collections. Five queries."""
    visible = Collection.objects.visible_to(viewer)
    paging = Paging.of(page, total=visible.count(), size=PAGE_SIZE)
    held = by_collection(holdings(viewer), viewer)
    shown = visible.order_by("title", "pk")[paging.start : paging.stop]
    return CardsScreen(collection_cards(shown, held, language=language), paging)


def volumes_screen(page: str, *, viewer: Viewer, language: str) -> CardsScreen:
    """Read one page of the volumes, those of a series side by side. Three queries."""
    visible = Volume.objects.visible_to(viewer).select_related("series")
    paging = Paging.of(page, total=visible.count(), size=PAGE_SIZE)
    held = by_volume(holdings(viewer))
    ordered = visible.order_by("series__title", "date_earliest", "number", "title", "pk")
    return CardsScreen(
        volume_cards(ordered[paging.start : paging.stop], held, language=language), paging
    )


def collection_screen(slug: str, *, viewer: Viewer, language: str) -> CollectionScreen:
    """Read one collection.

    :raises CollectionNotFound: none of this slug that the viewer may see.
    Six queries.
    """
    collection = Collection.objects.visible_to(viewer).filter(slug=slug).first()
    if collection is None:
        raise CollectionNotFound(slug)
    rows = holdings(viewer)
    held = by_collection(rows, viewer)[collection.pk]
    volumes = Volume.objects.visible_to(viewer).filter(collections=collection)
    ordered = volumes.select_related("series").order_by("date_earliest", "title", "pk")
    return CollectionScreen(
        slug=slug,
        title=localised(collection.title, collection.titles, language),
        description=localised(collection.description, collection.descriptions, language),
        documents=held.documents,
        span=held.span(language),
        volumes=volume_cards(ordered, by_volume(rows), language=language),
        units=_units(collection, viewer=viewer, language=language),
    )


def _units(collection: Collection, *, viewer: Viewer, language: str) -> tuple[UnitLink, ...]:
    units = Unit.objects.visible_to(viewer).filter(collections=collection)
    return tuple(
        UnitLink(
            href=addresses.unit(unit.repository.slug, unit.slug),
            title=localised(unit.title, unit.titles, language),
            reference_code=unit.reference_code,
            repository=localised(unit.repository.name, unit.repository.names, language),
        )
        for unit in units.select_related("repository").order_by("repository__name", "path")
    )
