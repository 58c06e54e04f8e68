"""The way that a reader has come: previous and next follow results, or a selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.searching.parameters import PAGE_SIZE, SearchParameters
from muniment.documents.searching.services import results_around
from muniment.documents.selectors.neighbours import links_to
from muniment.documents.selectors.screens import Link
from muniment.reader.state import ReaderState
from muniment.search.query.parser import parse

LinksTo = Callable[[list[str]], dict[str, Link]]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the document stands on the reader's way; `back_href` leads to the page of results."""

    label: str
    previous: Link | None
    following: Link | None
    back_href: str = ""


def trail_of(state: ReaderState, identifier: str, *, viewer: Viewer, language: str) -> Trail | None:
    """Follow the way that the address names; None where it names none, or does not lead here.

    A selection needs one query; results need the index, and one query.
    """
    back = f"{addresses.search(_page_of_results(state))}#{identifier}" if state.results else ""

    def links(identifiers: list[str]) -> dict[str, Link]:
        return links_to(identifiers, viewer=viewer, language=language)

    if identifier in state.listed:
        return replace(_through_selection(state, identifier, links), back_href=back)
    if state.results:
        return replace(_through_results(state, links, viewer=viewer), back_href=back)
    return None


def _page_of_results(state: ReaderState) -> str:
    """Write the search with the page that the document stands on; a selection keeps its page."""
    if state.listed:
        return state.results
    page = str(state.at // PAGE_SIZE + 1)
    return replace(SearchParameters.of(state.results), page=page).query_string() or "q="


def _through_selection(state: ReaderState, identifier: str, links: LinksTo) -> Trail:
    known = links([*state.listed])
    order = [name for name in state.listed if name in known]
    if identifier not in order:
        return Trail("", None, None)
    here = order.index(identifier)
    step = replace(state, page="", hit=0)

    def link(place: int) -> Link | None:
        if not 0 <= place < len(order):
            return None
        found = known[order[place]]
        return replace(found, href=found.href + step.query())

    label = gettext("%(number)s of %(total)s selected")
    return Trail(label % {"number": here + 1, "total": len(order)}, link(here - 1), link(here + 1))


def _through_results(state: ReaderState, links: LinksTo, *, viewer: Viewer) -> Trail:
    before, after, total = _in_results(state, viewer=viewer)
    known = links([name for name in (before, after) if name])

    def link(name: str | None, at: int) -> Link | None:
        found = known.get(name or "")
        step = replace(state, page="", hit=0, at=at)
        return replace(found, href=found.href + step.query()) if found else None

    label = ""
    if state.at < total:
        label = gettext("Result %(number)s of %(total)s") % {
            "number": state.at + 1,
            "total": total,
        }
    return Trail(label, link(before, state.at - 1), link(after, state.at + 1))


def _in_results(state: ReaderState, *, viewer: Viewer) -> tuple[str | None, str | None, int]:
    """Ask the index what stands around the document; identifiers, not yet checked."""
    asked = SearchParameters.of(state.results)
    request = asked.request(parse(asked.q).tree, tokens=viewer.tokens)
    return results_around(request, state.at)
