"""Where the originals lie: repositories and their archival hierarchy; and collections.

`titles` and `descriptions` hold the same words in other languages: {"ru": "…"}.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from muniment.access.models import Scope
from muniment.access.querysets import ScopedQuerySet
from muniment.documents.models.package import Package


class Repository(models.Model):
    """A holding institution; the root of an archival hierarchy."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300, unique=True)
    names = models.JSONField(default=dict)
    abbreviation = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name_plural = "repositories"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(ScopedQuerySet["Unit"]):
    """Archival units as screens ask for them."""

    def with_place(self) -> models.QuerySet[Any]:
        """Add `place`, by which a unit is known in the whole archive: "state-archive/f-17"."""
        place = Concat("repository__slug", Value("/"), "slug", output_field=models.CharField())
        return self.annotate(place=place)


class Unit(models.Model):
    """A node of an archival hierarchy (ISAD(G) 3.1): fonds, series, file.

    `path` is the slash-separated list of positions from the root ("0001/0003"), so that a
    subtree is a prefix and sorting by it is the order of the finding aid.
    """

    repository = models.ForeignKey(Repository, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="units")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=300)
    slug = models.SlugField(max_length=120)
    level = models.CharField(max_length=40)
    title = models.TextField()
    titles = models.JSONField(default=dict)
    reference_code = models.CharField(max_length=300, blank=True)
    date_edtf = models.CharField(max_length=60, blank=True)
    date_earliest = models.DateField(null=True)
    date_latest = models.DateField(null=True)
    date_wording = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    scope_note = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    containers = models.TextField(blank=True)
    digital_objects = models.JSONField(default=list)
    path = models.TextField()
    depth = models.PositiveSmallIntegerField()

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["repository", "slug"], name="documents_unit_slug"),
            models.UniqueConstraint(fields=["package", "key"], name="documents_unit_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["repository", "path"], name="documents_unit_path"),
            models.Index(fields=["parent", "path"], name="documents_unit_children"),
        ]

    def __str__(self) -> str:
        return self.reference_code or self.title


class CollectionQuerySet(ScopedQuerySet["Collection"]):
    """Collections as screens ask for them."""


class Collection(models.Model):
    """A named part of the site's holdings that its owner presents and to which terms apply."""

    slug = models.SlugField(max_length=80, unique=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    titles = models.JSONField(default=dict)
    description = models.TextField(blank=True)
    descriptions = models.JSONField(default=dict)
    volumes = models.ManyToManyField("documents.Volume", related_name="collections")
    units = models.ManyToManyField(Unit, related_name="collections")

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title
