"""What the index of search has still to take up."""

from __future__ import annotations

from django.db import models


class PendingEntry(models.Model):
    """Something that has changed since the index last took it up; one row for each change.

    `owner` is the name that the index knows it by (see `documents.searching.owners`). Rows are
    only ever added and removed, so that a change during the work is never lost.
    """

    owner = models.CharField(max_length=220)

    class Meta:
        verbose_name_plural = "pending entries"

    def __str__(self) -> str:
        return self.owner
