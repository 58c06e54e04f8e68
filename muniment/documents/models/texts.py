"""Texts and their versions: one compact row each, with narrow tables at its side."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muniment.documents.models.document import Document, Surface
from muniment.people.models import Person


class Text(models.Model):
    """One credited text of a document. `credits`: [[name, role]]."""

    class Kind(models.TextChoices):
        """What the text is to its document."""

        TRANSCRIPTION = "TRANSCRIPTION", _("Transcription")
        TRANSLATION = "TRANSLATION", _("Translation")

    class Origin(models.TextChoices):
        """How the text came about."""

        EDITED = "EDITED", _("Edited")
        MACHINE_READ = "MACHINE_READ", _("Machine-read, uncorrected")
        MACHINE_TRANSLATED = "MACHINE_TRANSLATED", _("Machine-translated")

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="texts", db_index=False
    )
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.EDITED)
    language = models.CharField(max_length=40, blank=True)
    title = models.TextField(blank=True)
    credits = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()
    current = models.ForeignKey(
        "documents.TextVersion", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "key"], name="documents_text_key"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.key}"


class TextVersion(models.Model):
    """A version of a text; never changed once written.

    `tree` is `core.text.model.tree_as_row` as JSON in UTF-8; `sha256` is over the canonical
    string, `digest` over all that makes a version (plain, marks, policy), `length` in code points.
    """

    text = models.ForeignKey(
        Text, on_delete=models.CASCADE, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    tree = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    length = models.PositiveIntegerField()
    blocks = models.PositiveIntegerField()
    notes = models.PositiveIntegerField()
    policy = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=40)  # first, corrected, parser
    parser = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "number"], name="documents_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} v{self.number}"


class PageBreak(models.Model):
    """Where a surface begins inside a version (see `core.text.model.PageBreak`)."""

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="page_breaks")
    sequence = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=200, blank=True)
    surface = models.ForeignKey(
        Surface, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    flow = models.CharField(max_length=200, blank=True)
    leaf = models.CharField(max_length=200, blank=True)
    offset = models.PositiveIntegerField()
    is_implied = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["sequence"]

    def __str__(self) -> str:
        return self.label


class Name(models.Model):
    """A name marked in a version's leaf; `key` is the source's id, resolved or not."""

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="names")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    type = models.CharField(max_length=20)
    key = models.TextField(blank=True)
    leaf = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key


class Line(models.Model):
    """A line of a machine-read page: a span of a leaf and its polygon, [[x, y], …] in pixels."""

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="lines")
    surface = models.ForeignKey(Surface, on_delete=models.CASCADE, related_name="+")
    leaf = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    polygon = models.JSONField()

    def __str__(self) -> str:
        return f"{self.leaf}:{self.start}-{self.end}"


class Rendering(models.Model):
    """The HTML of a version, made by `rendering`; a cache that can be made again at any time."""

    version = models.OneToOneField(
        TextVersion, on_delete=models.CASCADE, primary_key=True, related_name="rendering"
    )
    renderer = models.CharField(max_length=20)
    body = models.TextField()
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.version_id} by {self.renderer}"
