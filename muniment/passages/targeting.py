"""From a form's fields to the columns of a row, and from rows to what screens show of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import get_language, gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models import Document, DocumentSurface, PageBreak
from muniment.documents.selectors.document import DocumentNotFound
from muniment.documents.selectors.neighbours import links_to, shown_title
from muniment.documents.selectors.pages import Pages, pages_of
from muniment.passages.errors import BadTarget, PassageMismatch, PassageTooLong
from muniment.passages.models import Anchor, Passage, Targeted
from muniment.passages.services import make_passage
from muniment.passages.targets import ChosenPassage, Target

__all__ = [
    "BadTarget",
    "PassageMismatch",
    "PassageTooLong",
    "TargetView",
    "document_pages",
    "fields_of",
    "page_words",
    "parse_passage_address",
    "passage_address",
    "read_target",
    "target_href",
    "views_of",
    "visible_document",
]

LONGEST_IDENTIFIER = 32
LONGEST_KEY = 200
LONGEST_PASSAGE = 10_000


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as a list shows it. `href` is "" where the document cannot be opened.

    `reason` then says why in a sentence; `title` is the document's as it was when it was kept.
    `exact` are the words of a passage as they were chosen, "" where the document is closed;
    `status` (an `Anchor.Status`) says what became of them, "" where there is no passage.
    """

    title: str
    label: str  # "Page 12", "" for a whole document
    href: str
    exact: str
    is_visible: bool
    reason: str = ""
    status: str = ""


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
    return Target(document, page, _chosen(data))


def _chosen(data: QueryDict) -> ChosenPassage | None:
    text = data.get("text", "").strip()
    if not text:
        return None
    numbers = [_number(data.get(name, "")) for name in ("version", "start", "end")]
    # Browsers send line feeds as CR LF.
    exact = data.get("exact", "").replace("\r\n", "\n")
    if len(text) > LONGEST_KEY or None in numbers or not exact:
        raise BadTarget(gettext("The form does not say which passage it is about."))
    if len(exact) > LONGEST_PASSAGE:
        raise PassageTooLong(LONGEST_PASSAGE)
    version, start, end = (number or 0 for number in numbers)
    return ChosenPassage(text, version, start, end, exact)


def _number(words: str) -> int | None:
    words = words.strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 9 else None


def fields_of(target: Target, *, viewer: Viewer) -> dict[str, Any]:
    """Give the columns of `Targeted` for a target, and keep its passage.

    One query for a document, three for a page.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page or text.
    :raises PassageMismatch: other words stand where the passage is said to be.
    """
    document = visible_document(target.document, viewer=viewer)
    passage = make_passage(document, target.passage) if target.passage else None
    return {
        "document": document,
        "document_identifier": document.identifier,
        "document_title": shown_title(document, language=get_language() or ""),
        "page": target.page,
        "page_label": _page_label(document, target.page) if target.page else "",
        "passage": passage,
    }


def visible_document(identifier: str, *, viewer: Viewer) -> Document:
    """Read a document that the viewer may see.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    found = Document.objects.visible_to(viewer).filter(identifier=identifier).first()
    if found is None:
        raise DocumentNotFound(f'No document "{identifier}" is open to you here.')
    return found


def document_pages(document: Document) -> Pages:
    """Give the pages of a document, in their order. Two queries."""
    surfaces = DocumentSurface.objects.filter(document=document).select_related("surface__image")
    current = document.texts.filter(is_withdrawn=False).values("current")
    breaks = PageBreak.objects.filter(version__in=current)
    return pages_of(list(surfaces), list(breaks))


def _page_label(document: Document, key: str) -> str:
    """Give what is printed on a page, by the key that it has in the reader's address."""
    found = next((page for page in document_pages(document).all if page.key == key), None)
    if found is None:
        raise BadTarget(gettext("The document has no such page."))
    return found.label or str(found.number)


def views_of(rows: Iterable[Targeted], viewer: Viewer) -> list[TargetView]:
    """Give what lists show of rows, in their order.

    One query where all can be opened, two where not; two more where there are passages.
    """
    listed = list(rows)
    asked = {row.document_identifier for row in listed}
    links = links_to(asked, viewer=viewer, language=get_language() or "")
    closed = _closed(asked - links.keys())
    places = _places({row.passage_id for row in listed if row.passage_id})
    return [
        TargetView(
            title=links[name].label if name in links else row.document_title,
            label=page_words(row.page_label),
            href=_href(row, place) if name in links else "",
            exact=place.exact if place and name in links else "",
            is_visible=name in links,
            reason="" if name in links else _reason(name, closed),
            status=place.status if place else "",
        )
        for row in listed
        for name, place in ((row.document_identifier, places.get(row.passage_id or 0)),)
    ]


def page_words(label: str) -> str:
    """Name a page by what is printed on it; "" for none."""
    return gettext("Page %(label)s") % {"label": label} if label else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a passage stands now; `address` is "" where it is no longer in the text."""

    exact: str
    status: str
    address: str


def _places(passage_ids: set[int]) -> dict[int, _Place]:
    """Find where passages stand in the current versions of their texts. Two queries."""
    if not passage_ids:
        return {}
    passages = Passage.objects.filter(pk__in=passage_ids).values_list(
        *("pk", "exact", "start", "end", "version_number", "text__key", "text__current__number")
    )
    anchors = Anchor.objects.filter(passage__in=passage_ids, version=F("passage__text__current"))
    now = {pk: found for pk, *found in anchors.values_list("passage", "status", "start", "end")}
    places = {}
    for pk, exact, start, end, number, key, current in passages:
        # Without an anchor it was not taken to the current version yet: the reader's page does it.
        status, *place = (*now[pk], current) if pk in now else ("", start, end, number)
        is_gone = not key or status == Anchor.Status.ORPHAN
        address = "" if is_gone else passage_address(key, *place)
        places[pk] = _Place(exact, Anchor.Status.ORPHAN if is_gone else status, address)
    return places


def passage_address(text: str, start: int, end: int, version: int) -> str:
    """Write a passage as the `passage` of a reader's address."""
    return f"{text},{start},{end},{version}"


def parse_passage_address(address: str) -> ChosenPassage | None:
    """Read the `passage` of a reader's address; None where it is none."""
    text, *places = address.rsplit(",", 3)
    numbers = [_number(place) for place in places]
    if len(numbers) != 3 or None in numbers or not 0 < len(text) <= LONGEST_KEY:
        return None
    start, end, version = (number or 0 for number in numbers)
    return ChosenPassage(text, version, start, end, "")


def target_href(row: Targeted) -> str:
    """Address a row's target in the reader. Three queries where it is a passage, else none."""
    place = _places({row.passage_id})[row.passage_id] if row.passage_id else None
    return _href(row, place)


def _href(row: Targeted, place: _Place | None) -> str:
    passage = place.address if place else ""
    fragment = "passage" if passage else f"page-{row.page}" if row.page else ""
    return addresses.document(
        row.document_identifier, page=row.page, passage=passage, fragment=fragment
    )


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
