"""What is offered while somebody types: titles, people, places and phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from muniment.documents.models import Collection, Unit, Volume
from muniment.documents.searching.gathering import tokens_of
from muniment.documents.searching.owners import (
    COLLECTION,
    DOCUMENT,
    PERSON,
    UNIT,
    VOLUME,
    owner_of,
)
from muniment.documents.searching.phrases import phrases_of
from muniment.documents.searching.records import names_of
from muniment.people.models import Person
from muniment.search.offers import PLACE, Offer, offer_tokens
from muniment.search.records import DocumentRecord, Facet, SuggestionRecord, Zone

_WEIGHTS = {COLLECTION: 8, VOLUME: 6, PERSON: 4, UNIT: 2, DOCUMENT: 1}
Titled = Collection | Unit | Volume


def suggestion_records(kind: str, slugs: Sequence[str]) -> dict[str, SuggestionRecord]:
    """Build the suggestions of one kind by the names of their owners. Two queries."""
    if kind == PERSON:
        return _people(list(Person.objects.filter(slug__in=slugs)))
    if kind == UNIT:
        return _titles(kind, _units(slugs))
    model: type[Volume | Collection] = Volume if kind == VOLUME else Collection
    rows = model._default_manager.filter(slug__in=slugs)
    return _titles(kind, {row.slug: row for row in rows})


def document_suggestion(record: DocumentRecord) -> SuggestionRecord:
    """Build the suggestion of a document's title, with the places and phrases that it offers."""
    titles = [zone.plain for zone in record.zones if zone.zone == Zone.TITLE]
    places = [Offer(PLACE, place) for place in record.facets.get(Facet.PLACE, ())]
    return SuggestionRecord(
        key=owner_of(DOCUMENT, record.identifier),
        kind=DOCUMENT,
        label=titles[0] if titles else "",
        forms=tuple(titles),
        see=record.see,
        weight=_WEIGHTS[DOCUMENT],
        offers=(
            *offer_tokens(places, tokens=record.see),
            *offer_tokens(phrases_of(record.texts), tokens=record.read),
        ),
    )


def _units(slugs: Iterable[str]) -> dict[str, Unit]:
    wanted = set(slugs)
    rows = Unit.objects.filter(slug__in=[slug.rpartition("/")[2] for slug in wanted])
    found = {
        f"{unit.repository.slug}/{unit.slug}": unit for unit in rows.select_related("repository")
    }
    return {slug: unit for slug, unit in found.items() if slug in wanted}


def _titles(kind: str, rows: Mapping[str, Titled]) -> dict[str, SuggestionRecord]:
    tokens = tokens_of(row.scope_id for row in rows.values())
    made = {}
    for slug, row in rows.items():
        forms = [row.title, *map(str, row.titles.values())]
        if isinstance(row, Unit):
            forms.append(row.reference_code)
        key, see = owner_of(kind, slug), tokens.get(row.scope_id, frozenset())
        made[key] = SuggestionRecord(
            key, kind, row.title, tuple(filter(None, dict.fromkeys(forms))), see, _WEIGHTS[kind]
        )
    return made


def _people(people: Sequence[Person]) -> dict[str, SuggestionRecord]:
    tokens = tokens_of(person.scope_id for person in people)
    made = {}
    for person in people:
        forms = tuple(dict.fromkeys(name for name, _ in names_of(person) if name))
        key, see = owner_of(PERSON, person.slug), tokens.get(person.scope_id, frozenset())
        made[key] = SuggestionRecord(key, PERSON, person.name, forms, see, _WEIGHTS[PERSON])
    return made
