"""Mails that are still to be sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """A mail ready to be handed over. Once it is, its row goes: mails carry secret links."""

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="", blank=True)
    given_up_at = models.DateTimeField(null=True, default=None)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
