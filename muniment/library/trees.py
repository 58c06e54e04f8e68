"""All folders of one owner as a tree, read in one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from muniment.library.models import Folder

MAX_DEPTH = 8
MAX_FOLDERS = 1000  # of one owner: the whole tree is read at once

Children = dict[int | None, list[Folder]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A folder and how deep it stands; those of the first level stand at 0."""

    folder: Folder
    depth: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The folders of one owner that were not deleted."""

    children: Children

    @classmethod
    def of(cls, *, account: int | None = None, group: int | None = None) -> Tree:
        """Read a reader's folders, or a group's."""
        return cls.read(Q(account=account, group=group))

    @classmethod
    def around(cls, folder: Folder) -> Tree:
        """Read the tree that a folder stands in."""
        return cls.of(account=folder.account_id, group=folder.group_id)

    @classmethod
    def read(cls, owned: Q) -> Tree:
        """Read folders; what stands in a folder that is not among them has no place here."""
        children: Children = {}
        for folder in Folder.objects.kept().filter(owned):
            children.setdefault(folder.parent_id, []).append(folder)
        return cls(children)

    def walk(self, *, below: Folder | None = None, depth: int = 0) -> Iterator[Placed]:
        """Give the folders below one, each before those inside it."""
        for folder in self.children.get(below.pk if below else None, ()):
            yield Placed(folder, depth)
            yield from self.walk(below=folder, depth=depth + 1)

    def inside(self, folder: Folder) -> list[int]:
        """Give the keys of a folder and of all that stand inside it."""
        return [folder.pk, *(placed.folder.pk for placed in self.walk(below=folder))]

    def height(self, folder: Folder) -> int:
        """Count the levels of a folder with what is inside: 1 where nothing is."""
        return 1 + max((placed.depth + 1 for placed in self.walk(below=folder)), default=0)

    def above(self, folder: Folder | None) -> list[Folder]:
        """Give the folders around one, the outermost first, and last the folder itself."""
        by_key = {each.pk: each for siblings in self.children.values() for each in siblings}
        path: list[Folder] = []
        at = folder
        while at is not None and len(path) <= MAX_DEPTH:
            path.append(at)
            at = by_key.get(at.parent_id) if at.parent_id else None
        return path[::-1]

    def siblings(self, folder: Folder) -> list[Folder]:
        """Give the folders that stand beside one, itself among them, in order."""
        return self.children.get(folder.parent_id, [])

    @property
    def count(self) -> int:
        """Count the folders."""
        return sum(len(siblings) for siblings in self.children.values())
