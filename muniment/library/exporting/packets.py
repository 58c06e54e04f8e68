"""What is exported, gathered: folders with what is in them, bookmarks, tags, searches, history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models import Document
from muniment.groups.models import Group
from muniment.library.models import (
    Bookmark,
    DocumentTag,
    Folder,
    HistoryEntry,
    SavedItem,
    SavedSearch,
)
from muniment.library.trees import Placed, Tree
from muniment.library.words import who_sees
from muniment.passages.models import Targeted
from muniment.passages.targeting import TargetView, views_of


@dataclass(frozen=True, slots=True)
class PacketItem:
    """A thing saved. `address` is "" where it cannot be opened, `reason` then says why."""

    identifier: str
    title: str
    page: str
    passage: str
    address: str
    reason: str
    note: str
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PacketFolder:
    """A folder with what is in it; `path` are the names of those around it, and its own."""

    identifier: str
    path: tuple[str, ...]
    description: str
    who: str
    items: tuple[PacketItem, ...]

    @property
    def name(self) -> str:
        """Give the folder's own name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A bookmark, or a document with a tag, or one that was read: a name and an address."""

    name: str
    title: str
    page: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PacketSearch:
    """A saved search."""

    name: str
    address: str
    alert: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Packet:
    """All that a reader keeps, as it is exported; addresses are whole."""

    folders: tuple[PacketFolder, ...]
    bookmarks: tuple[NamedPlace, ...]
    tags: tuple[NamedPlace, ...]
    searches: tuple[PacketSearch, ...]
    history: tuple[NamedPlace, ...]


def folder_packet(folder: Folder, *, viewer: Viewer, root: str) -> tuple[PacketFolder, ...]:
    """Gather a folder with all inside it that the viewer may see. Six queries.

    `root` is put before the addresses of documents: "https://archive.example.org".
    """
    is_own = folder.group_id is not None or folder.account_id == viewer.account_id
    if not is_own:
        return _packets([Placed(folder, 0)], (), viewer=viewer, root=root)
    tree = Tree.around(folder)
    above = tuple(each.name for each in tree.above(folder)[:-1])
    placed = [Placed(folder, 0), *tree.walk(below=folder, depth=1)]
    return _packets(placed, above, viewer=viewer, root=root)


def whole_packet(viewer: Viewer, *, root: str) -> Packet:
    """Gather everything that a reader keeps; of groups' folders, what he himself has put there."""
    account = viewer.account_id or 0
    own = Tree.of(account=account)
    shared = Folder.objects.filter(
        group__isnull=False, items__saved_by=account, items__deleted_at=None
    ).distinct()
    groups = Group.objects.of(viewer.account_id)
    now, once = shared.filter(group__in=groups), shared.exclude(group__in=groups)
    return Packet(
        folders=(
            *_packets(list(own.walk()), (), viewer=viewer, root=root),
            *_shared(now, viewer=viewer, root=root),
            *(_nameless(folder) for folder in _shared(once, viewer=viewer, root=root)),
        ),
        bookmarks=_bookmarks(account, viewer=viewer, root=root),
        tags=_tags(account, viewer=viewer, root=root),
        searches=tuple(
            PacketSearch(
                search.name,
                urljoin(root, addresses.search(search.parameters)),
                search.alert,
                search.created_at,
            )
            for search in SavedSearch.objects.filter(account=account)
        ),
        history=_history(account, viewer=viewer, root=root),
    )


def _shared(folders: QuerySet[Folder], *, viewer: Viewer, root: str) -> tuple[PacketFolder, ...]:
    """Gather what a reader himself has put into folders of groups."""
    placed = [Placed(folder, 0) for folder in folders.select_related("group")]
    return _packets(placed, (), viewer=viewer, root=root, only_by=viewer.account_id)


def _nameless(folder: PacketFolder) -> PacketFolder:
    """Tell nothing of a folder of a group that the reader is no longer in, but what is his."""
    name = gettext("A folder of a group that you are no longer in")
    return replace(folder, path=(name,), description="", who="")


