"""Renderings of text versions: kept in the database, made when missing or out of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

import orjson
from django.db import OperationalError
from django.db.models import F, Q

from muniment.core.text.model import TextTree, tree_from_row
from muniment.documents.bulk import without_waiting
from muniment.documents.models import Rendering, TextVersion
from muniment.rendering.hits import Hit
from muniment.rendering.text import RENDERER, RenderContext, render_text

_BATCH = 100


def renderings_of(version_ids: Iterable[int]) -> dict[int, Rendering]:
    """Give the renderings of versions, by version.

    One query where all are there; what is missing or was made by another renderer is made now.
    A database that is being written to only costs the making again next time: no reader waits
    for an import.
    """
    wanted = set(version_ids)
    found = {
        rendering.version_id: rendering
        for rendering in Rendering.objects.filter(version_id__in=wanted, renderer=RENDERER)
    }
    if missing := wanted - found.keys():
        made = [_make(version) for version in _versions(missing)]
        with suppress(OperationalError), without_waiting():
            _keep(made)
        found.update((rendering.version_id, rendering) for rendering in made)
    return found


def rebuild_all(progress: Callable[[int, int], object] | None = None) -> int:
    """Make every rendering of a current version again; return how many.

    `progress` is told how many of how many are done.
    """
    current = TextVersion.objects.filter(text__current=F("pk")).order_by("pk")
    ids = list(current.values_list("pk", flat=True))
    Rendering.objects.exclude(Q(version_id__in=current.values("pk"))).delete()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        _keep([_make(version) for version in _versions(batch)])
        if progress:
            progress(min(start + _BATCH, len(ids)), len(ids))
    return len(ids)


def _versions(ids: Iterable[int]) -> Iterator[TextVersion]:
    return TextVersion.objects.filter(pk__in=list(ids)).select_related("text").iterator()


def trees_of(version_ids: Iterable[int]) -> dict[int, TextTree]:
    """Read the trees of versions, by version, in one query."""
    rows = TextVersion.objects.filter(pk__in=set(version_ids)).values_list("pk", "tree")
    return {pk: tree_from_row(orjson.loads(bytes(tree))) for pk, tree in rows}


def with_hits(
    version_id: int, tree: TextTree, *, key: str, hits: Mapping[str, Sequence[Hit]]
) -> Rendering:
    """Make a rendering with words marked; it is never kept. `key` is the text's."""
    return _rendering(version_id, tree, key=key, hits=hits)


def _make(version: TextVersion) -> Rendering:
    tree = tree_from_row(orjson.loads(bytes(version.tree)))
    return _rendering(version.pk, tree, key=version.text.key)


def _rendering(
    version_id: int,
    tree: TextTree,
    *,
    key: str,
    hits: Mapping[str, Sequence[Hit]] | None = None,
) -> Rendering:
    rendered = render_text(tree, context=RenderContext(prefix=key), hits=hits)
    return Rendering(
        version_id=version_id,
        renderer=rendered.renderer,
        body=rendered.body_html,
        notes=rendered.notes_html,
    )


def _keep(renderings: list[Rendering]) -> None:
    Rendering.objects.bulk_create(
        renderings,
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=["renderer", "body", "notes"],
    )
