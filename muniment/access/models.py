"""Scopes: the tree along which access is inherited."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How far a scope is open. Whatever is not OPEN is kept and, for now, shown to nobody."""

    OPEN = "open", _("Open")
    FREE = "free", _("Free to read")
    REGISTERED = "registered", _("For registered readers")
    SUBSCRIBER = "subscriber", _("For subscribers")
    INSTITUTION = "institution", _("For readers of an institution")
    RESTRICTED = "restricted", _("Restricted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Scope(models.Model):
    """A part of the holdings to which one rule applies.

    Documents, volumes, units and people refer to a scope, never the other way round.
    """

    key = models.CharField(max_length=300, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.CharField(max_length=20, choices=Level.choices)

    def __str__(self) -> str:
        return f"{self.key} ({self.level})"


class ScopeToken(models.Model):
    """A token that opens a scope to whoever holds it."""

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "token"], name="access_scopetoken_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["token", "scope"], name="access_token_scope")]

    def __str__(self) -> str:
        return self.token
