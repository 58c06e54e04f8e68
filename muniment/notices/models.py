"""Notices to readers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something that a reader is told; `kind` is looked up in the registry for its sentence.

    `facts` fill in the sentence ({"group": "…", "who": "…"}); `href` is where it leads. Who is
    named in them is known by `who_id`: when that account goes, the notice does.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    href = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "-id"], name="notices_newest"),
            models.Index(fields=["account"], condition=Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind}"


class NoticeChoice(models.Model):
    """How often a reader wants notices by e-mail; without a row, daily."""

    class Digest(models.TextChoices):
        """How often."""

        NEVER = "never", _("Never")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notice_choice",
    )
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.DAILY)
    language = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.digest}"
