"""What is offered while somebody types: titles and people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from muniment.documents.models import Collection, Document, Volume
from muniment.documents.searching.gathering import tokens_of
from muniment.documents.searching.owners import COLLECTION, DOCUMENT, PERSON, VOLUME, owner_of
from muniment.documents.searching.records import names_of
from muniment.people.models import Person
from muniment.search.records import SuggestionRecord

_WEIGHTS = {COLLECTION: 8, VOLUME: 6, PERSON: 4, DOCUMENT: 1}
Titled = Document | Volume | Collection


def suggestion_records(kind: str, slugs: Sequence[str]) -> dict[str, SuggestionRecord]:
    """Build the suggestions of one kind by the names of their owners. Two queries."""
    if kind == PERSON:
        return _people(list(Person.objects.filter(slug__in=slugs)))
    if kind == DOCUMENT:
        kept = Document.objects.filter(identifier__in=slugs, is_withdrawn=False)
        fields = ("identifier", "scope", "title", "titles")
        return _titles(kind, {row.identifier: row for row in kept.only(*fields)})
    model: type[Volume | Collection] = Volume if kind == VOLUME else Collection
    rows = model._default_manager.filter(slug__in=slugs)
    return _titles(kind, {row.slug: row for row in rows})


def _titles(kind: str, rows: Mapping[str, Titled]) -> dict[str, SuggestionRecord]:
    tokens = tokens_of(row.scope_id for row in rows.values())
    made = {}
    for slug, row in rows.items():
        forms = tuple(dict.fromkeys([row.title, *map(str, row.titles.values())]))
        key, see = owner_of(kind, slug), tokens.get(row.scope_id, frozenset())
        made[key] = SuggestionRecord(key, "title", row.title, forms, see, _WEIGHTS[kind])
    return made


def _people(people: Sequence[Person]) -> dict[str, SuggestionRecord]:
    tokens = tokens_of(person.scope_id for person in people)
    made = {}
    for person in people:
        forms = tuple(dict.fromkeys(name for name, _ in names_of(person) if name))
        key, see = owner_of(PERSON, person.slug), tokens.get(person.scope_id, frozenset())
        made[key] = SuggestionRecord(key, "person", person.name, forms, see, _WEIGHTS[PERSON])
    return made
