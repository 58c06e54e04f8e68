"""What of their metadata made documents hits, where nothing of their texts can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from muniment.documents.searching.records import Zones, zones_of
from muniment.search.also import other_forms
from muniment.search.marking import Marker
from muniment.search.metadata import zone_hits
from muniment.search.planner import has_words
from muniment.search.results import DocumentHit, SearchRequest, ZoneHit
from muniment.search.words.other_names import OtherNames


def with_metadata(
    hits: Iterable[DocumentHit], request: SearchRequest, *, names: OtherNames
) -> tuple[DocumentHit, ...]:
    """Add to hits without pages what was found of their titles, people and so on.

    It is what the index holds, so that whoever may see the document may see it. Six queries where
    there are such hits.
    """
    kept = tuple(hits)
    bare = [hit.identifier for hit in kept if not hit.pages]
    if not bare or not request.snippets or not has_words(request.query):
        return kept
    forms = other_forms(request.query, names)
    markers = Marker.of(request.query), Marker.of(request.query, other_forms=forms)
    zones = zones_of(bare)
    return tuple(
        replace(hit, zones=_found(zones, hit.identifier, markers)) if not hit.pages else hit
        for hit in kept
    )


def _found(zones: Zones, identifier: str, markers: Iterable[Marker]) -> tuple[ZoneHit, ...]:
    """Mark what was typed, or else other names of whoever is called so."""
    texts, languages = zones.get(identifier, ((), []))
    found = (zone_hits(texts, marker, languages=languages) for marker in markers)
    return next(filter(None, found), ())
