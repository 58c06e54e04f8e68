"""What a reader keeps: folders and what is in them, bookmarks, tags, searches, history."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.groups.models import Group
from muniment.passages.models import Targeted


class Owned(models.Model):
    """Fields of what belongs either to a reader or to a group."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


_ONE_OWNER = Q(account=None, group__isnull=False) | Q(account__isnull=False, group=None)


def _owned_by(viewer: Viewer, *, through: str = "") -> Q:
    """Keep what belongs to the viewer or to a group that he is in now."""
    if viewer.account_id is None:
        return Q(pk__in=())
    mine = Q(**{f"{through}account": viewer.account_id})
    return mine | Q(**{f"{through}group__in": Group.objects.of(viewer.account_id)})


class FolderQuerySet(models.QuerySet["Folder"]):
    """Reads of folders that chain."""

    def kept(self) -> Self:
        """Keep those that were not deleted."""
        return self.filter(deleted_at=None)

    def owned_by(self, viewer: Viewer) -> Self:
        """Keep those that the viewer may change: his own, and those of his groups."""
        return self.filter(_owned_by(viewer))

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep those that the viewer may see: what he may change, and what is public."""
        return self.filter(_owned_by(viewer) | Q(is_public=True, group=None))


class Folder(Owned):
    """A folder of a reader or of a group; folders nest.

    Among its siblings it stands by `position`. What was deleted can be brought back until it is
    swept away. `revision` is raised by each change.
    """

    identifier = models.CharField(max_length=32, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    is_public = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ONE_OWNER, name="library_folder_one_owner"),
        ]

    def __str__(self) -> str:
        return self.name


class SavedItemQuerySet(models.QuerySet["SavedItem"]):
    """Reads of saved things that chain."""

    def kept(self) -> Self:
        """Keep those that were not deleted, nor their folder."""
        return self.filter(deleted_at=None, folder__deleted_at=None)

    def owned_by(self, viewer: Viewer) -> Self:
        """Keep those in folders that the viewer may change."""
        return self.filter(_owned_by(viewer, through="folder__"))

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep those in folders that the viewer may see."""
        public = Q(folder__is_public=True, folder__group=None)
        return self.filter(_owned_by(viewer, through="folder__") | public)


class SavedItem(Targeted):
    """A document, a page or a passage in a folder, with the reader's note."""

    identifier = models.CharField(max_length=32, unique=True)
    folder = models.ForeignKey(
        Folder, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    note = models.TextField(blank=True)  # Markdown
    position = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = SavedItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["folder", "position"], name="library_in_folder"),
            models.Index(fields=["folder", "document_identifier"], name="library_of_document"),
        ]

    def __str__(self) -> str:
        return self.document_title


class Bookmark(Targeted):
    """A page that a reader wants to find again."""

    identifier = models.CharField(max_length=32, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks"
    )
    name = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "document", "page"],
                condition=Q(deleted_at=None),
                name="library_bookmark_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.document_title


class TagQuerySet(models.QuerySet["Tag"]):
    """Reads of tags that chain."""

    def owned_by(self, viewer: Viewer) -> Self:
        """Keep those that the viewer may change."""
        return self.filter(_owned_by(viewer))

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep those that the viewer may see."""
        return self.filter(_owned_by(viewer) | Q(is_public=True, group=None))


class Tag(Owned):
    """A reader's or a group's word for documents. `folded` is the name as it is compared."""

    identifier = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    is_public = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["folded"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ONE_OWNER, name="library_tag_one_owner"),
            models.UniqueConstraint(
                fields=["account", "folded"],
                condition=Q(group=None),
                name="library_tag_once_a_reader",
            ),
            models.UniqueConstraint(
                fields=["group", "folded"],
                condition=Q(account=None),
                name="library_tag_once_a_group",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentTag(models.Model):
    """A tag on a document."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="uses", db_index=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tag", "document"], name="library_tagged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.document_id}"


class SavedSearch(models.Model):
    """A search to run again; new is what was added to the archive after `seen_at`.

    `parameters` is the part of the search page's address behind the question mark.
    """

    class Alert(models.TextChoices):
        """How often news of it is mailed."""

        NEVER = "never", _("Never")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")

    identifier = models.CharField(max_length=32, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=300)
    parameters = models.TextField()
    alert = models.CharField(max_length=10, choices=Alert.choices, default=Alert.NEVER)
    language = models.CharField(max_length=10, blank=True)  # of the mails
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class HistoryEntry(models.Model):
    """A document that a reader opened, private to him."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "document"], name="library_history_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "-read_at"], name="library_history")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.document_id}"


class LibraryChoice(models.Model):
    """Whether a reader's history is kept; without a row it is not."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    keeps_history = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.account_id)
