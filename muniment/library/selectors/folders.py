"""Folders and what is in them, as their screens show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.safestring import SafeString

from muniment.access.viewer import Viewer
from muniment.groups.models import Group
from muniment.library.models import Folder, SavedItem
from muniment.library.policies import may_change_item, runs_group
from muniment.library.services.items import PAGE_SIZE, items_in
from muniment.library.trees import Tree
from muniment.library.words import folder_words, who_sees
from muniment.passages.models import Anchor
from muniment.passages.targeting import TargetView, views_of
from muniment.ui.markdown import readers_markdown
from muniment.ui.paging import Paging


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder of a list, with how much is in it; `rows` are the folders inside."""

    identifier: str
    name: str
    items: int
    is_public: bool
    rows: tuple[FolderRow, ...] = ()

    @property
    def href(self) -> str:
        """Address the folder."""
        return reverse("library:folder", args=[self.identifier])


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of a group that the reader is in."""

    group: str
    identifier: str
    rows: tuple[FolderRow, ...]


@dataclass(frozen=True, slots=True)
class FoldersScreen:
    """A reader's folders, and those of his groups."""

    rows: tuple[FolderRow, ...]
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A folder on the way to one."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something saved. `is_hidden` where the viewer may not even know what it is."""

    identifier: str
    target: TargetView
    passage: str
    change: str  # what became of the passage where the text was corrected, in words
    note: SafeString
    saved_by: str
    saved_at: datetime
    may_change: bool
    is_hidden: bool
    href: str  # of the document, with the way back to the folder


@dataclass(frozen=True, slots=True)
class FolderScreen:
    """A folder with what is in it."""

    identifier: str
    name: str
    description: SafeString
    who: str
    by: str  # whoever made a public folder of somebody else's
    group: str
    group_identifier: str
    path: tuple[Crumb, ...]
    rows: tuple[FolderRow, ...]
    items: tuple[ItemRow, ...]
    paging: Paging
    may_change: bool
    may_delete: bool
    read_href: str  # of the first document that can be opened, "" where none can


def folders_screen(viewer: Viewer) -> FoldersScreen:
    """Read a reader's folders and those of his groups. Four queries, however many there are."""
    own = Tree.of(account=viewer.account_id)
    groups = list(Group.objects.of(viewer.account_id).order_by("name", "pk"))
    trees: dict[int | None, list[Folder]] = {}
    for folder in Folder.objects.kept().filter(group__in=groups) if groups else ():
        trees.setdefault(folder.group_id, []).append(folder)
    every = [own, *(tree_of(folders) for folders in trees.values())]
    counts = item_counts(placed.folder.pk for tree in every for placed in tree.walk())
    shelves = tuple(
        Shelf(group.name, group.identifier, rows_of(tree_of(trees.get(group.pk, ())), counts))
        for group in groups
    )
    return FoldersScreen(rows_of(own, counts), shelves)


def group_shelf(group: Group) -> Shelf:
    """Read the folders of one group. Two queries."""
    tree = Tree.of(group=group.pk)
    counts = item_counts(placed.folder.pk for placed in tree.walk())
    return Shelf(group.name, group.identifier, rows_of(tree, counts))


def tree_of(folders: Iterable[Folder]) -> Tree:
    """Make a tree of folders that were read already."""
    tree = Tree({})
    for folder in folders:
        tree.children.setdefault(folder.parent_id, []).append(folder)
    return tree


def item_counts(folders: Iterable[int]) -> dict[int, int]:
    """Count what is in each of some folders. One query, none for no folder."""
    asked = list(folders)
    if not asked:
        return {}
    items = SavedItem.objects.filter(folder__in=asked, deleted_at=None).order_by()
    return dict(items.values_list("folder").annotate(Count("pk")))


def rows_of(
    tree: Tree, counts: Mapping[int, int], *, below: Folder | None = None
) -> tuple[FolderRow, ...]:
    """Give the folders of a tree as a list shows them."""
    return tuple(
        FolderRow(
            folder.identifier,
            folder.name,
            counts.get(folder.pk, 0),
            folder.is_public,
            rows_of(tree, counts, below=folder),
        )
        for folder in tree.children.get(below.pk if below else None, ())
    )


