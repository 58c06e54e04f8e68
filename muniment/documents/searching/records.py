"""Build what search knows of documents, a batch at a time.

Of a volume, a file, a collection or a person the record of a document says nothing where
somebody who may see the document may not see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson

from muniment.access.viewer import OPEN
from muniment.core.text.model import tree_from_row
from muniment.documents.models import Collection, Document, DocumentPerson, Text, Unit
from muniment.documents.searching.gathering import Gathered, Tokens, gather, gather_metadata
from muniment.documents.searching.passages import cut_text
from muniment.documents.selectors.pages import Pages, pages_of
from muniment.people.models import Person
from muniment.search.records import NO_TEXT, DocumentRecord, Facet, TextRecord, Zone, ZoneText

BATCH = 100
A_SEASON = timedelta(days=100)
"""A date that is wider than this, such as a year, names no month."""
MOST_YEARS = 300
"""A date that touches more years than these is not counted in each of them."""

_ROLES = {
    DocumentPerson.Role.AUTHOR: (Zone.AUTHOR, Facet.AUTHOR),
    DocumentPerson.Role.RECIPIENT: (Zone.RECIPIENT, Facet.RECIPIENT),
}
_NUMBER = re.compile(r"\d+")
_KINDS = {kind: place for place, kind in enumerate(Text.Kind.values)}
Facets = dict[Facet, list[str]]
Zones = dict[str, tuple[tuple[ZoneText, ...], list[str]]]


def document_records(identifiers: Sequence[str]) -> dict[str, DocumentRecord]:
    """Build the records of documents by their identifiers; those withdrawn have none."""
    rows = Document.objects.filter(identifier__in=identifiers, is_withdrawn=False)
    found = gather(list(rows.select_related("volume").order_by("pk")))
    return {document.identifier: _record(document, found) for document in found.documents}


def _record(document: Document, found: Gathered) -> DocumentRecord:
    see = found.tokens.get(document.scope_id, frozenset())
    units = _known_units(document, found)
    texts = _texts(document, found)
    facets: Facets = {}
    zones = _zones(document, found, units=units, facets=facets)
    _holdings(document, units, found, see=see, facets=facets)
    _own_facets(document, texts, found, facets=facets)
    days = sorted(day for day in (document.date_earliest, document.date_latest) if day)
    reference = document.reference_code or (units[-1].reference_code if units else "")
    return DocumentRecord(
        identifier=document.identifier,
        see=see,
        read=see,
        zones=zones,
        texts=texts,
        facets={facet: tuple(dict.fromkeys(own)) for facet, own in facets.items() if own},
        first_day=days[0].toordinal() if days else None,
        last_day=days[-1].toordinal() if days else None,
        title_order=in_order(document.title),
        reference_order=in_order(reference),
    )


def zones_of(identifiers: Sequence[str]) -> Zones:
    """Give the metadata of documents as their records have it, and their languages."""
    rows = Document.objects.filter(identifier__in=identifiers, is_withdrawn=False)
    found = gather_metadata(list(rows.order_by("pk")))
    return {
        document.identifier: (
            _zones(document, found, units=_known_units(document, found), facets={}),
            [str(language) for language in document.languages],
        )
        for document in found.documents
    }


def _known_units(document: Document, found: Gathered) -> list[Unit]:
    """Give the units above a document of which those who may see it may know."""
    see = found.tokens.get(document.scope_id, frozenset())
    return [u for u in found.units.get(document.unit_id or 0, ()) if _is_known(u, see, found)]


def _zones(
    document: Document, found: Gathered, *, units: Sequence[Unit], facets: Facets
) -> tuple[ZoneText, ...]:
    see = found.tokens.get(document.scope_id, frozenset())
    zones = [*_own_zones(document, units), *_people(document, found, see=see, facets=facets)]
    return tuple(dict.fromkeys(zone for zone in zones if zone.plain.strip()))


def in_order(text: str) -> str:
    """Make of a title or a reference what it is sorted by: "f. 2" before "f. 10"."""
    bare = re.sub(r"^\W+", "", text.casefold())
    return _NUMBER.sub(lambda number: number[0].zfill(6), bare)


def _is_known(thing: Collection | Person | Unit, see: Tokens, found: Gathered) -> bool:
    """Tell whether everybody who holds one of the tokens may see the thing, too."""
    own = found.tokens.get(thing.scope_id, frozenset())
    return OPEN in own or see <= own


def _own_zones(document: Document, units: Sequence[Unit]) -> Iterator[ZoneText]:
    """Give what the document says of itself."""
    by_title = {str(title): str(language) for language, title in document.titles.items()}
    for title in dict.fromkeys([document.title, *by_title]):
        yield ZoneText(Zone.TITLE, title, by_title.get(title, ""))
    for plain in (document.description, document.physical_form, document.also_published):
        yield ZoneText(Zone.DESCRIPTION, plain)
    for label, value in document.facts:
        yield ZoneText(Zone.DESCRIPTION, f"{label}: {value}")
    yield ZoneText(Zone.PLACE, document.place)
    for subject in document.subjects:
        yield ZoneText(Zone.SUBJECT, str(subject))
    for plain in (document.reference_code, document.number, document.identifier):
        yield ZoneText(Zone.REFERENCE, plain)
    for unit in units[-1:]:
        yield ZoneText(Zone.REFERENCE, unit.reference_code)


def _people(
    document: Document, found: Gathered, *, see: Tokens, facets: Facets
) -> Iterator[ZoneText]:
    """Give everybody with all the names that he has in the register."""
    for mention in found.people.get(document.pk, ()):
        person = mention.person
        is_known = person is not None and _is_known(person, see, found)
        names = [(mention.wording, "")]
        names += names_of(person) if person and is_known else []
        value = person.slug if person and is_known else mention.wording
        own_zone, own_facet = _ROLES.get(DocumentPerson.Role(mention.role), (None, None))
        for zone in (Zone.PERSON, own_zone):
            if zone:
                yield from (ZoneText(zone, name, language) for name, language in names)
        for facet in (Facet.PERSON, own_facet):
            if facet and value:
                facets.setdefault(facet, []).append(value)


def names_of(person: Person) -> list[tuple[str, str]]:
    """Give all names of a person, each with its language."""
    return all_names(person.name, person.names)


def all_names(main: str, names: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Give a person's main name and all others of the register, each with its language."""
    named = [(str(n.get("text") or ""), str(n.get("lang") or "")) for n in names]
    return named if any(text == main for text, _ in named) else [(main, ""), *named]


