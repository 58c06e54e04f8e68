"""Erase for good what was deleted long ago."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from muniment.annotations.models import KEPT_DELETED, Annotation, AnnotationQuerySet, Reply

NO_WORDS: dict[str, Any] = {"body": "", "tags": [], "source": None}
"""What is left of a note that keeps its place for the answers to it."""


def sweep_away(now: datetime) -> None:
    """Erase notes and replies deleted thirty days ago; a note that was answered keeps its place."""
    before = now - KEPT_DELETED
    Reply.objects.filter(deleted_at__lt=before).delete()
    erase(Annotation.objects.filter(deleted_at__lt=before))


def erase(notes: AnnotationQuerySet) -> None:
    """Erase notes: altogether where nobody else has answered, else their words."""
    answers = Reply.objects.kept().by_others().filter(annotation=OuterRef("pk"))
    notes.filter(~Exists(answers)).delete()
    notes.update(**NO_WORDS)
