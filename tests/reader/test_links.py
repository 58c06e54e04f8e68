"""Links from one document of a volume to pages and documents of the same volume."""

from __future__ import annotations

import pytest

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.core.text.model import Mark, MarkKind
from muniment.documents.models import Document
from muniment.documents.selectors.document import document_screen
from tests.reader.factory import Place, add_text, make_document, make_place, paragraphs

pytestmark = pytest.mark.django_db


def pointing(place: Place, target: str, **fields: object) -> Document:
    document = make_document(place, position=1, source="tei/volume.xml", **fields)  # type: ignore[arg-type]
    tree = paragraphs("en", "See there.")
    tree.body[0].marks.append(Mark(0, 9, MarkKind.LINK, {"target": target}))
    add_text(document, tree)
    return document


def pointed_at(place: Place, **fields: object) -> Document:
    document = make_document(place, position=2, xml_id="d12", **fields)  # type: ignore[arg-type]
    add_text(document, paragraphs("en", "Before. After.", pages=[("57", 1, 8)]))
    return document


def html_of(document: Document) -> str:
    screen = document_screen(document.identifier, viewer=Viewer.visitor())
    return screen.texts[0].body_html


def test_a_link_to_a_document_leads_to_its_address() -> None:
    place = make_place()
    other, document = pointed_at(place), pointing(place, "#d12")
    assert f'href="/documents/{other.identifier}/"' in html_of(document)


@pytest.mark.parametrize("target", ["#pg_57", "volume#pg_57", "volume.xml#page-57"])
def test_a_link_to_a_page_leads_to_the_document_in_which_it_begins(target: str) -> None:
    place = make_place()
    other, document = pointed_at(place), pointing(place, target)
    assert f'href="/documents/{other.identifier}/?page=57#page-57"' in html_of(document)


@pytest.mark.parametrize("target", ["#pg_58", "#d13", "another#pg_57"])
def test_a_link_to_what_is_not_here_is_plain_words(target: str) -> None:
    place = make_place()
    pointed_at(place)
    html = html_of(pointing(place, target))
    assert "See there" in html
    assert "data-target" not in html
    assert 'class="elsewhere" href' not in html


@pytest.mark.parametrize("target", ["#pg_57", "#d12"])
def test_a_link_to_a_closed_document_is_plain_words(target: str) -> None:
    place = make_place()
    pointed_at(place, scope=set_scope("closed", level="closed"))
    assert 'href="/documents' not in html_of(pointing(place, target))
