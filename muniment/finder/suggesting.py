"""What the box offers while somebody types: what it is called, what it is, where it leads."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.utils.translation import pgettext_lazy

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.searching.owners import COLLECTION, DOCUMENT, PERSON, UNIT, VOLUME, slug_of
from muniment.documents.searching.services import engine
from muniment.search.offers import PHRASE, PLACE
from muniment.search.records import Facet
from muniment.search.results import Suggestion
from muniment.search.suggest import suggest

MOST = 8

KINDS = {
    COLLECTION: pgettext_lazy("suggestion", "Collection"),
    VOLUME: pgettext_lazy("suggestion", "Volume"),
    PERSON: pgettext_lazy("suggestion", "Person"),
    UNIT: pgettext_lazy("suggestion", "Archival unit"),
    DOCUMENT: pgettext_lazy("suggestion", "Document"),
    PLACE: pgettext_lazy("suggestion", "Place"),
    PHRASE: pgettext_lazy("suggestion", "Phrase"),
}


def suggestions(typed: str, *, viewer: Viewer) -> list[dict[str, str]]:
    """Offer what begins as typed and this viewer may know of.

    All but phrases open at `href`; a phrase has a `query`, which is searched for.
    """
    if not typed:
        return []
    found = suggest(engine(), typed, tokens=viewer.tokens, limit=MOST)
    return [_shown(suggestion) for suggestion in found]


def _shown(suggestion: Suggestion) -> dict[str, str]:
    shown = {
        "kind": suggestion.kind,
        "kind_words": str(KINDS[suggestion.kind]),
        "label": suggestion.label,
        "href": _address(suggestion),
    }
    if suggestion.kind == PHRASE:
        shown["query"] = _quoted(suggestion.label)
    return shown


def _address(suggestion: Suggestion) -> str:
    if suggestion.kind == PHRASE:
        return addresses.search(urlencode({"q": _quoted(suggestion.label)}))
    if suggestion.kind == PLACE:
        return addresses.search(urlencode({Facet.PLACE.value: suggestion.label}))
    return _PAGES[suggestion.kind](slug_of(suggestion.key))


def _unit(place: str) -> str:
    repository, _, slug = place.partition("/")
    return addresses.unit(repository, slug)


_PAGES: dict[str, Callable[[str], str]] = {
    COLLECTION: addresses.collection,
    VOLUME: addresses.volume,
    PERSON: addresses.person,
    UNIT: _unit,
    DOCUMENT: addresses.document,
}


def _quoted(phrase: str) -> str:
    return '"{}"'.format(phrase.replace('"', " ").strip())
