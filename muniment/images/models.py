"""An image master and what became of it."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

from muniment.core.identifiers import ALPHABET

IDENTIFIER_LENGTH = 12  # 29 ** 12 of them: closed images cannot be found by guessing


def new_identifier() -> str:
    """Mint the short opaque id by which IIIF addresses name an image."""
    return "".join(secrets.choice(ALPHABET) for _ in range(IDENTIFIER_LENGTH))


class ImageState(models.TextChoices):
    """Whether an image can be shown."""

    WAITING = "WAITING", "Waiting"
    READY = "READY", "Ready"
    FAILED = "FAILED", "Failed"


class Image(models.Model):
    """One master, kept untouched. Width and height are as shown, the rotation tag applied."""

    identifier = models.CharField(
        max_length=IDENTIFIER_LENGTH, unique=True, default=new_identifier, editable=False
    )
    sha256 = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=40)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=7, choices=ImageState.choices, default=ImageState.WAITING, db_index=True
    )
    reason = models.TextField(blank=True, default="")  # why it FAILED, and the cure
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.identifier} ({self.file_name})"
