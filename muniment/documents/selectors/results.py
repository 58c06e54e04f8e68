"""Documents that a search found, and the words for what its results can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised, localised_name
from muniment.documents.models import Collection, Unit, Volume
from muniment.documents.selectors.entries import DocumentEntry, entries_by_identifier
from muniment.documents.written import Row, rows_by_key
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
    asked = list(identifiers)
    entries = entries_by_identifier(asked, viewer=viewer, language=language)
    shown = {
        identifier: (localised(title, titles, language), addresses.volume(slug))
        for identifier, slug, title, titles in rows_by_key(_volumes_of, asked, viewer=viewer)
    }
    return {
        entry.identifier: FoundDocument(entry, *shown.get(entry.identifier, (Localised(""), "")))
        for entry in entries
    }


def _volumes_of(viewer: Viewer, identifiers: list[str]) -> QuerySet[Any, Row]:
    volumes = Volume.objects.visible_to(viewer).filter(documents__identifier__in=identifiers)
    return volumes.values_list("documents__identifier", "slug", "title", "titles")


def facet_words(
    values: Mapping[Facet, Iterable[str]], *, viewer: Viewer, language: str
) -> dict[Facet, dict[str, Localised]]:
    """Name collections, volumes, units and people by their keys, as this viewer may see them.

    A key that is not in the answer has no words here: of an author it is his name as the source
    has it; of what the viewer may not see, nothing is said. At most four queries.
    """
    asked = {facet: list(keys) for facet, keys in values.items()}
    people = {key for facet in PEOPLE_FACETS for key in asked.get(facet, ())}
    named = _people(people, viewer=viewer, language=language)
    words = {
        facet: {
            key: localised(title, titles, language)
            for key, title, titles in rows_by_key(titled, asked.get(facet, ()), viewer=viewer)
        }
        for facet, titled in ((Facet.COLLECTION, _collections), (Facet.VOLUME, _volumes))
    }
    words[Facet.UNIT] = _units(asked.get(Facet.UNIT, ()), viewer=viewer, language=language)
    for facet in PEOPLE_FACETS:
        words[facet] = {key: named[key] for key in asked.get(facet, ()) if key in named}
    return words


def _collections(viewer: Viewer, slugs: list[str]) -> QuerySet[Any, Row]:
    visible = Collection.objects.visible_to(viewer).filter(slug__in=slugs)
    return visible.values_list("slug", "title", "titles")


def _volumes(viewer: Viewer, slugs: list[str]) -> QuerySet[Any, Row]:
    visible = Volume.objects.visible_to(viewer).filter(slug__in=slugs)
    return visible.values_list("slug", "title", "titles")


def _units(keys: Iterable[str], *, viewer: Viewer, language: str) -> dict[str, Localised]:
    wanted = {tuple(key.split("/", 1)) for key in keys if "/" in key}
    found = rows_by_key(_units_called, (slug for _, slug in wanted), viewer=viewer)
    return {
        f"{repository}/{slug}": _unit_words(code, localised(title, titles, language))
        for repository, slug, code, title, titles in found
        if (repository, slug) in wanted
    }


def _units_called(viewer: Viewer, slugs: list[str]) -> QuerySet[Any, Row]:
    visible = Unit.objects.visible_to(viewer).filter(slug__in=slugs)
    return visible.values_list("repository__slug", "slug", "reference_code", "title", "titles")


def _unit_words(code: str, title: Localised) -> Localised:
    said = f"{code} {title.text}" if code and code not in title.text else title.text
    return Localised(said.strip(), title.lang)


def _people(keys: Iterable[str], *, viewer: Viewer, language: str) -> dict[str, Localised]:
    """Name people; somebody whom the viewer may not see has an empty name."""
    return {
        slug: localised_name(name, names or (), language) if is_visible else Localised("")
        for slug, name, names, is_visible in rows_by_key(_people_called, keys, viewer=viewer)
    }


def _people_called(viewer: Viewer, slugs: list[str]) -> QuerySet[Any, Row]:
    visible = Person.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
    known = Person.objects.filter(slug__in=slugs).annotate(is_visible=Exists(visible))
    return known.order_by().values_list("slug", "name", "names", "is_visible")
