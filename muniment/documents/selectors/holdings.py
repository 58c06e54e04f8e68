"""How many documents the volumes, units and collections hold, and of which years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from muniment.access.viewer import Viewer
from muniment.documents.models import Collection
from muniment.documents.selectors.entries import items
from muniment.ui.dates import span_words


@dataclass(frozen=True, slots=True)
class Holding:
    """A number of documents and the days that they span."""

    documents: int = 0
    earliest: date | None = None
    latest: date | None = None

    def span(self, language: str) -> str:
        """Say the years."""
        return span_words(self.earliest, self.latest, language)


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """The documents that share volume and archival unit; 0 and "" where they have none."""

    volume: int
    repository: int
    package: int
    path: str
    held: Holding

    def is_below(self, package: int, path: str) -> bool:
        """Tell whether the documents lie in a unit or below it."""
        return self.package == package and f"{self.path}/".startswith(f"{path}/")


def holdings(viewer: Viewer) -> tuple[HoldingRow, ...]:
    """Count the documents that a viewer may see, by volume and unit. One query."""
    groups = (
        items(viewer)
        .values("volume_id", "unit__repository_id", "unit__package_id", "unit__path")
        .annotate(n=Count("pk"), first=Min("date_earliest"), last=Max("date_latest"))
        .order_by()
    )
    return tuple(
        HoldingRow(
            volume=row["volume_id"] or 0,
            repository=row["unit__repository_id"] or 0,
            package=row["unit__package_id"] or 0,
            path=row["unit__path"] or "",
            held=Holding(row["n"], row["first"], row["last"]),
        )
        for row in groups
    )


def total(held: Iterable[Holding]) -> Holding:
    """Add holdings that have no document in common."""
    parts = list(held)
    return Holding(
        sum(part.documents for part in parts),
        min((part.earliest for part in parts if part.earliest), default=None),
        max((part.latest for part in parts if part.latest), default=None),
    )


def by_volume(rows: Iterable[HoldingRow]) -> dict[int, Holding]:
    """Add up the holdings of each volume."""
    return _by(rows, lambda row: row.volume)


def by_repository(rows: Iterable[HoldingRow]) -> dict[int, Holding]:
    """Add up the holdings of each repository."""
    return _by(rows, lambda row: row.repository)


def by_collection(rows: Iterable[HoldingRow], viewer: Viewer) -> dict[int, Holding]:
    """Add up the holdings of each collection: its volumes, its units and all below. Two queries."""
    visible = Collection.objects.visible_to(viewer)
    volumes: dict[int, set[int]] = defaultdict(set)
    units: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for collection, volume in visible.values_list("pk", "volumes"):
        volumes[collection].add(volume)
    for collection, package, path in visible.values_list("pk", "units__package", "units__path"):
        if path:
            units[collection].add((package, path))
    rows = tuple(rows)
    return {
        pk: total(
            row.held
            for row in rows
            if row.volume in volumes[pk] or any(row.is_below(*unit) for unit in units[pk])
        )
        for pk in volumes
    }


def _by(rows: Iterable[HoldingRow], key: Callable[[HoldingRow], int]) -> dict[int, Holding]:
    groups: dict[int, list[Holding]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.held)
    return {pk: total(held) for pk, held in groups.items() if pk}
