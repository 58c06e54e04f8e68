"""Write what a package's documents stand in: repository, units, series, volumes, collections."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db.models import Max, Min, Q

from muniment.access.models import Level, Scope
from muniment.access.services import set_scope
from muniment.core.slugs import LONGEST_SLUG, slugify, unique_slug
from muniment.documents.incoming import Holdings
from muniment.documents.models import (
    Collection,
    Division,
    Document,
    Package,
    Repository,
    Series,
    Volume,
)
from muniment.documents.searching.owners import COLLECTION, VOLUME, owner_of
from muniment.documents.searching.pending import note_changed, note_documents, note_subtrees
from muniment.ingest.units import write_units
from muniment.ingest.upsert import bring_up, bring_up_all, by_language
from muniment.sources.model import (
    SourceCollection,
    SourceDivision,
    SourcePackage,
    SourceRepository,
    SourceVolume,
)


def write_holdings(source: SourcePackage, package: Package) -> Holdings:
    """Bring everything up that is common to the package, except its people and surfaces."""
    holdings = Holdings(package, package.scope_id)
    repository = _write_repository(source)
    holdings.repository_name = repository.name if repository else ""
    if repository and source.units:
        holdings.units = write_units(source.units, package, repository)
    for volume in source.volumes:
        row = _write_volume(volume, package)
        holdings.volumes[volume.key] = row.pk
        divisions = _write_divisions(row, source.divisions.get(volume.key, []))
        holdings.divisions |= {(volume.key, key): pk for key, pk in divisions.items()}
    if source.collection:
        _write_collection(source.collection, holdings)
    return holdings


def write_package(source: SourcePackage) -> Package:
    """Make or change the package itself and the scope of all that is in it."""
    scope = set_scope(f"package:{source.identifier}", level=access_level(source.access))
    fields = {
        "title": source.title[:500],
        "scope": scope,
        "rights": source.rights,
        "licence_url": source.licence_url[:500],
    }
    package, is_new = Package.objects.get_or_create(identifier=source.identifier, defaults=fields)
    if not is_new:
        bring_up(package, fields)
    return package


def repository_name(source: SourcePackage) -> str:
    """Give the name of the institution that holds a package's originals, "" if nobody says."""
    said = _repository(source)
    return said.name[:300] if said else ""


def access_level(word: str) -> str:
    """Give the level that a source names; one that nobody knows is closed, to be safe."""
    return word if word in Level.values else str(Level.RESTRICTED)


def is_closed(word: str) -> bool:
    """Tell whether a source closes what it speaks of; "" says nothing."""
    return bool(word) and access_level(word) != Level.OPEN


def document_scope(package: Package, key: str, *, access: str) -> Scope:
    """Make the scope of one document that is closed or opened as an exception."""
    digest = sha256(f"{package.identifier}\n{key}".encode()).hexdigest()  # its own, however long
    name = f"document:{package.identifier}:{key}"[:200] + f":{digest}"
    return set_scope(name, level=access_level(access), parent=package.scope)


def note_spans(holdings: Holdings) -> None:
    """Give each volume the span of its documents' dates."""
    for pk in holdings.volumes.values():
        dated = Document.objects.filter(volume=pk, is_withdrawn=False)
        span = dated.aggregate(date_earliest=Min("date_earliest"), date_latest=Max("date_latest"))
        bring_up(Volume.objects.get(pk=pk), span)


def remove_stale_divisions(source: SourcePackage, holdings: Holdings) -> None:
    """Remove the parts that a volume's contents have no more, once its documents have moved."""
    for key, pk in holdings.volumes.items():
        kept = {division.key for division in source.divisions.get(key, [])}
        for division in Division.objects.filter(volume=pk).order_by("-depth"):
            if division.key not in kept and not division.documents.exists():
                division.delete()


def _repository(source: SourcePackage) -> SourceRepository | None:
    if source.repository is None and source.units:
        return SourceRepository(source.title)  # a hierarchy must have a root
    return source.repository


def _write_repository(source: SourcePackage) -> Repository | None:
    said = _repository(source)
    if said is None:
        return None
    fields = {
        "names": by_language(said.names),
        "abbreviation": said.abbreviation[:60],
        "country": said.country[:100],
    }
    found = Repository.objects.filter(name=said.name[:300]).first()
    if found is None:
        slug = _slug(said.abbreviation or said.name, Repository, fallback="repository")
        return Repository.objects.create(name=said.name[:300], slug=slug, **fields)
    bring_up(found, {name: value for name, value in fields.items() if value})
    return found


