"""The audit log."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from muniment.audit.querysets import AuditQuerySet, EntryIsFinal


class AuditEntry(models.Model):
    """One act. `actor_label` stays when the actor's account is gone."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_label = models.CharField(max_length=300)
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=50, blank=True, default="")
    subject_id = models.CharField(max_length=100, blank=True, default="")
    details = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = AuditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_subject")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        :raises EntryIsFinal: it is there already.
        """
        if not self._state.adding:
            raise EntryIsFinal
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse.

        :raises EntryIsFinal: always.
        """
        raise EntryIsFinal
