"""What the box offers while somebody types: what it is called, what it is, where it leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from django.utils.translation import pgettext_lazy

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised
from muniment.documents.searching.owners import (
    COLLECTION,
    DOCUMENT,
    PERSON,
    UNIT,
    VOLUME,
    owner_of,
    slug_of,
)
from muniment.documents.searching.services import engine
from muniment.documents.selectors.results import facet_words, found_documents
from muniment.search.offers import FEWEST, PHRASE, PLACE
from muniment.search.records import Facet
from muniment.search.results import Suggestion
from muniment.search.suggest import suggest

MOST = 8

_FACETS = {
    COLLECTION: Facet.COLLECTION,
    VOLUME: Facet.VOLUME,
    PERSON: Facet.PERSON,
    UNIT: Facet.UNIT,
}

KINDS = {
    COLLECTION: pgettext_lazy("suggestion", "Collection"),
    VOLUME: pgettext_lazy("suggestion", "Volume"),
    PERSON: pgettext_lazy("suggestion", "Person"),
    UNIT: pgettext_lazy("suggestion", "Archival unit"),
    DOCUMENT: pgettext_lazy("suggestion", "Document"),
    PLACE: pgettext_lazy("suggestion", "Place"),
    PHRASE: pgettext_lazy("suggestion", "Phrase"),
}


def suggestions(typed: str, *, viewer: Viewer, language: str) -> list[dict[str, str]]:
    """Offer what begins as typed and this viewer may know of, named in his language.

    All but phrases open at `href`; a phrase has a `query`, which is searched for.
    """
    if not typed:
        return []
    found = suggest(engine(), typed, tokens=viewer.tokens, limit=MOST)
    names = _names(found, viewer=viewer, language=language)
    return [
        _shown(own, names[own.key]) for own in found if own.key in names and names[own.key].text
    ]


def _names(found: Iterable[Suggestion], *, viewer: Viewer, language: str) -> dict[str, Localised]:
    """Name what the database lets the viewer see, by key; the index may be a moment behind."""
    slugs: dict[str, list[str]] = defaultdict(list)
    names: dict[str, Localised] = {}
    for suggestion in found:
        slugs[suggestion.kind].append(slug_of(suggestion.key))
        if suggestion.kind in FEWEST:
            names[suggestion.key] = Localised(suggestion.label)
    asked = {facet: slugs[kind] for kind, facet in _FACETS.items()}
    words = facet_words(asked, viewer=viewer, language=language)
    for kind, facet in _FACETS.items():
        names |= {owner_of(kind, slug): name for slug, name in words[facet].items()}
    documents = found_documents(slugs[DOCUMENT], viewer=viewer, language=language)
    names |= {owner_of(DOCUMENT, slug): own.entry.title for slug, own in documents.items()}
    return names


def _shown(suggestion: Suggestion, name: Localised) -> dict[str, str]:
    shown = {
        "kind": suggestion.kind,
        "kind_words": str(KINDS[suggestion.kind]),
        "label": name.text,
        "lang": name.lang,
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
