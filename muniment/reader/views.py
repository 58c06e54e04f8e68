"""Screens of documents: the reader, the lists at its side, and permanent identifiers."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.core.bounded import BoundedCache
from muniment.core.revision import current_revision
from muniment.documents.identifiers import IdentifierNotFound, document_identifier
from muniment.documents.selectors.contents import ContentsNotFound, container_of
from muniment.documents.selectors.document import DocumentNotFound, document_screen
from muniment.documents.selectors.screens import DocumentScreen
from muniment.iiif.addresses import public_root
from muniment.library.services.history import keeps_history
from muniment.reader.contents import LONGEST_INLINE, ContentsHtml, contents_html
from muniment.reader.finding import find_bar
from muniment.reader.page import reader_page
from muniment.reader.passage import passage_view
from muniment.reader.state import ReaderState, remembered_panes
from muniment.reader.trail import trail_of
from muniment.search.query.parser import parse
from muniment.ui.page_cache import mark_public

_pages: BoundedCache[bytes] = BoundedCache(max_weight=32_000_000)
"""Pages as visitors get them, by all that they depend on and the archive's revision."""


def forget_pages() -> None:
    """Empty the memory of pages; for tests and measurements."""
    _pages.clear()


@require_safe
def document(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show a document."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.is_visitor:
        return HttpResponse(_document_html(request, identifier, viewer))
    # What stands next in results or a folder changes without a revision of the archive.
    if "results" in request.GET or "folder" in request.GET:
        return HttpResponse(_document_html(request, identifier, viewer))
    revision = current_revision(Path(settings.MUNIMENT_HOME))
    remembered = remembered_panes(request.COOKIES)
    key = (request.build_absolute_uri(), remembered, get_language(), revision)
    kept = _pages.get(key)
    if kept is None:
        kept = _document_html(request, identifier, viewer).encode()
        _pages.put(key, kept, weight=len(kept))
    return mark_public(HttpResponse(kept))


def _document_html(request: HttpRequest, identifier: str, viewer: Viewer) -> str:
    voices = request.GET.getlist("voices") if "voices" in request.GET else None
    state = ReaderState.read(request.GET.dict(), voices)
    language = get_language() or settings.LANGUAGE_CODE
    asked = parse(state.q) if state.q else None
    try:
        passage = passage_view(state.passage, identifier, viewer=viewer)
        screen = document_screen(
            identifier,
            viewer=viewer,
            panes=state.panes or remembered_panes(request.COOKIES),
            language=language,
            in_file=state.in_file,
            query=asked.tree if asked else None,
            passage=passage.span if passage else None,
        )
    except DocumentNotFound as error:
        raise Http404(str(error)) from error
    page = reader_page(
        screen,
        state,
        contents_html=_inline_contents(screen, viewer=viewer, language=language),
        contents_href=addresses.document_contents(screen.identifier)
        + state.without_trail().query(),
        public_url=public_root(request),
        find=find_bar(screen, state, mistakes=asked.mistakes if asked else ()),
        passage=passage,
        trail=trail_of(state, screen.identifier, viewer=viewer, language=language),
        notes_reading=keeps_history(viewer),
    )
    return render_to_string("reader/document.html", {"page": page}, request=request)


def _inline_contents(screen: DocumentScreen, *, viewer: Viewer, language: str) -> str:
    if screen.contents is None:
        return ""
    contents = contents_html(screen.contents.kind, screen.contents.pk, viewer, language=language)
    return contents.at(screen.identifier) if contents.count < LONGEST_INLINE else ""


@require_safe
def contents(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give the list of a document's volume or file alone, for a list too long for the page."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    in_file = request.GET.get("in") == "file"
    try:
        kind, pk = container_of(identifier, viewer=viewer, in_file=in_file)
        found: ContentsHtml = contents_html(kind, pk, viewer, language=get_language() or "en")
    except ContentsNotFound as error:
        raise Http404(str(error)) from error
    return HttpResponse(found.at(identifier))


@require_safe
def ark(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """Lead from a permanent identifier to its document."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, _, qualifier = name.partition("/")
    try:
        identifier = document_identifier(naan, name, viewer=viewer)
    except IdentifierNotFound as error:
        raise Http404(str(error)) from error
    page = qualifier.removeprefix("p.") if qualifier.startswith("p.") else ""
    fragment = f"page-{page}" if page else ""
    return HttpResponseRedirect(addresses.document(identifier, page=page, fragment=fragment))
