"""Write an archival hierarchy as its finding aid gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from muniment.core.slugs import unique_slug
from muniment.documents.models import Package, Repository, Unit
from muniment.documents.searching.pending import note_units
from muniment.ingest.upsert import bring_up_all, by_language
from muniment.sources.model import SourceUnit

_DIGITS = 4


def write_units(
    units: Sequence[SourceUnit], package: Package, repository: Repository
) -> dict[str, int]:
    """Bring a package's units up and give their primary keys by the source's keys."""
    known = {unit.key: unit for unit in Unit.objects.filter(package=package)}
    before = set(known)
    paths = _paths(units, known, repository)
    taken = set(Unit.objects.filter(repository=repository).values_list("slug", flat=True))

    def fixed(key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        text = fields["reference_code"] or fields["title"]
        slug = unique_slug(text, is_taken=taken.__contains__, fallback="unit")
        taken.add(slug)
        return {"package": package, "repository": repository, "key": key, "slug": slug}

    depth = {key: path.count("/") for key, path in paths.items()}
    changed: list[Unit] = []
    for level in range(max(depth.values(), default=-1) + 1):  # parents before their children
        wanted = [
            (unit.key, _fields(unit, package, known, path=paths[unit.key]))
            for unit in units
            if depth[unit.key] == level
        ]
        changed += bring_up_all(Unit, known, wanted, fixed=fixed)
    note_units([*(u.pk for u in changed), *(known[key].pk for key in known.keys() - before)])
    return {key: unit.pk for key, unit in known.items()}


def _fields(
    unit: SourceUnit, package: Package, known: Mapping[str, Unit], *, path: str
) -> dict[str, Any]:
    parent = known.get(unit.parent) if "/" in path else None
    dates = unit.dates
    return {
        "parent_id": parent.pk if parent else None,
        "scope": package.scope,
        "level": unit.level[:40],
        "title": unit.title,
        "titles": by_language(unit.titles),
        "reference_code": unit.reference_code[:300],
        "date_edtf": dates.edtf[:60] if dates else "",
        "date_earliest": dates.earliest if dates else None,
        "date_latest": dates.latest if dates else None,
        "date_wording": dates.wording if dates else "",
        "extent": unit.extent,
        "scope_note": unit.scope,
        "languages": list(unit.languages),
        "containers": unit.containers,
        "digital_objects": list(unit.digital_objects),
        "path": path,
        "depth": path.count("/"),
    }


def _paths(
    units: Sequence[SourceUnit], known: Mapping[str, Unit], repository: Repository
) -> dict[str, str]:
    """Number each unit among its siblings; a root keeps the number that it once got."""
    siblings = Counter(unit.parent for unit in units)
    others = Unit.objects.filter(repository=repository, depth=0).exclude(
        pk__in=[unit.pk for unit in known.values()]
    )
    used = [int(path) for path in others.values_list("path", flat=True)]
    used += [int(u.path) for u in known.values() if not u.depth]
    next_root = max(used, default=0) + 1
    paths: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for unit in units:
        if unit.parent in paths:
            counts[unit.parent] += 1
            digits = max(_DIGITS, len(str(siblings[unit.parent])))
            paths[unit.key] = f"{paths[unit.parent]}/{counts[unit.parent]:0{digits}}"
        elif unit.key in known and not known[unit.key].depth:
            paths[unit.key] = known[unit.key].path
        else:
            paths[unit.key] = f"{next_root:0{_DIGITS}}"
            next_root += 1
    return paths
