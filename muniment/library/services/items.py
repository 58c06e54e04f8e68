"""Save documents, pages and passages in folders; change, move, order and delete what was saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core.identifiers import random_identifier
from muniment.groups.models import Group
from muniment.library.errors import NotAllowed, TooMany
from muniment.library.models import Folder, SavedItem
from muniment.library.ordering import Move, last_position, move
from muniment.library.services.folders import create_folder
from muniment.library.services.names import clean_text
from muniment.passages.targeting import fields_of
from muniment.passages.targets import Target
from muniment.ui.conflicts import change

PAGE_SIZE = 40
"""Things that a page of a folder shows."""

MAX_ITEMS = 50_000  # that one reader saves


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is saved: a folder that is there, or a new one in it or beside the first.

    Neither is the reader's folder for what he has not sorted yet.
    """

    folder: Folder | None = None
    new_name: str = ""
    group: Group | None = None  # whose the new folder is, where no folder is named


def save_item(target: Target, *, viewer: Viewer, place: Place, note: str = "") -> SavedItem:
    """Save a document, a page or a passage behind what is in the folder already.

    :raises Refused: the new folder's name is too long, or there are too many or too deep, or the
        reader has saved too much.
    :raises BadTarget: the document has no such place.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises QuoteMismatch: other words stand where the passage is said to be.
    """
    if viewer.account_id is None:
        raise NotAllowed
    with transaction.atomic():
        if SavedItem.objects.filter(saved_by=viewer.account_id).count() >= MAX_ITEMS:
            raise TooMany(MAX_ITEMS)
        fields = fields_of(target, viewer=viewer)
        folder = _folder(place, viewer=viewer)
        _lock(folder)
        return SavedItem.objects.create(
            identifier=random_identifier(),
            folder=folder,
            note=clean_text(note),
            position=last_position(items_in(folder)),
            saved_by_id=viewer.account_id,
            **fields,
        )


def _folder(place: Place, *, viewer: Viewer) -> Folder:
    if place.new_name.strip():
        return create_folder(place.new_name, viewer=viewer, parent=place.folder, group=place.group)
    if place.folder:
        return place.folder
    name = gettext("Unsorted")
    own = Folder.objects.kept().filter(account=viewer.account_id, parent=None, name=name)
    return own.first() or create_folder(name, viewer=viewer)


def change_note(item: SavedItem, *, note: str, revision: int | None = None) -> SavedItem:
    """Write another note to something saved.

    :raises Conflict: somebody else has changed it meanwhile.
    """
    rows = SavedItem.objects.all()
    return change(item, rows=rows, revision=revision, note=clean_text(note))


def move_item(item: SavedItem, *, into: Folder) -> None:
    """Move something saved behind what is in another folder."""
    with transaction.atomic():
        _lock(into)
        item.folder = into
        item.position = last_position(items_in(into).exclude(pk=item.pk))
        item.save(update_fields=["folder", "position"])


def order_item(item: SavedItem, to: Move[SavedItem]) -> None:
    """Move something saved among what is in its folder."""
    with transaction.atomic():
        _lock(item.folder)
        move(item, to, siblings=items_in(item.folder))


def delete_item(item: SavedItem) -> None:
    """Take something saved away; it can be brought back for some days."""
    item.deleted_at = timezone.now()
    item.save(update_fields=["deleted_at"])


def restore_item(item: SavedItem) -> None:
    """Bring back to its place what was taken away."""
    item.deleted_at = None
    item.save(update_fields=["deleted_at"])


def items_in(folder: Folder) -> QuerySet[SavedItem]:
    """Give what is in a folder, in order."""
    return SavedItem.objects.filter(folder=folder, deleted_at=None)


def page_of(item: SavedItem) -> int:
    """Give the number of the page of its folder on which something saved stands. One query."""
    before = Q(position__lt=item.position) | Q(position=item.position, pk__lt=item.pk)
    return items_in(item.folder).filter(before).count() // PAGE_SIZE + 1


def _lock(folder: Folder) -> None:
    """Let nobody else put things into this folder meanwhile, where the database can lock rows."""
    Folder.objects.select_for_update().filter(pk=folder.pk).first()
