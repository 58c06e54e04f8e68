"""Readers, a group of them, and what they keep, beside a small archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from django.contrib.auth import get_user_model

from muniment.access.viewer import Viewer
from muniment.accounts.models import User
from muniment.documents.models import Document
from muniment.groups.models import Group, Membership, Role
from muniment.library.models import Folder, SavedItem
from muniment.library.services.folders import create_folder
from muniment.library.services.items import Place, save_item
from muniment.passages.targets import Target
from tests.site.builders import Archive, build_archive

WORDS = ("visitor", "stranger", "member", "moderator", "owner", "former", "staff")
"""Everybody who may come to an address."""


@dataclass(slots=True)
class World:
    """An archive with a few documents, its readers by what they are to `group`."""

    archive: Archive
    accounts: dict[str, User]
    group: Group
    numbers: count[int] = field(default_factory=lambda: count(1))

    def viewer(self, word: str) -> Viewer:
        """Give the viewer that a reader is."""
        return Viewer(account_id=self.accounts[word].pk) if word != "visitor" else Viewer.visitor()

    def document(self, **fields: object) -> Document:
        """Add a document to the archive."""
        number = next(self.numbers)
        return self.archive.document(f"Letter {number}", f"1917-03-{number % 28 + 1:02d}", **fields)

    def folder(self, name: str = "Peace", *, by: str = "owner", **fields: object) -> Folder:
        """Make a folder of a reader's own."""
        return create_folder(name, viewer=self.viewer(by), **fields)  # type: ignore[arg-type]

    def group_folder(self, name: str = "Shared") -> Folder:
        """Make a folder of the group."""
        return create_folder(name, viewer=self.viewer("owner"), group=self.group)

    def item(
        self, folder: Folder, *, by: str = "owner", note: str = "", document: Document | None = None
    ) -> SavedItem:
        """Save a document in a folder."""
        target = Target((document or self.document()).identifier)
        place = Place(folder=folder)
        return save_item(target, viewer=self.viewer(by), place=place, note=note)


def build_world() -> World:
    """Make an archive, six accounts, and a group of three of them that one has left."""
    users = get_user_model().objects
    accounts = {
        word: users.create_user(f"{word}@example.org", password="correct horse", name=word.title())
        for word in WORDS
        if word != "visitor"
    }
    accounts["staff"].is_staff = True
    accounts["staff"].save(update_fields=["is_staff"])
    group = Group.objects.create(identifier="thegroup", name="Reading circle")
    for role in Role:
        Membership.objects.create(group=group, account=accounts[role.value], role=role)
    Membership.objects.create(group=group, account=accounts["former"], role=Role.MEMBER).delete()
    return World(build_archive(), accounts, group)
