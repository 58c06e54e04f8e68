"""Documents, the surfaces that they stand on, and the people who made and received them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muniment.access.models import Scope
from muniment.access.querysets import ScopedQuerySet, open_scopes
from muniment.access.viewer import Viewer
from muniment.documents.models.archive import Unit
from muniment.documents.models.package import Package
from muniment.documents.models.volumes import Division, Volume
from muniment.images.models import Image
from muniment.people.models import Person


class MintedIdentifier(models.Model):
    """Every name ever minted, so that none is given twice."""

    name = models.CharField(max_length=32, primary_key=True)
    minted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(ScopedQuerySet["Document"]):
    """Documents as screens ask for them."""

    def visible_to(self, viewer: Viewer) -> DocumentQuerySet:
        """Keep what this viewer may see; a withdrawn document is seen by nobody."""
        return super().visible_to(viewer).filter(is_withdrawn=False)


class Document(models.Model):
    """What is read: a diary entry, a letter, a memorandum; or the text before, between and after.

    `titles` is {language: title} as the texts head themselves; `absences` is {pane: why}, with
    "image" or a kind of text as the pane. `source_characters` and the like are counted without
    white space.
    """

    class Kind(models.TextChoices):
        """What the document is in its volume or file."""

        ITEM = "ITEM", _("Document")
        FRONT = "FRONT", _("Front matter")
        DIVISION = "DIVISION", _("Introduction to a part")
        BACK = "BACK", _("Back matter")

    identifier = models.CharField(max_length=32, unique=True)
    package = models.ForeignKey(
        Package, on_delete=models.CASCADE, related_name="documents", db_index=False
    )
    key = models.CharField(max_length=300)
    xml_id = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=1000)
    source_sha256 = models.CharField(max_length=64, blank=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    is_withdrawn = models.BooleanField(default=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ITEM)
    type = models.CharField(max_length=60, blank=True)
    title = models.TextField()
    titles = models.JSONField(default=dict)
    description = models.TextField(blank=True)
    date_edtf = models.CharField(max_length=60, blank=True)
    date_earliest = models.DateField(null=True)
    date_latest = models.DateField(null=True)
    date_wording = models.TextField(blank=True)
    date_calendar = models.CharField(max_length=20, blank=True)
    volume = models.ForeignKey(
        Volume,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        db_index=False,
    )
    division = models.ForeignKey(
        Division, on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    volume_position = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        db_index=False,
    )
    unit_position = models.PositiveIntegerField(null=True)
    reference_code = models.CharField(max_length=300, blank=True)
    repository_name = models.CharField(max_length=300, blank=True)
    place = models.TextField(blank=True)
    physical_form = models.TextField(blank=True)
    also_published = models.TextField(blank=True)
    subjects = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    rights = models.TextField(blank=True)
    facts = models.JSONField(default=list)
    absences = models.JSONField(default=dict)
    byline = models.TextField(blank=True)  # authors, as lists show them
    source_characters = models.PositiveIntegerField(default=0)
    shown_characters = models.PositiveIntegerField(default=0)
    listed_characters = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # of all that the source says of it
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "key"], name="documents_document_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["volume", "volume_position"], name="documents_in_volume"),
            models.Index(fields=["unit", "unit_position"], name="documents_in_unit"),
            models.Index(fields=["date_earliest", "date_latest"], name="documents_by_date"),
            models.Index(fields=["-created_at"], name="documents_newest"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentPerson(models.Model):
    """Somebody who wrote, received or is named in a document.

    `wording` is how the source names him, `key` the id that it gives him; `person` is None
    where no register has that id.
    """

    class Role(models.TextChoices):
        """What the person is to the document."""

        AUTHOR = "AUTHOR", _("Author")
        RECIPIENT = "RECIPIENT", _("Recipient")
        NAMED = "NAMED", _("Named in the text")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="in_documents",
        db_index=False,
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    wording = models.TextField(blank=True)
    key = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [
            models.Index(fields=["person", "role", "document"], name="documents_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.wording} ({self.role})"


class Surface(models.Model):
    """One side of a leaf, with an image or without; documents that share a page share it."""

    package = models.ForeignKey(
        Package, on_delete=models.CASCADE, related_name="surfaces", db_index=False
    )
    key = models.CharField(max_length=300)
    label = models.CharField(max_length=200, blank=True)
    image = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "key"], name="documents_surface_key"),
        ]

    def __str__(self) -> str:
        return self.label or self.key


class DocumentSurfaceQuerySet(models.QuerySet["DocumentSurface"]):
    """Places of surfaces as screens ask for them."""

    def with_withheld(self, viewer: Viewer) -> DocumentSurfaceQuerySet:
        """Say of each place, as `is_withheld`, whether its image is not to be shown."""
        return self.annotate(is_withheld=_shares_with_closed(viewer))

    def shown_to(self, viewer: Viewer) -> DocumentSurfaceQuerySet:
        """Keep the places whose images are not withheld, visible documents or not."""
        return self.filter(~_shares_with_closed(viewer))


def _shares_with_closed(viewer: Viewer) -> models.Exists:
    """Tell whether a document that is closed to the viewer stands on the same surface."""
    on_it = DocumentSurface.objects.filter(surface=models.OuterRef("surface"))
    return models.Exists(on_it.exclude(document__scope_id__in=open_scopes(viewer)))


class DocumentSurface(models.Model):
    """A surface's place in a document."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="on_surfaces", db_index=False
    )
    surface = models.ForeignKey(Surface, on_delete=models.CASCADE, related_name="in_documents")
    position = models.PositiveSmallIntegerField()

    objects = DocumentSurfaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "position"], name="documents_surface_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.position}"