def folder_screen(folder: Folder, *, viewer: Viewer, page: str) -> FolderScreen:
    """Read a page of a folder. At most nine queries, however much is in it.

    :raises PageNotFound: it has no such page.
    """
    is_own = folder.group_id is not None or folder.account_id == viewer.account_id
    tree = Tree.around(folder) if is_own else _public_below(folder)
    items = items_in(folder)
    paging = Paging.of(page, total=items.count(), size=PAGE_SIZE)
    listed = list(items.select_related("saved_by", "passage", "folder")[paging.start : paging.stop])
    counts = item_counts(placed.folder.pk for placed in tree.walk(below=folder))
    runs = runs_group(viewer, folder.group)
    rows = item_rows(listed, viewer=viewer, runs=runs)
    return FolderScreen(
        identifier=folder.identifier,
        name=folder.name,
        description=readers_markdown(folder.description),
        who=who_sees(folder),
        by="" if is_own or not folder.account else folder.account.name,
        group=folder.group.name if folder.group else "",
        group_identifier=folder.group.identifier if folder.group else "",
        path=tuple(_crumb(each) for each in tree.above(folder)[:-1]) if is_own else (),
        rows=rows_of(tree, counts, below=folder),
        items=rows,
        paging=paging,
        may_change=is_own,
        may_delete=is_own and (folder.group_id is None or runs),
        read_href=next((row.href for row in rows if row.href), ""),
    )


def item_rows(items: list[SavedItem], *, viewer: Viewer, runs: bool) -> tuple[ItemRow, ...]:
    """Give things saved as a list shows them. Two queries."""
    return tuple(
        _item_row(item, target, viewer=viewer, runs=runs)
        for item, target in zip(items, views_of(items, viewer), strict=True)
    )


def _item_row(item: SavedItem, target: TargetView, *, viewer: Viewer, runs: bool) -> ItemRow:
    is_mine = is_savers(item, viewer)
    return ItemRow(
        identifier=item.identifier,
        target=target,
        passage=passage_of(item, target, viewer=viewer),
        change=change_words(target),
        note=readers_markdown(item.note),
        saved_by=item.saved_by.name if item.saved_by and item.folder.group_id else "",
        saved_at=item.created_at,
        may_change=may_change_item(viewer, item, runs=runs),
        is_hidden=not target.is_visible and not is_mine,
        href=with_folder(target.href, item.folder.identifier),
    )


def is_savers(item: SavedItem, viewer: Viewer) -> bool:
    """Tell whether the viewer has saved a thing himself."""
    return item.saved_by_id is not None and item.saved_by_id == viewer.account_id


def passage_of(item: SavedItem, target: TargetView, *, viewer: Viewer) -> str:
    """Give the words of a passage; of a closed document only to who has saved them."""
    if target.exact or not item.passage or not is_savers(item, viewer):
        return target.exact
    return item.passage.exact


def change_words(target: TargetView) -> str:
    """Say what a correction of the text has done to a passage, "" where it stands as it stood."""
    if target.status in (Anchor.Status.EDITED, Anchor.Status.ORPHAN):
        return str(Anchor.Status(target.status).label)
    return ""


def with_folder(href: str, folder: str) -> str:
    """Let an address of the reader follow a folder; "" stays so."""
    if not href:
        return ""
    address, hash_mark, fragment = href.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}folder={folder}{hash_mark}{fragment}"


def _public_below(folder: Folder) -> Tree:
    """Read the folders inside one of somebody else's that everyone may see."""
    return tree_of(Folder.objects.kept().filter(parent=folder, is_public=True, group=None))


def _crumb(folder: Folder) -> Crumb:
    return Crumb(folder.name, reverse("library:folder", args=[folder.identifier]))


@dataclass(frozen=True, slots=True)
class FolderChoice:
    """A folder to choose; `label` shows by its indent how deep it stands."""

    identifier: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The folders of one owner to choose from; `label` says whose they are."""

    label: str
    group: str  # the group's identifier, "" for the reader's own
    folders: tuple[FolderChoice, ...]


def folder_choices(viewer: Viewer, *, chosen: str = "") -> tuple[Choices, ...]:
    """Give all folders that a reader may save things in. Three queries, none for a visitor."""
    if viewer.account_id is None:
        return ()
    groups = list(Group.objects.of(viewer.account_id).order_by("name", "pk"))
    own = Choices("", "", choices_in(Tree.of(account=viewer.account_id), chosen=chosen))
    by_group: dict[int | None, list[Folder]] = {}
    for folder in Folder.objects.kept().filter(group__in=groups) if groups else ():
        by_group.setdefault(folder.group_id, []).append(folder)
    return (
        own,
        *(
            Choices(
                group.name,
                group.identifier,
                choices_in(tree_of(by_group.get(group.pk, ())), chosen=chosen),
            )
            for group in groups
        ),
    )


def choices_in(
    tree: Tree, *, chosen: str = "", without: Iterable[int] = ()
) -> tuple[FolderChoice, ...]:
    """Give a tree's folders to choose from, without some."""
    left_out = set(without)
    return tuple(
        FolderChoice(
            placed.folder.identifier,
            "\u2003" * placed.depth + folder_words(placed.folder),
            placed.folder.identifier == chosen,
        )
        for placed in tree.walk()
        if placed.folder.pk not in left_out
    )