def _holdings(
    document: Document, units: Sequence[Unit], found: Gathered, *, see: Tokens, facets: Facets
) -> None:
    """Say in which volume, file and collections the document is."""
    collections = list(found.of_volume.get(document.volume_id or 0, ()))
    for unit in found.units.get(document.unit_id or 0, ()):
        collections += found.of_unit.get(unit.pk, ())
    known = [c.slug for c in collections if _is_known(c, see, found)]
    facets[Facet.COLLECTION] = known
    facets[Facet.UNIT] = [f"{unit.repository.slug}/{unit.slug}" for unit in units]
    volume = document.volume
    if volume and (OPEN in (own := found.tokens.get(volume.scope_id, frozenset())) or see <= own):
        facets[Facet.VOLUME] = [volume.slug]


def _own_facets(
    document: Document, texts: Iterable[TextRecord], found: Gathered, *, facets: Facets
) -> None:
    texts = list(texts)
    voices = {p.voice for text in texts for p in text.passages}
    languages = [t.language for t in texts if t.language] or [str(x) for x in document.languages]
    has_image = any(place.surface.image_id for place in found.surfaces.get(document.pk, ()))
    facets[Facet.YEAR] = years_between(document.date_earliest, document.date_latest)
    facets[Facet.MONTH] = months_between(document.date_earliest, document.date_latest)
    facets[Facet.PLACE] = [document.place.strip()] if document.place.strip() else []
    facets[Facet.SUBJECT] = [str(subject) for subject in document.subjects if subject]
    facets[Facet.LANGUAGE] = languages
    facets[Facet.TYPE] = [document.type] if document.type else []
    facets[Facet.VOICE] = sorted(voice.lower() for voice in voices)
    facets[Facet.ORIGIN] = [text.origin.lower() for text in texts] or [NO_TEXT]
    facets[Facet.IMAGE] = ["yes" if has_image else "no"]


def years_between(first: date | None, last: date | None) -> list[str]:
    """Give every year that a date touches, as four digits."""
    known = [day.year for day in (first, last) if day]
    if not known:
        return []
    years = range(min(known), max(known) + 1)
    return [f"{year:04d}" for year in (years if len(years) <= MOST_YEARS else known)]


def months_between(first: date | None, last: date | None) -> list[str]:
    """Give every month that a date touches, or its years where it is too wide to name months."""
    known = sorted(day for day in (first, last) if day)
    if not known:
        return []
    if known[-1] - known[0] > A_SEASON:
        return years_between(first, last)
    start, end = (day.year * 12 + day.month - 1 for day in (known[0], known[-1]))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def _texts(document: Document, found: Gathered) -> tuple[TextRecord, ...]:
    """Give the texts in the reader's order: transcriptions, then translations."""
    texts = found.texts.get(document.pk, [])
    breaks = [b for text in texts for b in found.breaks.get(text.current_id or 0, ())]
    pages = pages_of(found.surfaces.get(document.pk, ()), breaks)
    labels = {page.key: page.label for page in pages.all}
    ordered = sorted(texts, key=lambda text: (_KINDS.get(text.kind, 9), text.position))
    return tuple(_text(text, pages, labels) for text in ordered)


def _text(text: Text, pages: Pages, labels: Mapping[str, str]) -> TextRecord:
    version = text.current
    assert version is not None
    tree = tree_from_row(orjson.loads(bytes(version.tree)))
    tree.language = tree.language or text.language
    passages, starts = cut_text(tree, keys=pages.keys.get(version.pk, {}), labels=labels)
    return TextRecord(
        key=text.key,
        kind=text.kind,
        origin=text.origin,
        language=text.language or tree.language,
        passages=passages,
        pages=starts,
    )
