"""Containers of annotations: which there are, what is in them for whom, and how they tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, AnnotationQuerySet, Audience
from muniment.annotations.w3c import addresses as own
from muniment.annotations.w3c.loading import Members
from muniment.annotations.w3c.negotiation import Contained
from muniment.annotations.w3c.stored import stored_notes
from muniment.annotations.w3c.vocabulary import CONTEXT, LDP_CONTEXT
from muniment.annotations.w3c.writing import write_annotation
from muniment.core import addresses
from muniment.groups.policies import group_for
from muniment.passages.targeting import visible_document

PAGE_SIZE = 100


class PageNotFound(LookupError):
    """A container has no page of this number."""


@dataclass(frozen=True, slots=True)
class Container:
    """A container as one viewer may see it. `page` is where people find the same, if anywhere."""

    path: str
    label: str
    notes: AnnotationQuerySet
    viewer: Viewer
    page: str = ""


def everything(viewer: Viewer) -> Container:
    """Give all that a viewer may see."""
    return Container(own.CONTAINER, settings.MUNIMENT_SITE_TITLE, _visible(viewer), viewer)


def public(viewer: Viewer) -> Container:
    """Give what everyone may see, of what the viewer may."""
    notes = _visible(viewer).filter(audience=Audience.PUBLIC, hidden_at=None)
    return Container(own.PUBLIC, settings.MUNIMENT_SITE_TITLE, notes, viewer)


def mine(viewer: Viewer) -> Container:
    """Give what a viewer has written."""
    label, page = settings.MUNIMENT_SITE_TITLE, reverse("annotations:mine")
    return Container(own.MINE, label, Annotation.objects.of(viewer), viewer, page)


def of_group(identifier: str, *, viewer: Viewer) -> Container:
    """Give what is shown to a group.

    :raises GroupNotFound: no such group, or none that the viewer is in now.
    """
    group = group_for(viewer, identifier)
    shown = Q(audience=Audience.GROUPS, shares__group=group)
    path = own.group_container(group.identifier)
    return Container(path, group.name, _visible(viewer).filter(shown), viewer)


def of_document(identifier: str, *, viewer: Viewer) -> Container:
    """Give what there is on a document.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    document = visible_document(identifier, viewer=viewer)
    notes = _visible(viewer).filter(document=document)
    path, page = own.document_container(identifier), addresses.document(identifier) + "notes/"
    return Container(path, document.title, notes, viewer, page)


def describe(container: Container, contained: Contained, *, is_minimal: bool, root: str) -> Members:
    """Write a container, with its first page inside unless it is to be minimal (Protocol, 4.2)."""
    total = container.notes.count()
    address = root + container.path
    first = _page_address(address, contained, 0)
    members: Members = {
        "@context": [CONTEXT, LDP_CONTEXT],
        "id": address if is_minimal else f"{address}?iris={contained}",
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": container.label,
        "total": total,
    }
    if total:
        members["first"] = (
            first if is_minimal else _page(container, contained, 0, total=total, root=root)
        )
        members["last"] = _page_address(address, contained, _last(total))
    return members


def describe_page(container: Container, contained: Contained, number: int, *, root: str) -> Members:
    """Write a page of a container (Protocol, 4.3). Pages count from 0.

    :raises PageNotFound: there is none of this number.
    """
    total = container.notes.count()
    if number > _last(total):
        raise PageNotFound(f"The pages of this container are 0 to {_last(total)}.")
    page = _page(container, contained, number, total=total, root=root)
    address = root + container.path
    partly: Members = {
        "@context": CONTEXT,
        "partOf": {
            "id": f"{address}?iris={contained}",
            "type": ["BasicContainer", "AnnotationCollection"],
            "label": container.label,
            "total": total,
        },
    }
    if number:
        partly["prev"] = _page_address(address, contained, number - 1)
    return page | partly


def _page(
    container: Container, contained: Contained, number: int, *, total: int, root: str
) -> Members:
    address, start = root + container.path, number * PAGE_SIZE
    page: Members = {
        "id": _page_address(address, contained, number),
        "type": "AnnotationPage",
        "startIndex": start,
    }
    if number < _last(total):
        page["next"] = _page_address(address, contained, number + 1)
    return page | {"items": _items(container, contained, start, root=root)}


def _items(container: Container, contained: Contained, start: int, *, root: str) -> list[Any]:
    """Give the addresses or descriptions of one page, oldest first: what is new comes last."""
    notes = container.notes.order_by("pk")[start : start + PAGE_SIZE]
    if contained is Contained.IRIS:
        identifiers = notes.values_list("identifier", flat=True)
        return [root + own.annotation(identifier) for identifier in identifiers]
    found = stored_notes(notes, viewer=container.viewer)
    return [write_annotation(note, root=root) for note in found]


def _visible(viewer: Viewer) -> AnnotationQuerySet:
    return Annotation.objects.visible_to(viewer).filter(deleted_at=None)


def _last(total: int) -> int:
    return max(0, (total - 1) // PAGE_SIZE)


def _page_address(address: str, contained: Contained, number: int) -> str:
    return f"{address}?iris={contained}&page={number}"
