"""Packages as they were handed over, and the files in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from muniment.access.models import Scope


class Package(models.Model):
    """What an editor handed over. The same identifier again is an update.

    `import_began_at` is set while an import writes; one that was killed leaves it behind.
    """

    identifier = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=500)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    rights = models.TextField(blank=True)
    licence_url = models.URLField(max_length=500, blank=True)
    imported_at = models.DateTimeField(null=True)
    import_began_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.identifier


class SourceFile(models.Model):
    """One file of a package; its bytes are kept under its SHA-256."""

    package = models.ForeignKey(
        Package, on_delete=models.CASCADE, related_name="files", db_index=False
    )
    path = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["package", "path"], name="documents_file_once_a_package"
            ),
        ]

    def __str__(self) -> str:
        return self.path
