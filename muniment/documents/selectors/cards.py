"""Collections and volumes as cards: what it is, how much, of which years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muniment.core import addresses
from muniment.documents.localised import Localised, localised
from muniment.documents.models import Collection, Volume
from muniment.documents.selectors.holdings import Holding


@dataclass(frozen=True, slots=True)
class Card:
    """A collection or volume in a list."""

    href: str
    title: Localised
    note: Localised
    series: Localised
    number: str
    documents: int
    span: str


def collection_cards(
    collections: Iterable[Collection], held: Mapping[int, Holding], *, language: str
) -> tuple[Card, ...]:
    """Show collections as cards."""
    return tuple(
        Card(
            href=addresses.collection(collection.slug),
            title=localised(collection.title, collection.titles, language),
            note=localised(collection.description, collection.descriptions, language),
            series=Localised(""),
            number="",
            documents=(holding := held.get(collection.pk, Holding())).documents,
            span=holding.span(language),
        )
        for collection in collections
    )


def volume_cards(
    volumes: Iterable[Volume], held: Mapping[int, Holding], *, language: str
) -> tuple[Card, ...]:
    """Show volumes as cards; `series` must have been read with them."""
    return tuple(
        Card(
            href=addresses.volume(volume.slug),
            title=localised(volume.title, volume.titles, language),
            note=localised(volume.description, volume.descriptions, language),
            series=localised(volume.series.title, volume.series.titles, language)
            if volume.series
            else Localised(""),
            number=volume.number,
            documents=(holding := held.get(volume.pk, Holding())).documents,
            span=holding.span(language),
        )
        for volume in volumes
    )
