"""Make, change, move, order and delete folders."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.core.identifiers import random_identifier
from muniment.groups.models import Group
from muniment.library.errors import (
    FolderInsideItself,
    NotAllowed,
    OtherOwner,
    TooDeep,
    TooMany,
)
from muniment.library.models import Folder
from muniment.library.ordering import Move, last_position, move
from muniment.library.services.names import clean_name, clean_text
from muniment.library.trees import MAX_DEPTH, MAX_FOLDERS, Tree
from muniment.ui.conflicts import change

LONGEST_NAME = 200


def create_folder(
    name: str,
    *,
    viewer: Viewer,
    description: str = "",
    parent: Folder | None = None,
    group: Group | None = None,
    is_public: bool = False,
) -> Folder:
    """Make a folder of the viewer's own or of a group's, behind those that are there.

    One inside another belongs to whom that belongs to.
    :raises Refused: the name is missing or too long, or there are too many or too deep.
    """
    if viewer.account_id is None:
        raise NotAllowed
    own_group = parent.group_id if parent else group.pk if group else None
    account = None if own_group else viewer.account_id
    name = clean_name(name, most=LONGEST_NAME)
    with transaction.atomic():
        tree = Tree.of(account=account, group=own_group)
        if tree.count >= MAX_FOLDERS:
            raise TooMany(MAX_FOLDERS)
        if parent and len(tree.above(parent)) >= MAX_DEPTH:
            raise TooDeep(MAX_DEPTH)
        siblings = _beside(account=account, group=own_group, parent=parent)
        return Folder.objects.create(
            identifier=random_identifier(),
            account_id=account,
            group_id=own_group,
            parent=parent,
            name=name,
            description=clean_text(description),
            is_public=is_public and own_group is None,
            position=last_position(siblings),
        )


def change_folder(
    folder: Folder, *, name: str, description: str, is_public: bool, revision: int | None = None
) -> Folder:
    """Rename and describe a folder, and say whether everyone may read it.

    :raises Refused: the name is missing or too long.
    :raises Conflict: somebody else has changed it meanwhile.
    """
    return change(
        folder,
        rows=Folder.objects.all(),
        revision=revision,
        name=clean_name(name, most=LONGEST_NAME),
        description=clean_text(description),
        is_public=is_public and folder.group_id is None,
        changed_at=timezone.now(),
    )


def move_folder(folder: Folder, *, into: Folder | None) -> None:
    """Move a folder with all inside it into another of the same owner, or out of all.

    :raises Refused: it would stand inside itself, too deep, or with another owner.
    """
    if into and (into.account_id, into.group_id) != (folder.account_id, folder.group_id):
        raise OtherOwner
    with transaction.atomic():
        _lock(folder)
        tree = Tree.around(folder)
        if into and into.pk in tree.inside(folder):
            raise FolderInsideItself
        depth = len(tree.above(into)) if into else 0
        if depth + tree.height(folder) > MAX_DEPTH:
            raise TooDeep(MAX_DEPTH)
        siblings = _beside(account=folder.account_id, group=folder.group_id, parent=into)
        folder.parent = into
        folder.position = last_position(siblings.exclude(pk=folder.pk))
        folder.save(update_fields=["parent", "position", "changed_at"])


def order_folder(folder: Folder, to: Move[Folder]) -> None:
    """Move a folder among its siblings."""
    with transaction.atomic():
        _lock(folder)
        move(folder, to, siblings=siblings_of(folder))


def delete_folder(folder: Folder) -> None:
    """Take away a folder with all inside it; it can be brought back for some days."""
    with transaction.atomic():
        inside = Tree.around(folder).inside(folder)
        Folder.objects.filter(pk__in=inside).update(deleted_at=timezone.now())


def restore_folder(folder: Folder) -> Folder:
    """Bring back a folder and what was taken away with it.

    Where the folder around it is gone by now, it stands among those of the first level.
    """
    with transaction.atomic():
        together = Folder.objects.filter(
            account=folder.account_id, group=folder.group_id, deleted_at=folder.deleted_at
        )
        together.update(deleted_at=None)
        folder.refresh_from_db()
        if folder.parent and folder.parent.deleted_at:
            folder.parent = None
            folder.save(update_fields=["parent"])
    return folder


def siblings_of(folder: Folder) -> QuerySet[Folder]:
    """Give the folders that stand beside one, itself among them."""
    return _beside(account=folder.account_id, group=folder.group_id, parent=folder.parent)


def _beside(*, account: int | None, group: int | None, parent: Folder | None) -> QuerySet[Folder]:
    return Folder.objects.kept().filter(account=account, group=group, parent=parent)


def _lock(folder: Folder) -> None:
    """Let nobody else move folders of this owner meanwhile, where the database can lock rows."""
    owned = Folder.objects.filter(account=folder.account_id, group=folder.group_id)
    list(owned.select_for_update().values_list("pk"))
