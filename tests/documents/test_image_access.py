"""A page image is shown with every document on it, or not at all."""

from __future__ import annotations

import pytest
from django.db.models import Count

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.documents.image_access import images_shown_to
from muniment.documents.models import Document, Surface
from muniment.documents.selectors.document import document_screen
from muniment.documents.selectors.entries import document_entries
from tests.archives import Archive

VISITOR = Viewer.visitor()


@pytest.fixture
def shared(in_sample: Archive) -> Surface:
    """Give a page on which one document ends and the next begins."""
    surfaces = Surface.objects.filter(image__isnull=False)
    on_it = surfaces.annotate(documents=Count("in_documents__document", distinct=True))
    found = on_it.filter(documents__gt=1).order_by("pk").first()
    assert found is not None
    return found


def close(document: Document) -> None:
    """Close one document alone."""
    scope = set_scope("document:closed", level="restricted", parent=document.package.scope)
    Document.objects.filter(pk=document.pk).update(scope=scope)


def shows(document: Document, surface: Surface) -> bool:
    """Tell whether the reader shows the image of a page, or a list does."""
    assert surface.image is not None
    name = surface.image.identifier
    screen = document_screen(document.identifier, viewer=VISITOR)
    in_reader = any(page.image and name in page.image.service for page in screen.pages)
    one = Document.objects.filter(pk=document.pk)
    (entry,) = document_entries(one, viewer=VISITOR, language="en")
    return in_reader or name in entry.image


def test_a_page_that_a_closed_document_shares_is_withheld(shared: Surface) -> None:
    first, second = Document.objects.filter(on_surfaces__surface=shared).order_by("pk")[:2]
    image = shared.image_id
    assert image is not None
    assert images_shown_to(VISITOR, [image]) == {image}
    assert shows(first, shared) and shows(second, shared)
    close(second)
    assert images_shown_to(VISITOR, [image]) == set()
    assert not shows(first, shared)


def test_a_withdrawn_document_takes_no_page_of_its_neighbour(shared: Surface) -> None:
    first, second = Document.objects.filter(on_surfaces__surface=shared).order_by("pk")[:2]
    Document.objects.filter(pk=second.pk).update(is_withdrawn=True)
    assert images_shown_to(VISITOR, [shared.image_id or 0]) == {shared.image_id}
    assert shows(first, shared)
