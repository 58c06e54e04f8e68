"""Which words of a document's metadata a query found: for those whose texts have none to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from muniment.search.entries import language_of
from muniment.search.marking import Marker, Span
from muniment.search.records import Zone, ZoneText
from muniment.search.results import ZoneHit
from muniment.search.snippets import snippet

MOST_ZONES = 3
_MOST_TEXTS = 2  # of one zone
_OWN_ROLES = (Zone.AUTHOR, Zone.RECIPIENT)


def zone_hits(
    zones: Sequence[ZoneText], marker: Marker, *, languages: Iterable[str] = ()
) -> tuple[ZoneHit, ...]:
    """Mark what was found, the title first; `languages` are those of the document.

    Of somebody with many names those are given that were found, once for each of his roles.
    """
    known = tuple(languages)
    in_roles = {text.plain for text in zones if text.zone in _OWN_ROLES}
    found: dict[Zone, list[ZoneHit]] = {}
    for text in sorted(zones, key=lambda text: _ORDER[text.zone]):
        if text.zone is Zone.PERSON and text.plain in in_roles:
            continue
        if spans := _spans(text, marker, known):
            found.setdefault(text.zone, []).append(
                ZoneHit(text.zone, text.language, snippet(text.plain, spans))
            )
    best = [hits[:_MOST_TEXTS] for hits in found.values()][:MOST_ZONES]
    return tuple(hit for hits in best for hit in hits)


_ORDER = {zone: place for place, zone in enumerate(Zone)}


def _spans(text: ZoneText, marker: Marker, languages: tuple[str, ...]) -> list[Span]:
    language = text.language or language_of(text.plain, languages)
    return marker.find(text.plain, language, *_zones(text))


def _zones(text: ZoneText) -> Iterator[str]:
    """Give the zones that can be asked for this text: who wrote or received is a person, too."""
    yield text.zone
    if text.zone in _OWN_ROLES:
        yield Zone.PERSON
