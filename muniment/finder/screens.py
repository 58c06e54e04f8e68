"""What the search page shows, ready for its template."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised
from muniment.documents.searching.parameters import (
    DEEPEST_PAGE,
    FACET_SIZE,
    PAGE_SIZE,
    SearchParameters,
)
from muniment.documents.selectors.results import FoundDocument, facet_words, found_documents
from muniment.finder.histogram import Histogram, histogram
from muniment.finder.words import FACETS, SORTINGS, ZONES, range_words, value_words
from muniment.search.planner import without_words
from muniment.search.query.parser import parse
from muniment.search.query.writer import write
from muniment.search.records import NO_TEXT, Facet, Zone
from muniment.search.results import (
    DocumentHit,
    FacetValue,
    Months,
    NotSearched,
    SearchResult,
    Snippet,
    Sorting,
    ZoneHit,
)
from muniment.ui.paging import Paging

Words = dict[Facet, dict[str, Localised]]

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?!\w*:)")


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as the parser took it: `words` are "" where that is just what was typed."""

    words: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that narrows the results, and the address without it."""

    label: str
    value: Localised
    href: str


@dataclass(frozen=True, slots=True)
class FacetLine:
    """A value that results can be narrowed to."""

    value: str
    words: Localised
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its values; `more_href` shows more of them, `less_href` fewer."""

    key: str
    label: str
    lines: tuple[FacetLine, ...]
    is_open: bool
    more_href: str = ""
    less_href: str = ""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page with hits, and the address that opens it with them marked; `words` name it."""

    label: str
    words: str
    href: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class FoundIn:
    """Pieces of metadata of one zone that were found, and what they are in words."""

    zone: Zone
    words: str
    texts: tuple[ZoneHit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One result; `selects` says what its box is for."""

    href: str
    selects: str
    document: FoundDocument
    pages: tuple[FoundPage, ...]
    zones: tuple[FoundIn, ...]

    @property
    def is_found_in_description(self) -> bool:
        """Tell whether the description is shown with what was found in it."""
        return any(each.zone is Zone.DESCRIPTION for each in self.zones)


@dataclass(frozen=True, slots=True)
class SortingChoice:
    """An order to choose."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try when nothing was found; each is an address, "" where it would be no use."""

    unnarrowed_href: str = ""
    fuzzy_href: str = ""
    any_words_href: str = ""


