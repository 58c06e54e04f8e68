"""Read what the records of a batch of documents are made of: twelve queries, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Several
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Value

from muniment.access.models import ScopeToken
from muniment.documents.models import (
    Collection,
    Document,
    DocumentPerson,
    DocumentSurface,
    PageBreak,
    Text,
    Unit,
)

Tokens = frozenset[str]


@dataclass(slots=True)
class Gathered:
    """Rows by primary key of their document, volume, unit, version or scope."""

    documents: list[Document]
    people: dict[int, list[DocumentPerson]] = field(default_factory=dict)
    texts: dict[int, list[Text]] = field(default_factory=dict)
    breaks: dict[int, list[PageBreak]] = field(default_factory=dict)
    surfaces: dict[int, list[DocumentSurface]] = field(default_factory=dict)
    units: dict[int, list[Unit]] = field(default_factory=dict)  # with all above it, from the root
    of_volume: dict[int, list[Collection]] = field(default_factory=dict)
    of_unit: dict[int, list[Collection]] = field(default_factory=dict)
    tokens: dict[int, Tokens] = field(default_factory=dict)


def gather(documents: Sequence[Document]) -> Gathered:
    """Read all that belongs to documents, which come with their volumes."""
    pks = [document.pk for document in documents]
    found = Gathered(list(documents))
    people = DocumentPerson.objects.filter(document_id__in=pks).select_related("person")
    found.people = _by(people, "document_id")
    shown = Text.objects.filter(
        document_id__in=pks, is_withdrawn=False, current__length__gt=0
    ).select_related("current")
    found.texts = _by(shown, "document_id")
    versions = [t.current_id for texts in found.texts.values() for t in texts]
    found.breaks = _by(PageBreak.objects.filter(version_id__in=versions), "version_id")
    surfaces = DocumentSurface.objects.filter(document_id__in=pks).select_related("surface")
    # of pages only keys and labels are wanted, so no image is read
    found.surfaces = _by(surfaces.annotate(is_withheld=Value(True)), "document_id")
    found.units = _units({d.unit_id for d in documents if d.unit_id})
    found.of_volume = _collections("volume", {d.volume_id for d in documents if d.volume_id})
    units = {unit.pk for above in found.units.values() for unit in above}
    found.of_unit = _collections("unit", units)
    found.tokens = tokens_of(_scopes(found))
    return found


def gather_metadata(documents: Sequence[Document]) -> Gathered:
    """Read what documents say of themselves: who is named, and where they lie."""
    found = Gathered(list(documents))
    pks = [document.pk for document in documents]
    people = DocumentPerson.objects.filter(document_id__in=pks).select_related("person")
    found.people = _by(people, "document_id")
    found.units = _units({d.unit_id for d in documents if d.unit_id})
    scopes = {document.scope_id for document in documents}
    scopes |= {m.person.scope_id for own in found.people.values() for m in own if m.person}
    scopes |= {unit.scope_id for above in found.units.values() for unit in above}
    found.tokens = tokens_of(scopes)
    return found


def tokens_of(scopes: Iterable[int]) -> dict[int, Tokens]:
    """Read the tokens of scopes."""
    rows = ScopeToken.objects.filter(scope_id__in=set(scopes)).values_list("scope_id", "token")
    tokens: dict[int, set[str]] = defaultdict(set)
    for scope, token in rows:
        tokens[scope].add(token)
    return {scope: frozenset(own) for scope, own in tokens.items()}


def _by(rows: Iterable[object], name: str) -> dict[int, list]:  # type: ignore[type-arg]
    grouped: dict[int, list[object]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped


def _units(wanted: Several[int]) -> dict[int, list[Unit]]:
    """Read units and those above them."""
    places = Unit.objects.filter(pk__in=wanted).values_list("pk", "repository_id", "path")
    above: dict[int, list[tuple[int, str]]] = {}
    for pk, repository, path in places:
        parts = path.split("/")
        above[pk] = [(repository, "/".join(parts[: n + 1])) for n in range(len(parts))]
    keys = {key for keys in above.values() for key in keys}
    rows = Unit.objects.filter(
        repository_id__in={repository for repository, _ in keys},
        path__in={path for _, path in keys},
    ).select_related("repository")
    by_place = {(unit.repository_id, unit.path): unit for unit in rows}
    return {pk: [by_place[k] for k in keys if k in by_place] for pk, keys in above.items()}


def _collections(kind: str, members: Several[int]) -> dict[int, list[Collection]]:
    """Read the collections of volumes or units, by the member."""
    through = getattr(Collection, f"{kind}s").through
    rows = through.objects.filter(**{f"{kind}_id__in": members}).select_related("collection")
    grouped: dict[int, list[Collection]] = defaultdict(list)
    for row in rows.order_by("pk"):
        grouped[getattr(row, f"{kind}_id")].append(row.collection)
    return grouped


def _scopes(found: Gathered) -> set[int]:
    scopes = {document.scope_id for document in found.documents}
    scopes |= {d.volume.scope_id for d in found.documents if d.volume}
    scopes |= {m.person.scope_id for own in found.people.values() for m in own if m.person}
    scopes |= {unit.scope_id for above in found.units.values() for unit in above}
    for by_member in (found.of_volume, found.of_unit):
        scopes |= {collection.scope_id for own in by_member.values() for collection in own}
    return scopes
