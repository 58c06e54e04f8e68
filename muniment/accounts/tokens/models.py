"""Access tokens; of the secret itself only a digest is kept."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """Reads of tokens that chain."""

    def valid(self) -> Self:
        """Keep those that open something now."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), account__is_active=True)


class AccessToken(models.Model):
    """A key to the programmes' addresses of the archive, in the name of one account.

    `prefix` is the beginning of the secret, by which its owner tells it from others.
    """

    class Scope(models.TextChoices):
        """What a token lets its bearer do."""

        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_tokens"
    )
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret
    prefix = models.CharField(max_length=12)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, default=None)  # no closer than the day
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, default=None)

    objects: ClassVar[AccessTokenQuerySet] = AccessTokenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @property
    def may_write(self) -> bool:
        """Tell whether the bearer may change anything."""
        return self.scope == self.Scope.WRITE

    @property
    def is_expired(self) -> bool:
        """Tell whether its time is over."""
        return self.expires_at <= timezone.now()
