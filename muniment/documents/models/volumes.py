"""Published books: series of volumes, volumes, and the parts of their contents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from muniment.access.models import Scope
from muniment.access.querysets import ScopedQuerySet
from muniment.documents.models.package import Package


class Series(models.Model):
    """A book series."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=500)
    titles = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "series"
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class VolumeQuerySet(ScopedQuerySet["Volume"]):
    """Volumes as screens ask for them."""


class Volume(models.Model):
    """A published book. `credits`: [[name, role]]; the span is that of its documents' dates."""

    slug = models.SlugField(max_length=80, unique=True)
    package = models.ForeignKey(
        Package, on_delete=models.CASCADE, related_name="volumes", db_index=False
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=300)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="volumes"
    )
    number = models.CharField(max_length=40, blank=True)
    title = models.TextField()
    titles = models.JSONField(default=dict)
    subtitle = models.TextField(blank=True)
    description = models.TextField(blank=True)
    descriptions = models.JSONField(default=dict)
    credits = models.JSONField(default=list)
    publisher = models.TextField(blank=True)
    published = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True)
    date_latest = models.DateField(null=True)

    objects = VolumeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "key"], name="documents_volume_key"),
        ]

    def __str__(self) -> str:
        return self.title


class Division(models.Model):
    """A part of a volume's table of contents; `position` is its place in printed order."""

    volume = models.ForeignKey(
        Volume, on_delete=models.CASCADE, related_name="divisions", db_index=False
    )
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    key = models.CharField(max_length=300)
    title = models.TextField()
    titles = models.JSONField(default=dict)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["volume", "key"], name="documents_division_key"),
        ]

    def __str__(self) -> str:
        return self.title