def _packets(
    placed: Iterable[Placed],
    above: tuple[str, ...],
    *,
    viewer: Viewer,
    root: str,
    only_by: int | None = None,
) -> tuple[PacketFolder, ...]:
    paths = list(_with_paths(placed, above))
    items = _items([folder.pk for folder, _ in paths], viewer=viewer, root=root, only_by=only_by)
    return tuple(
        PacketFolder(
            folder.identifier, path, folder.description, who_sees(folder), tuple(items[folder.pk])
        )
        for folder, path in paths
    )


def _with_paths(
    placed: Iterable[Placed], above: tuple[str, ...]
) -> Iterator[tuple[Folder, tuple[str, ...]]]:
    path = above
    for each in placed:
        path = (*path[: len(above) + each.depth], each.folder.name)
        yield each.folder, path


def _items(
    folders: list[int], *, viewer: Viewer, root: str, only_by: int | None
) -> dict[int, list[PacketItem]]:
    wanted = Q(saved_by=only_by) if only_by else Q()
    kept = SavedItem.objects.filter(wanted, folder__in=folders, deleted_at=None)
    items = list(kept.select_related("saved_by", "passage"))
    found: dict[int, list[PacketItem]] = defaultdict(list)
    for item, target in zip(items, views_of(items, viewer), strict=True):
        is_hidden = not target.is_visible and item.saved_by_id != viewer.account_id
        found[item.folder_id].append(
            PacketItem(
                item.identifier,
                title="" if is_hidden else target.title,
                page="" if is_hidden else item.page_label,
                passage="" if is_hidden else _exact(item, target),
                address=urljoin(root, target.href) if target.href else "",
                reason=target.reason,
                note=item.note,
                saved_by=item.saved_by.name if item.saved_by else "",
                saved_at=item.created_at,
            )
        )
    return found


def _exact(row: Targeted, target: TargetView) -> str:
    return target.exact or (row.passage.exact if row.passage else "")


def _bookmarks(account: int, *, viewer: Viewer, root: str) -> tuple[NamedPlace, ...]:
    marks = list(Bookmark.objects.filter(account=account, deleted_at=None))
    return tuple(
        NamedPlace(
            mark.name,
            target.title,
            mark.page_label,
            urljoin(root, target.href) if target.href else "",
            mark.created_at,
        )
        for mark, target in zip(marks, views_of(marks, viewer), strict=True)
    )


def _tags(account: int, *, viewer: Viewer, root: str) -> tuple[NamedPlace, ...]:
    """Gather the documents with tags of a reader's own, and those he has tagged for his groups."""
    in_groups = Q(added_by=account, tag__group__in=Group.objects.of(viewer.account_id))
    uses = DocumentTag.objects.filter(Q(tag__account=account) | in_groups)
    rows = list(uses.select_related("tag", "document").order_by("tag__folded", "pk"))
    seen = _seen((use.document_id for use in rows), viewer=viewer)
    return tuple(
        _of_document(use.tag.name, use.document, use.created_at, seen=seen, root=root)
        for use in rows
    )


def _history(account: int, *, viewer: Viewer, root: str) -> tuple[NamedPlace, ...]:
    read = HistoryEntry.objects.filter(account=account).select_related("document")
    rows = list(read.order_by("-read_at"))
    seen = _seen((entry.document_id for entry in rows), viewer=viewer)
    return tuple(
        _of_document("", entry.document, entry.read_at, seen=seen, root=root) for entry in rows
    )


def _seen(documents: Iterable[int], *, viewer: Viewer) -> set[int]:
    """Give the keys of those documents that the viewer may see now."""
    visible = Document.objects.visible_to(viewer).filter(pk__in=set(documents))
    return set(visible.values_list("pk", flat=True))


def _of_document(
    name: str, document: Document, at: datetime, *, seen: set[int], root: str
) -> NamedPlace:
    """Name a document, as the screens do, only where it can be opened."""
    title = document.title if document.pk in seen else ""
    return NamedPlace(name, title, "", _document(root, document.identifier), at)


def _document(root: str, identifier: str) -> str:
    return urljoin(root, addresses.document(identifier))
