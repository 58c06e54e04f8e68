"""What a reader keeps of one document: a page of its own, and a part of the reader's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from muniment.accounts.pages import own_page
from muniment.documents.selectors.document import DocumentNotFound
from muniment.library.selectors.reader import document_panel
from muniment.library.views.asking import viewer_of
from muniment.passages.targeting import visible_document


@own_page
def panel(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show the tags, bookmarks and folders of a document."""
    viewer = viewer_of(request)
    try:
        document = visible_document(identifier, viewer=viewer)
    except DocumentNotFound as error:
        raise Http404(str(error)) from error
    screen = document_panel(document, viewer=viewer, language=get_language() or "")
    is_part = request.GET.get("part") == "yes"
    template = "library/_panel.html" if is_part else "library/panel.html"
    context = {"panel": screen, "is_part": is_part, "level": 3 if is_part else 2}
    return render(request, template, context)
