"""From what an address asks to a screen: parse, search, name what was found."""

from __future__ import annotations

from muniment.access.viewer import Viewer
from muniment.documents.searching.parameters import DEEPEST_PAGE, PAGE_SIZE, SearchParameters
from muniment.documents.searching.services import search_documents
from muniment.finder.screens import SearchScreen, Understood, search_screen
from muniment.finder.words import mistake_words
from muniment.search.query.parser import Parsed, parse
from muniment.search.query.writer import write
from muniment.ui.paging import PageNotFound


def ask(parameters: SearchParameters, *, viewer: Viewer, language: str) -> SearchScreen:
    """Search as an address asks.

    :raises PageNotFound: there is no such page of results.
    """
    parsed = parse(parameters.q)
    offset = (_page(parameters.page) - 1) * PAGE_SIZE
    request = parameters.request(parsed.tree, tokens=viewer.tokens, offset=offset)
    result = search_documents(request)
    return search_screen(parameters, result, _understood(parsed), viewer=viewer, language=language)


def _understood(parsed: Parsed) -> Understood:
    written = write(parsed.tree)
    is_as_typed = " ".join(parsed.text.split()) == written
    return Understood(
        words="" if is_as_typed else written,
        mistakes=tuple(mistake_words(mistake) for mistake in parsed.mistakes),
    )


def _page(asked: str) -> int:
    if not asked:
        return 1
    is_page = asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= DEEPEST_PAGE
    if not is_page:
        raise PageNotFound(asked, DEEPEST_PAGE)
    return int(asked)
