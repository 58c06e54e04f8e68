"""Discussions of groups and what was said in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from muniment.groups.models import Group
from muniment.passages.models import Targeted


class Discussion(Targeted):
    """A subject that a group talks about: a document, a page, a passage, or none of these."""

    identifier = models.CharField(max_length=32, unique=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="discussions")
    title = models.CharField(max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)  # when something was last said
    ended_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["group", "-changed_at"], name="discussions_newest"),
        ]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """What somebody said. A deleted one keeps its place, for the answers below it."""

    identifier = models.CharField(max_length=32, unique=True)
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="posts")
    answers = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_by"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    body = models.TextField()  # Markdown
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.body[:60]
