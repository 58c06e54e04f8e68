"""The way that a reader has come: previous and next follow results, a selection, or a folder."""

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
from muniment.library.reading import Step, place_in_folder
from muniment.reader.state import ReaderState
from muniment.search.query.parser import parse
from muniment.search.results import Around

LinksTo = Callable[[list[str]], dict[str, Link]]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the document stands on the reader's way; `back_href` leads to the list it is in."""

    label: str
    previous: Link | None
    following: Link | None
    back_href: str = ""
    back_label: str = ""


def trail_of(state: ReaderState, identifier: str, *, viewer: Viewer, language: str) -> Trail | None:
    """Follow the way that the address names; None where it names none, or does not lead here.

    A selection needs one query; results need the index, and one query; a folder six.
    """
    if state.folder:
        return _through_folder(state, identifier, viewer=viewer, language=language)

    def links(identifiers: list[str]) -> dict[str, Link]:
        return links_to(identifiers, viewer=viewer, language=language)

    if identifier in state.listed:
        trail = _through_selection(state, identifier, links)
        back = state.results
    elif state.results:
        around = _in_results(state, identifier, viewer=viewer)
        trail = _through_results(state, around, links)
        back = _page_of_results(state, around.at)
    else:
        return None
    if not back:
        return trail
    href = f"{addresses.search(back)}#{identifier}"
    return replace(trail, back_href=href, back_label=gettext("Back to search"))


def _through_folder(
    state: ReaderState, identifier: str, *, viewer: Viewer, language: str
) -> Trail | None:
    place = place_in_folder(state.folder, identifier, viewer=viewer)
    if place is None:
        return None
    around = [step for step in (place.previous, place.following) if step]
    known = links_to([step.identifier for step in around], viewer=viewer, language=language)

    def link(to: Step | None) -> Link | None:
        found = known.get(to.identifier) if to else None
        if to is None or found is None:
            return None
        return replace(found, href=found.href + replace(state, page=to.page, hit=0).query())

    label = gettext("%(number)s of %(total)s in “%(folder)s”")
    return Trail(
        label % {"number": place.number, "total": place.total, "folder": place.name},
        link(place.previous),
        link(place.following),
        back_href=place.href,
        back_label=gettext("Back to the folder"),
    )


def _page_of_results(state: ReaderState, at: int) -> str:
    """Write the search with the page that the document stands on."""
    page = str(at // PAGE_SIZE + 1)
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


def _through_results(state: ReaderState, around: Around, links: LinksTo) -> Trail:
    known = links([name for name in (around.before, around.after) if name])

    def link(name: str | None, at: int) -> Link | None:
        found = known.get(name or "")
        step = replace(state, page="", hit=0, at=at)
        return replace(found, href=found.href + step.query()) if found else None

    label = ""
    if around.at < around.total:
        label = gettext("Result %(number)s of %(total)s") % {
            "number": around.at + 1,
            "total": around.total,
        }
    return Trail(label, link(around.before, around.at - 1), link(around.after, around.at + 1))


def _in_results(state: ReaderState, identifier: str, *, viewer: Viewer) -> Around:
    """Ask the index what stands around the document; identifiers, not yet checked."""
    asked = SearchParameters.of(state.results)
    request = asked.request(parse(asked.q).tree, tokens=viewer.tokens)
    return results_around(request, state.at, identifier=identifier)
