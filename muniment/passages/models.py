"""Passages, the places that they hold in each version of their text, and targets.

A target is what a reader's work is about: a document, a page of it, or a passage of a text.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muniment.documents.models import Document, Text, TextVersion


class Passage(models.Model):
    """Words of one version of a text, as somebody chose them; never changed afterwards.

    Positions are code points of the version's canonical string, end-exclusive; `prefix` and
    `suffix` are the 32 characters around (Web Annotation Data Model, 4.2.4 and 4.2.5).
    """

    text = models.ForeignKey(Text, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.ForeignKey(TextVersion, on_delete=models.SET_NULL, null=True, related_name="+")
    version_number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=40, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    first_block = models.CharField(max_length=200)
    first_offset = models.PositiveIntegerField()
    last_block = models.CharField(max_length=200)
    last_offset = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.exact[:60]


class Anchor(models.Model):
    """Where a passage stands in one version of its text."""

    class Status(models.TextChoices):
        """What became of the passage in that version."""

        SAME = "same", _("Unchanged")
        MOVED = "moved", _("Moved")
        EDITED = "edited", _("Its words were corrected")
        ORPHAN = "orphan", _("No longer in the text")

    passage = models.ForeignKey(
        Passage, on_delete=models.CASCADE, related_name="anchors", db_index=False
    )
    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["passage", "version"], name="passages_anchor_once"),
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} in {self.version_id}: {self.status}"


class Targeted(models.Model):
    """Fields of whatever is about a document, a page of it or a passage.

    The document's identifier and title stay as they were: a reader can always tell what his work
    was about, even when he may no longer see it. `page` is the page's key in the reader's address.
    """

    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="+")
    document_identifier = models.CharField(max_length=32, blank=True)
    document_title = models.TextField(blank=True)
    page = models.CharField(max_length=200, blank=True)
    page_label = models.CharField(max_length=200, blank=True)
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