@dataclass(frozen=True, slots=True)
class SearchScreen:
    """The search page."""

    parameters: SearchParameters
    understood: Understood
    results: tuple[Found, ...]
    total: int
    is_counted: bool  # else the total says only whether there are more
    not_searched: NotSearched
    without_text_href: str  # the documents that have no text
    also_searched: tuple[str, ...]
    chips: tuple[Chip, ...]
    facets: tuple[FacetGroup, ...]
    histogram: Histogram | None
    months: Months | None
    sortings: tuple[SortingChoice, ...]
    paging: Paging
    advice: Advice
    open_list: str  # the search, as the address of a document carries it

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing was asked, so that all documents are listed."""
        return not self.parameters.q and not self.parameters.is_narrowed


def search_screen(
    parameters: SearchParameters,
    result: SearchResult,
    understood: Understood,
    *,
    viewer: Viewer,
    language: str,
) -> SearchScreen:
    """Put together what a search gave and what the database knows of it. At most seven queries.

    :raises PageNotFound: the results have no such page.
    """
    reachable = min(result.total, DEEPEST_PAGE * PAGE_SIZE)
    paging = Paging.of(parameters.page, total=reachable, size=PAGE_SIZE)
    named = facet_words(_keys(parameters, result), viewer=viewer, language=language)
    return SearchScreen(
        parameters=parameters,
        understood=understood,
        results=_results(parameters, result, paging, viewer=viewer, language=language),
        total=result.total,
        is_counted=result.is_counted,
        not_searched=result.not_searched,
        without_text_href=_without_text(parameters, result),
        also_searched=result.also_searched,
        chips=_chips(parameters, named, language),
        facets=_facets(parameters, result, named),
        histogram=histogram(result.years, parameters, months=result.months, language=language),
        months=result.months,
        sortings=_sortings(parameters),
        paging=paging,
        advice=_advice(parameters, result),
        open_list=_way_back(parameters),
    )


def _way_back(parameters: SearchParameters) -> str:
    """Write the search as the address of a document carries it: not empty even for everything."""
    return parameters.query_string() or "q="


def _without_text(parameters: SearchParameters, result: SearchResult) -> str:
    """Address what was asked for, but for the words, among documents that have no text."""
    if not result.not_searched.without_text:
        return ""
    q = write(without_words(parse(parameters.q).tree))
    chosen = {**parameters.chosen, Facet.ORIGIN: (NO_TEXT,)}
    return addresses.search(replace(parameters, q=q, chosen=chosen, page="").query_string())


def _sortings(parameters: SearchParameters) -> tuple[SortingChoice, ...]:
    """Offer orders; where no word says what matches best, that order is the oldest first."""
    labels = dict(SORTINGS)
    if not parameters.q:
        labels[Sorting.RELEVANCE] = labels.pop(Sorting.OLDEST)
    chosen = parameters.sorting if parameters.sorting in labels else Sorting.RELEVANCE
    return tuple(SortingChoice(s.value, str(label), s is chosen) for s, label in labels.items())


def _keys(parameters: SearchParameters, result: SearchResult) -> dict[Facet, set[str]]:
    counted = {facet: {v.value for v in values} for facet, values in result.facets.items()}
    return {
        facet: counted.get(facet, set()) | set(parameters.chosen.get(facet, ())) for facet in Facet
    }


def _results(
    parameters: SearchParameters,
    result: SearchResult,
    paging: Paging,
    *,
    viewer: Viewer,
    language: str,
) -> tuple[Found, ...]:
    identifiers = [hit.identifier for hit in result.hits]
    documents = found_documents(identifiers, viewer=viewer, language=language)
    kept = {"q": parameters.q} if parameters.q else {}
    search = urlencode({**kept, "results": _way_back(parameters)})
    return tuple(
        _found(hit, documents[hit.identifier], f"{search}&at={paging.start + place}")
        for place, hit in enumerate(result.hits)
        if hit.identifier in documents
    )


def _found(hit: DocumentHit, document: FoundDocument, search: str) -> Found:
    """Address a document and its pages; `search` is what of the address leads back."""
    href, page_words = f"{document.entry.href}?", gettext("Page %(label)s")
    pages = tuple(
        FoundPage(
            label=page.label,
            words=page_words % {"label": page.label} if page.label else gettext("In the text"),
            href=f"{href}{urlencode({'page': page.key})}&{search}" if page.key else href + search,
            snippets=page.snippets,
        )
        for page in hit.pages
    )
    selects = gettext("Select “%(title)s”") % {"title": document.entry.title.text}
    zones = tuple(
        FoundIn(zone, str(ZONES[zone]), tuple(texts))
        for zone, texts in groupby(hit.zones, key=attrgetter("zone"))
    )
    return Found(href + search, selects, document, pages, zones)


def _chips(parameters: SearchParameters, named: Words, language: str) -> tuple[Chip, ...]:
    chips = [
        Chip(
            str(FACETS[facet]),
            words,
            addresses.search(parameters.without(facet, value).query_string()),
        )
        for facet, values in parameters.chosen.items()
        for value in values
        if (words := value_words(facet, value, named.get(facet, {})))
    ]
    if parameters.has_dates:
        said = Localised(range_words(parameters.first, parameters.last, language))
        left = addresses.search(parameters.undated.query_string())
        chips.append(Chip(gettext("Date"), said, left))
    return tuple(chips)


def _facets(
    parameters: SearchParameters, result: SearchResult, named: Words
) -> tuple[FacetGroup, ...]:
    groups = (
        _facet(facet, result.facets.get(facet, ()), parameters, named.get(facet, {}))
        for facet in FACETS
        if facet is not Facet.YEAR
    )
    return tuple(group for group in groups if group.lines)


def _facet(
    facet: Facet,
    values: tuple[FacetValue, ...],
    parameters: SearchParameters,
    named: dict[str, Localised],
) -> FacetGroup:
    is_long = parameters.more is facet
    lines = _lines(facet, values, parameters, named)
    shown = lines if is_long else lines[:FACET_SIZE]
    kept = {line.value for line in shown}
    shown += tuple(line for line in lines if line.is_chosen and line.value not in kept)
    has_more = not is_long and len(values) >= FACET_SIZE
    other_href = ""
    if is_long or has_more:
        other = replace(parameters, more=None if is_long else facet, page="")
        other_href = f"{addresses.search(other.query_string())}#facet-{facet.value}"
    return FacetGroup(
        key=facet.value,
        label=str(FACETS[facet]),
        lines=shown,
        is_open=is_long or facet in parameters.chosen or len(lines) > 1,
        more_href=other_href if has_more else "",
        less_href=other_href if is_long else "",
    )


def _lines(
    facet: Facet,
    values: tuple[FacetValue, ...],
    parameters: SearchParameters,
    named: dict[str, Localised],
) -> tuple[FacetLine, ...]:
    chosen = parameters.chosen.get(facet, ())
    counted = {v.value for v in values}
    missing = tuple(FacetValue(value, 0, True) for value in chosen if value not in counted)
    return tuple(
        FacetLine(v.value, words, v.count, v.value in chosen)
        for v in (*values, *missing)
        if (words := value_words(facet, v.value, named))
    )


def _advice(parameters: SearchParameters, result: SearchResult) -> Advice:
    if result.total:
        return Advice()
    words = parameters.q.split()
    found = [w for w in _WORDS.findall(parameters.q) if w not in ("AND", "OR", "NOT", "TO")]
    is_plain = bool(words) and all(word.isalpha() and not word.isupper() for word in words)
    other = {
        "fuzzy_href": " ".join(f"{word}~" for word in words) if is_plain else "",
        "any_words_href": " OR ".join(found) if len(found) > 1 else "",
    }
    unnarrowed = SearchParameters(q=parameters.q, sorting=parameters.sorting)
    return Advice(
        addresses.search(unnarrowed.query_string()) if parameters.is_narrowed else "",
        **{
            name: addresses.search(replace(parameters, q=q, page="").query_string()) if q else ""
            for name, q in other.items()
        },
    )
