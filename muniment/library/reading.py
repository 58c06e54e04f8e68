"""A folder as a reading list: what stands before and after a document in it.

The list holds each document once, where it first stands in the folder, and only those that the
viewer may see.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.library.models import Folder, SavedItem
from muniment.library.services.items import items_in


@dataclass(frozen=True, slots=True)
class Step:
    """A document before or after, and the page of it that was saved, "" for the whole."""

    identifier: str
    page: str


@dataclass(frozen=True, slots=True)
class PlaceInFolder:
    """Where a document stands in a folder; `number` counts from 1."""

    name: str
    href: str
    number: int
    total: int
    previous: Step | None
    following: Step | None


def place_in_folder(folder: str, identifier: str, *, viewer: Viewer) -> PlaceInFolder | None:
    """Find a document in a folder; None where the viewer may see no such folder, or it is not in.

    Five queries, however much is in the folder.
    """
    found = Folder.objects.kept().visible_to(viewer).filter(identifier=folder).first()
    if found is None:
        return None
    seen = _seen(found, viewer=viewer)
    here = seen.filter(document_identifier=identifier).first()
    if here is None:
        return None
    before = Q(position__lt=here.position) | Q(position=here.position, pk__lt=here.pk)
    after = Q(position__gt=here.position) | Q(position=here.position, pk__gt=here.pk)
    each = Count("document_identifier", distinct=True)
    one_before = Count("document_identifier", distinct=True, filter=before)
    counted = seen.order_by().aggregate(total=each, before=one_before)
    listed = _first_of_each(seen, found)
    return PlaceInFolder(
        name=found.name,
        href=f"{reverse('library:folder', args=[folder])}#{here.identifier}",
        number=counted["before"] + 1,
        total=counted["total"],
        previous=_step(listed.filter(before).order_by("-position", "-pk").first()),
        following=_step(listed.filter(after).first()),
    )


def _seen(folder: Folder, *, viewer: Viewer) -> QuerySet[SavedItem]:
    """Give what is in a folder of documents that the viewer may see, in order."""
    visible = Document.objects.visible_to(viewer)
    return items_in(folder).filter(document__in=visible.values("pk"))


def _first_of_each(seen: QuerySet[SavedItem], folder: Folder) -> QuerySet[SavedItem]:
    """Keep the first of each document."""
    same = items_in(folder).filter(document_identifier=OuterRef("document_identifier"))
    earlier = Q(position__lt=OuterRef("position")) | Q(
        position=OuterRef("position"), pk__lt=OuterRef("pk")
    )
    return seen.filter(~Exists(same.filter(earlier)))


def _step(item: SavedItem | None) -> Step | None:
    return Step(item.document_identifier, item.page) if item else None