def _write_volume(volume: SourceVolume, package: Package) -> Volume:
    series = _write_series(volume)
    fields: dict[str, Any] = {
        "scope": package.scope,
        "series": series,
        "number": volume.series.number[:40] if volume.series else "",
        "title": volume.title,
        "titles": by_language(volume.titles),
        "subtitle": volume.subtitle,
        "description": volume.description,
        "descriptions": by_language(volume.descriptions),
        "credits": [[credit.name, credit.role] for credit in volume.credits],
        "publisher": volume.publisher,
        "published": volume.published[:200],
    }
    found = Volume.objects.filter(package=package, key=volume.key).first()
    if found is None:
        slug = _slug(_short_title(volume), Volume, fallback="volume")
        note_changed([owner_of(VOLUME, slug)])
        return Volume.objects.create(package=package, key=volume.key, slug=slug, **fields)
    if bring_up(found, fields):
        note_changed([owner_of(VOLUME, found.slug)])
    return found


def _short_title(volume: SourceVolume) -> str:
    """Give the title for the address, or the key where a long title would lose its number."""
    is_long = len(slugify(volume.title, longest=1000)) > LONGEST_SLUG
    return volume.key if is_long and slugify(volume.key) else volume.title


def _write_series(volume: SourceVolume) -> Series | None:
    said = volume.series
    if said is None:
        return None
    fields = {"title": said.title[:500], "titles": by_language(said.titles)}
    slug = said.slug or unique_slug(said.title, is_taken=lambda _: False, fallback="series")
    row, is_new = Series.objects.get_or_create(slug=slug[:80], defaults=fields)
    if not is_new:
        bring_up(row, fields)
    return row


def _write_divisions(volume: Volume, divisions: list[SourceDivision]) -> dict[str, int]:
    known = {row.key: row for row in Division.objects.filter(volume=volume)}
    depth: dict[str, int] = {"": -1}
    for division in divisions:
        depth[division.key] = depth.get(division.parent, -1) + 1
    order = {division.key: position for position, division in enumerate(divisions)}

    def fields(division: SourceDivision) -> dict[str, Any]:
        parent = known.get(division.parent) if division.parent in order else None
        return {
            "parent_id": parent.pk if parent else None,
            "title": division.title,
            "titles": by_language(division.titles),
            "position": order[division.key],
            "depth": depth[division.key],
        }

    for level in range(max(depth.values()) + 1):  # parents are there before their children
        wanted = [(d.key, fields(d)) for d in divisions if depth[d.key] == level]
        bring_up_all(
            Division, known, wanted, fixed=lambda key, _: {"volume_id": volume.pk, "key": key}
        )
    return {key: row.pk for key, row in known.items()}


def _write_collection(said: SourceCollection, holdings: Holdings) -> None:
    scope = set_scope(f"collection:{said.slug}", level=_collection_level(said, holdings))
    fields = {
        "scope": scope,
        "title": said.title[:300],
        "titles": by_language(said.titles),
        "description": said.description,
        "descriptions": by_language(said.descriptions),
    }
    row, is_new = Collection.objects.get_or_create(slug=said.slug[:80], defaults=fields)
    if is_new or bring_up(row, fields):
        note_changed([owner_of(COLLECTION, row.slug)])
    _gather(row, holdings)


def _gather(collection: Collection, holdings: Holdings) -> None:
    """Put a package's volumes and highest units into a collection."""
    there = set(collection.volumes.values_list("pk", flat=True))
    if volumes := set(holdings.volumes.values()) - there:
        collection.volumes.add(*volumes)
        note_documents(Q(volume__in=volumes))
    if units := set(_roots(holdings)) - set(collection.units.values_list("pk", flat=True)):
        collection.units.add(*units)
        note_subtrees(units)


def _collection_level(said: SourceCollection, holdings: Holdings) -> str:
    """A collection is seen as long as one package in it is open."""
    gathers = Q(volumes__collections__slug=said.slug[:80]) | Q(
        units__collections__slug=said.slug[:80]
    )
    others = Package.objects.filter(gathers).exclude(pk=holdings.package.pk)
    is_open = others.filter(scope__level=Level.OPEN).exists()
    return str(Level.OPEN) if is_open else holdings.package.scope.level


def _roots(holdings: Holdings) -> list[int]:
    units = holdings.package.units.filter(depth=0)
    return list(units.values_list("pk", flat=True))


def _slug(text: str, model: type[Repository | Volume], *, fallback: str) -> str:
    def is_taken(slug: str) -> bool:
        return model.objects.filter(slug=slug).exists()

    return unique_slug(text, is_taken=is_taken, fallback=fallback)
