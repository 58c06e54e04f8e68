"""A search as JSON: the same total, hits, facets and forms as on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from muniment.finder.screens import Found, SearchScreen
from muniment.search.results import Months, Piece, Snippet


def screen_json(screen: SearchScreen, absolute: Callable[[str], str]) -> dict[str, Any]:
    """Write a screen as JSON; `absolute` makes a path an address."""
    return {
        "total": screen.total if screen.is_counted else None,
        "page": screen.paging.number,
        "pages": screen.paging.pages if screen.is_counted else None,
        "query": screen.parameters.q,
        "understood": screen.understood.words or screen.parameters.q,
        "mistakes": list(screen.understood.mistakes),
        "also_searched": list(screen.also_searched),
        "not_searched": screen.not_searched._asdict(),
        "hits": [_hit(found, absolute) for found in screen.results],
        "facets": {
            facet.key: [
                {"value": line.value, "label": line.words.text, "count": line.count}
                for line in facet.lines
            ]
            for facet in screen.facets
        },
        "years": {str(year): count for year, count in screen.histogram.years}
        if screen.histogram
        else {},
        **_months(screen.months),
    }


def _months(months: Months | None) -> dict[str, Any]:
    """Write the months, where there are few enough to be counted."""
    return {"months": dict(months.counts), "without_month": months.without} if months else {}


def _hit(found: Found, absolute: Callable[[str], str]) -> dict[str, Any]:
    entry = found.document.entry
    return {
        "identifier": entry.identifier,
        "url": absolute(entry.href),
        "title": entry.title.text,
        "date": entry.when,
        "reference": entry.reference_code,
        "volume": found.document.volume.text,
        "snippets": [
            _snippet(snippet, page.label) for page in found.pages for snippet in page.snippets
        ],
        "found_in": [
            {
                "zone": each.zone.value,
                "plain": _plain(text.pieces),
                "hits": [piece.plain for piece in text.pieces if piece.is_hit],
            }
            for each in found.zones
            for text in each.texts
        ],
        "pages": [{"label": page.label, "url": absolute(page.href)} for page in found.pages],
    }


def _snippet(snippet: Snippet, page: str) -> dict[str, Any]:
    return {
        "page": page,
        "text": snippet.text,
        "kind": snippet.kind.lower(),
        "language": snippet.language,
        "plain": _plain(snippet.pieces),
        "hits": [piece.plain for piece in snippet.pieces if piece.is_hit],
    }


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.plain for piece in pieces)
