"""Who may see and change what: things that readers keep, by the identifiers in addresses.

| Thing | Sees it | Changes it | Deletes it |
|---|---|---|---|
| own folder, item, bookmark, tag, search | owner | owner | owner |
| public folder or tag of a reader | everyone | owner | owner |
| group's folder | members | members | owner and moderators |
| item of a group's folder | members | who saved it, owner, moderators | the same |
| the same, into a folder of another owner | | who saved it | |
| group's tag | members | members add and remove it; owner and moderators rename it | those |

Whatever somebody may not see does not exist for him.
"""

from __future__ import annotations

from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.groups.models import Group
from muniment.groups.policies import Act, may, role_of
from muniment.library.errors import NotAllowed, NotFoundHere
from muniment.library.models import Bookmark, Folder, SavedItem, SavedSearch, Tag


def folder_for(viewer: Viewer, identifier: str, *, deleted: bool = False) -> Folder:
    """Give a folder that the viewer may see.

    :raises NotFoundHere: there is none.
    """
    folders = Folder.objects.visible_to(viewer).select_related("group")
    found = folders.filter(identifier=identifier, deleted_at__isnull=not deleted).first()
    if found is None:
        raise NotFoundHere
    return found


def own_folder(viewer: Viewer, identifier: str, *, deleted: bool = False) -> Folder:
    """Give a folder that the viewer may change.

    :raises NotFoundHere: there is none that he may see.
    :raises NotAllowed: it is somebody else's.
    """
    folder = folder_for(viewer, identifier, deleted=deleted)
    if folder.group_id is None and folder.account_id != viewer.account_id:
        raise NotAllowed(gettext("This folder belongs to somebody else."))
    return folder


def may_delete_folder(viewer: Viewer, folder: Folder) -> bool:
    """Tell whether the viewer may delete a folder, and bring it back."""
    if folder.group_id is None:
        return folder.account_id == viewer.account_id
    return runs_group(viewer, folder.group)


def item_for(viewer: Viewer, identifier: str, *, deleted: bool = False) -> SavedItem:
    """Give a saved thing in a folder that the viewer may see.

    :raises NotFoundHere: there is none.
    """
    items = SavedItem.objects.visible_to(viewer).select_related(
        "folder__group", "saved_by", "passage"
    )
    found = items.filter(
        identifier=identifier, deleted_at__isnull=not deleted, folder__deleted_at=None
    ).first()
    if found is None:
        raise NotFoundHere
    return found


def own_item(viewer: Viewer, identifier: str, *, deleted: bool = False) -> SavedItem:
    """Give a saved thing that the viewer may change.

    :raises NotFoundHere: there is none that he may see.
    :raises NotAllowed: it is somebody else's.
    """
    item = item_for(viewer, identifier, deleted=deleted)
    if not may_change_item(viewer, item):
        raise NotAllowed(gettext("Only who saved this, or who runs the group, may change it."))
    return item


def may_change_item(viewer: Viewer, item: SavedItem, *, runs: bool | None = None) -> bool:
    """Tell whether the viewer may change a saved thing; `runs` where it is known already."""
    folder = item.folder
    if folder.group_id is None:
        return folder.account_id == viewer.account_id
    if item.saved_by_id is not None and item.saved_by_id == viewer.account_id:
        return True
    return runs_group(viewer, folder.group) if runs is None else runs


def check_taking(viewer: Viewer, item: SavedItem, *, into: Folder) -> None:
    """Let a saved thing be moved into a folder that the viewer may change.

    :raises NotAllowed: somebody else has saved it for the group, and the folder is not the group's.
    """
    group = item.folder.group_id
    is_savers = item.saved_by_id is not None and item.saved_by_id == viewer.account_id
    if group is not None and into.group_id != group and not is_savers:
        raise NotAllowed(gettext("What others have saved stays in the folders of the group."))


def orderable_item(viewer: Viewer, identifier: str) -> SavedItem:
    """Give a saved thing whose folder the viewer may put in order.

    :raises NotFoundHere: there is none that he may see.
    :raises NotAllowed: it is in somebody else's folder.
    """
    item = item_for(viewer, identifier)
    if item.folder.group_id is None and item.folder.account_id != viewer.account_id:
        raise NotAllowed(gettext("This folder belongs to somebody else."))
    return item


def own_bookmark(viewer: Viewer, identifier: str, *, deleted: bool = False) -> Bookmark:
    """Give a bookmark of the viewer's own.

    :raises NotFoundHere: there is none.
    """
    bookmarks = Bookmark.objects.filter(account=viewer.account_id or 0, identifier=identifier)
    found = bookmarks.filter(deleted_at__isnull=not deleted).first()
    if found is None:
        raise NotFoundHere
    return found


def own_search(viewer: Viewer, identifier: str) -> SavedSearch:
    """Give a saved search of the viewer's own.

    :raises NotFoundHere: there is none.
    """
    searches = SavedSearch.objects.filter(account=viewer.account_id or 0, identifier=identifier)
    found = searches.first()
    if found is None:
        raise NotFoundHere
    return found


def tag_for(viewer: Viewer, identifier: str) -> Tag:
    """Give a tag that the viewer may see.

    :raises NotFoundHere: there is none.
    """
    tags = Tag.objects.visible_to(viewer).select_related("group")
    found = tags.filter(identifier=identifier).first()
    if found is None:
        raise NotFoundHere
    return found


def usable_tag(viewer: Viewer, identifier: str) -> Tag:
    """Give a tag that the viewer may put on documents and take away again.

    :raises NotFoundHere: there is none that he may see.
    :raises NotAllowed: it is somebody else's.
    """
    tag = tag_for(viewer, identifier)
    if tag.group_id is None and tag.account_id != viewer.account_id:
        raise NotAllowed(gettext("This tag belongs to somebody else."))
    return tag


def own_tag(viewer: Viewer, identifier: str) -> Tag:
    """Give a tag that the viewer may rename, merge and delete.

    :raises NotFoundHere: there is none that he may see.
    :raises NotAllowed: it is somebody else's.
    """
    tag = usable_tag(viewer, identifier)
    if tag.group_id is not None and not runs_group(viewer, tag.group):
        raise NotAllowed(gettext("Only who runs the group may change its tags."))
    return tag


def runs_group(viewer: Viewer, group: Group | None) -> bool:
    """Tell whether the viewer is the owner or a moderator of a group that is not closed."""
    role = role_of(viewer, group) if group else None
    return role is not None and may(role, Act.MODERATE)
