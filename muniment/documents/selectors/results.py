"""Documents that a search found, and the words for what its results can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised, localised_name
from muniment.documents.models import Collection, Document, Unit, Volume
from muniment.documents.selectors.entries import DocumentEntry, document_entries
from muniment.people.models import Person
from muniment.search.records import Facet

PEOPLE_FACETS = (Facet.AUTHOR, Facet.RECIPIENT, Facet.PERSON)


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document of the results, with the volume that it stands in."""

    entry: DocumentEntry
    volume: Localised
    volume_href: str


def found_documents(
    identifiers: Iterable[str], *, viewer: Viewer, language: str
) -> dict[str, FoundDocument]:
    """Read documents by identifier, those that the viewer may see. Three queries."""
    documents = Document.objects.visible_to(viewer).filter(identifier__in=list(identifiers))
    entries = document_entries(documents, viewer=viewer, language=language)
    volumes = Volume.objects.visible_to(viewer).filter(documents__in=documents)
    rows = volumes.values_list("documents__identifier", "slug", "title", "titles")
    shown = {
        identifier: (localised(title, titles, language), addresses.volume(slug))
        for identifier, slug, title, titles in rows
    }
    return {
        entry.identifier: FoundDocument(entry, *shown.get(entry.identifier, (Localised(""), "")))
        for entry in entries
    }


def facet_words(
    values: Mapping[Facet, Iterable[str]], *, viewer: Viewer, language: str
) -> dict[Facet, dict[str, Localised]]:
    """Name collections, volumes, units and people by their keys, as this viewer may see them.

    A key that is not in the answer has no words here: of an author it is his name as the source
    has it; of what the viewer may not see, nothing is said. At most five queries.
    """
    asked = {facet: list(keys) for facet, keys in values.items()}
    people = {key for facet in PEOPLE_FACETS for key in asked.get(facet, ())}
    named = _people(people, viewer=viewer, language=language)
    collections, volumes = Collection.objects.visible_to(viewer), Volume.objects.visible_to(viewer)
    words = {
        Facet.COLLECTION: _titled(collections, asked.get(Facet.COLLECTION), language),
        Facet.VOLUME: _titled(volumes, asked.get(Facet.VOLUME), language),
        Facet.UNIT: _units(asked.get(Facet.UNIT, ()), viewer, language),
    }
    for facet in PEOPLE_FACETS:
        words[facet] = {key: named[key] for key in asked.get(facet, ()) if key in named}
    return words


def _titled(visible: QuerySet[Any], slugs: list[str] | None, language: str) -> dict[str, Localised]:
    if not slugs:
        return {}
    rows = visible.filter(slug__in=slugs).values_list("slug", "title", "titles")
    return {slug: localised(title, titles, language) for slug, title, titles in rows}


def _units(keys: Iterable[str], viewer: Viewer, language: str) -> dict[str, Localised]:
    wanted = {tuple(key.split("/", 1)) for key in keys if "/" in key}
    if not wanted:
        return {}
    rows = Unit.objects.visible_to(viewer).filter(slug__in={slug for _, slug in wanted})
    found = rows.values_list("repository__slug", "slug", "reference_code", "title", "titles")
    return {
        f"{repository}/{slug}": _unit_words(code, localised(title, titles, language))
        for repository, slug, code, title, titles in found
        if (repository, slug) in wanted
    }


def _unit_words(code: str, title: Localised) -> Localised:
    said = f"{code} {title.text}" if code and code not in title.text else title.text
    return Localised(said.strip(), title.lang)


def _people(keys: set[str], *, viewer: Viewer, language: str) -> dict[str, Localised]:
    """Name people; somebody whom the viewer may not see has an empty name."""
    if not keys:
        return {}
    known = Person.objects.filter(slug__in=keys)
    visible = set(known.visible_to(viewer).values_list("slug", flat=True))
    return {
        slug: localised_name(name, names or (), language) if slug in visible else Localised("")
        for slug, name, names in known.values_list("slug", "name", "names")
    }
