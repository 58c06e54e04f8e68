"""From a form's fields to the columns of a row, and from rows to what screens show of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models import Document, DocumentSurface, PageBreak
from muniment.documents.selectors.document import DocumentNotFound
from muniment.documents.selectors.neighbours import links_to, shown_title
from muniment.documents.selectors.pages import pages_of
from muniment.passages.models import Targeted
from muniment.passages.targets import Target

LONGEST_IDENTIFIER = 32
LONGEST_KEY = 200


class BadTarget(ValueError):
    """The fields of a form name no document, or no place that the document has."""


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as a list shows it. `href` is "" where the document cannot be opened.

    `reason` then says why in a sentence; `title` is the document's as it was when it was kept.
    """

    title: str
    label: str  # "Page 12", "" for a whole document
    href: str
    exact: str
    is_visible: bool
    reason: str = ""


def read_target(data: QueryDict) -> Target:
    """Read the fields by which a form or an address names a target.

    :raises BadTarget: no document is named, or a field is not of its form.
    """
    document = data.get("document", "").strip()
    if not (document.isascii() and document.isalnum() and len(document) <= LONGEST_IDENTIFIER):
        raise BadTarget(gettext("The form does not say which document it is about."))
    page = data.get("page", "").strip()
    if len(page) > LONGEST_KEY or not page.isprintable():
        raise BadTarget(gettext("The document has no such page."))
    return Target(document, page)


def fields_of(target: Target, *, viewer: Viewer) -> dict[str, Any]:
    """Give the columns of `Targeted` for a target. Three queries for a page, one for a document.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page.
    """
    document = visible_document(target.document, viewer=viewer)
    return {
        "document": document,
        "document_identifier": document.identifier,
        "document_title": shown_title(document, language=get_language() or ""),
        "page": target.page,
        "page_label": _page_label(document, target.page) if target.page else "",
    }


def visible_document(identifier: str, *, viewer: Viewer) -> Document:
    """Read a document that the viewer may see.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    found = Document.objects.visible_to(viewer).filter(identifier=identifier).first()
    if found is None:
        raise DocumentNotFound(f'No document "{identifier}" is open to you here.')
    return found


def _page_label(document: Document, key: str) -> str:
    """Give what is printed on a page, by the key that it has in the reader's address."""
    surfaces = DocumentSurface.objects.filter(document=document).select_related("surface__image")
    current = document.texts.filter(is_withdrawn=False).values("current")
    breaks = PageBreak.objects.filter(version__in=current)
    pages = pages_of(list(surfaces), list(breaks)).all
    found = next((page for page in pages if page.key == key), None)
    if found is None:
        raise BadTarget(gettext("The document has no such page."))
    return found.label or str(found.number)


def views_of(rows: Iterable[Targeted], viewer: Viewer) -> list[TargetView]:
    """Give what lists show of rows, in their order. Two queries, one where all can be opened."""
    listed = list(rows)
    asked = {row.document_identifier for row in listed}
    links = links_to(asked, viewer=viewer, language=get_language() or "")
    closed = _closed(asked - links.keys())
    return [
        TargetView(
            title=links[name].label if name in links else row.document_title,
            label=page_words(row.page_label),
            href=target_href(row) if name in links else "",
            exact="",
            is_visible=name in links,
            reason="" if name in links else _reason(name, closed),
        )
        for row in listed
        for name in (row.document_identifier,)
    ]


def page_words(label: str) -> str:
    """Name a page by what is printed on it; "" for none."""
    return gettext("Page %(label)s") % {"label": label} if label else ""


def target_href(row: Targeted) -> str:
    """Address a row's target in the reader."""
    fragment = f"page-{row.page}" if row.page else ""
    return addresses.document(row.document_identifier, page=row.page, fragment=fragment)


def _closed(identifiers: set[str]) -> dict[str, bool]:
    """Tell of documents that cannot be opened whether they were withdrawn."""
    if not identifiers:
        return {}
    known = Document.objects.filter(identifier__in=identifiers)
    return dict(known.values_list("identifier", "is_withdrawn"))


def _reason(identifier: str, closed: dict[str, bool]) -> str:
    if identifier not in closed:
        return gettext("This document is no longer in the archive.")
    if closed[identifier]:
        return gettext("The archive has withdrawn this document.")
    return gettext("This document is not open to you.")
