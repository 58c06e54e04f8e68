"""Annotations, the groups that they are shown to, replies, and complaints about them."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from muniment.access.viewer import Viewer
from muniment.documents.models import Document, Surface
from muniment.groups.models import Group
from muniment.passages.models import Targeted

KEPT_DELETED = timedelta(days=30)
"""How long what was deleted can be brought back."""


class Audience(models.TextChoices):
    """Who sees an annotation besides its author."""

    PRIVATE = "private", _("Only me")
    GROUPS = "groups", _("Groups")
    PUBLIC = "public", _("Everyone")


class Colour(models.TextChoices):
    """The colours that a highlight may have; the style sheet gives them their tints."""

    YELLOW = "yellow", _("Yellow")
    GREEN = "green", _("Green")
    BLUE = "blue", _("Blue")
    PINK = "pink", _("Pink")
    VIOLET = "violet", _("Violet")


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Reads of annotations that chain."""

    def of(self, viewer: Viewer) -> Self:
        """Keep the viewer's own, those that were deleted apart."""
        if viewer.account_id is None:
            return self.none()
        return self.filter(author=viewer.account_id, deleted_at=None)

    def deleted_by(self, viewer: Viewer) -> Self:
        """Keep the viewer's own that he has deleted himself, and whose words are still there."""
        if viewer.account_id is None:
            return self.none()
        mine = self.filter(author=viewer.account_id, deleted_by=viewer.account_id)
        return mine.filter(deleted_at__gt=timezone.now() - KEPT_DELETED)

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep what the viewer may see.

        His own always; of others what they show to everyone, or to a group that he is in now,
        on documents that he may see, and that staff have not hidden. One that was deleted keeps
        its place where somebody else has answered it, for those who see the answers.
        """
        groups = Group.objects.of(viewer.account_id)
        shares = Share.objects.filter(annotation=OuterRef("pk"), group__in=groups)
        shown = Q(audience=Audience.PUBLIC) | (Q(audience=Audience.GROUPS) & Exists(shares))
        answers = Reply.objects.kept().seen_in(groups).filter(annotation=OuterRef("pk"))
        others = (
            Q(hidden_at=None, document__in=Document.objects.visible_to(viewer))
            & shown
            & (Q(deleted_at=None) | Exists(answers.by_others()))
        )
        if viewer.account_id is None:
            return self.filter(others)
        return self.filter(Q(author=viewer.account_id, deleted_at=None) | others)


class Annotation(Targeted):
    """What a reader notes on a passage, a box of an image, a page or a document.

    `box` is [x, y, width, height] in pixels of the surface's image. `source` is the W3C
    annotation as its client sent it, and is never rewritten; None if it was made in the reader.
    A deleted one to which others replied keeps its row, in the end without its words. Whoever
    deleted it can bring it back until then.
    """

    identifier = models.CharField(max_length=32, unique=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="annotations"
    )
    surface = models.ForeignKey(
        Surface, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    box = models.JSONField(null=True, blank=True)
    motivation = models.CharField(max_length=20, default="commenting")
    body = models.TextField(blank=True)  # Markdown
    tags = models.JSONField(default=list)
    colour = models.CharField(max_length=10, choices=Colour.choices, default=Colour.YELLOW)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PRIVATE)
    groups: models.ManyToManyField[Group, models.Model] = models.ManyToManyField(
        Group, through="annotations.Share", related_name="annotations"
    )
    source = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)  # by staff
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["document", "audience"], name="annotations_on_document"),
            models.Index(fields=["author", "-id"], name="annotations_of_author"),
        ]

    def __str__(self) -> str:
        return self.body[:60]


class ShareQuerySet(models.QuerySet["Share"]):
    """Reads of what is shown to groups that chain."""

    def seen_in(self, group: Group, viewer: Viewer) -> Self:
        """Keep what a group is shown and the viewer, who is in it, may see; none of it deleted."""
        documents = Document.objects.visible_to(viewer)
        is_open = Q(annotation__hidden_at=None, annotation__document__in=documents)
        is_own = Q(annotation__author=viewer.account_id)
        shown = self.filter(
            group=group, annotation__audience=Audience.GROUPS, annotation__deleted_at=None
        )
        return shown.filter(is_open | is_own)


class Share(models.Model):
    """An annotation in a group; each has its own thread of replies."""

    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, related_name="shares", db_index=False
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["annotation", "group"], name="annotations_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id} in {self.group_id}"


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Reads of replies that chain."""

    def kept(self) -> Self:
        """Leave out what was deleted, or hidden by staff."""
        return self.filter(deleted_at=None, hidden_at=None)

    def by_others(self) -> Self:
        """Leave out what the author of a note has said to it himself."""
        return self.exclude(author=F("annotation__author"))

    def seen_in(self, groups: models.QuerySet[Group]) -> Self:
        """Keep what is said in the open, or in one of these groups, where its note is shown now.

        That the note itself may be seen is for the caller to ask.
        """
        shares = Share.objects.filter(annotation=OuterRef("annotation"), group=OuterRef("group"))
        in_groups = Q(annotation__audience=Audience.GROUPS, group__in=groups) & Exists(shares)
        return self.filter(Q(annotation__audience=Audience.PUBLIC, group=None) | in_groups)


class Reply(models.Model):
    """An answer to an annotation: in the thread of a group, or, without one, in the open."""

    identifier = models.CharField(max_length=32, unique=True)
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="replies")
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    body = models.TextField()  # Markdown
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.body[:60]


class Report(models.Model):
    """A complaint about an annotation or a reply, and what staff decided."""

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Waiting")
        DISMISSED = "dismissed", _("Nothing wrong was found")
        HIDDEN = "hidden", _("Hidden")
        DELETED = "deleted", _("Deleted")
        WARNED = "warned", _("The author was warned")

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="reports")
    reply = models.ForeignKey(
        Reply, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    complaint = models.TextField()
    quoted = models.TextField(blank=True)  # the words complained of, as they were
    created_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)  # to the reporter and the author

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["annotation", "reporter"],
                condition=Q(outcome="open", reply=None),
                name="annotations_report_once",
            ),
            models.UniqueConstraint(
                fields=["reply", "reporter"],
                condition=Q(outcome="open"),
                name="annotations_reply_report_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["outcome", "id"], name="annotations_queue")]

    def __str__(self) -> str:
        return f"{self.annotation_id}: {self.complaint[:40]}"
