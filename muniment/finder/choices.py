"""What the boxes of the advanced form offer: the values that this archive has for this viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.documents.searching.services import search_documents
from muniment.documents.selectors.results import facet_words
from muniment.finder.words import FACETS, value_words
from muniment.search.query.names import FACET_FIELDS, IN
from muniment.search.query.tree import Everything
from muniment.search.records import Facet
from muniment.search.results import SearchRequest

MOST_CHOICES = 300  # of a facet, the most frequent

WITHIN = (Facet.COLLECTION, Facet.VOLUME, Facet.UNIT)
_FIELDS: dict[str, tuple[Facet, ...]] = {
    field: WITHIN if field == IN else (Facet(facet),) for field, facet in FACET_FIELDS.items()
}
_COUNTED = tuple(facet for facets in _FIELDS.values() for facet in facets)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as a query has it, its words, and how many documents have it."""

    value: str
    words: str
    count: int = 0

    @property
    def typed(self) -> str:
        """Give the value as it is typed where several may stand."""
        return f'"{self.value}"' if " " in self.value else self.value


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of one facet, in the order of their words; `label` is the facet's."""

    label: str
    choices: tuple[Choice, ...]


Offered = Mapping[str, tuple[Choices, ...]]  # by field of the query language


def offered(*, viewer: Viewer, language: str) -> Offered:
    """Read what documents there are: one search for everything, and what names its facets."""
    request = SearchRequest(
        Everything(),
        viewer.tokens,
        limit=1,
        facets=_COUNTED,
        facet_size=MOST_CHOICES,
        snippets=False,
    )
    found = search_documents(request).facets
    keys = {facet: {v.value for v in found.get(facet, ())} for facet in _COUNTED}
    named = facet_words(keys, viewer=viewer, language=language)
    made = {
        facet: [
            Choice(value.value, words.text, value.count)
            for value in found.get(facet, ())
            if (words := value_words(facet, value.value, named.get(facet, {})))
        ]
        for facet in _COUNTED
    }
    return {
        field: tuple(_sorted(facet, made[facet]) for facet in facets if made[facet])
        for field, facets in _FIELDS.items()
    }


def _sorted(facet: Facet, choices: Iterable[Choice]) -> Choices:
    """Sort by words; files of an archive by their keys, which follow its order."""
    if facet is Facet.UNIT:
        ordered = sorted(choices, key=lambda choice: choice.value)
    else:
        ordered = sorted(choices, key=lambda choice: choice.words.casefold())
    return Choices(str(FACETS[facet]), tuple(ordered))
