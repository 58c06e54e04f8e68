"""Users of the archive, and what they wanted to do before they had logged in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from muniment.accounts.querysets import PendingIntentQuerySet, UserManager
from muniment.accounts.tokens.models import AccessToken

__all__ = ["AccessToken", "PendingIntent", "SharedMemory", "User"]

INTENT_DAYS = 7


class User(AbstractUser):
    """Somebody with an account, known by an e-mail address and one name as they write it."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_one_account_per_email",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name as its owner writes it."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name as its owner writes it."""
        return self.name


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=INTENT_DAYS)


class PendingIntent(models.Model):
    """A form that somebody sent without an account, kept until they have logged in.

    Whoever holds the token may have it carried out, once, as the account that claims it first;
    only the token's SHA-256 is stored. What was typed goes as soon as it is carried out.
    """

    token_digest = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=1000)
    query = models.CharField(max_length=2000, blank=True, default="")
    content_type = models.CharField(max_length=100)
    body = models.TextField(blank=True)
    back = models.CharField(max_length=2000)
    account = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=_expiry, db_index=True)
    done_at = models.DateTimeField(null=True, default=None)

    objects: ClassVar[PendingIntentQuerySet] = PendingIntentQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"POST {self.path}"


class SharedMemory(models.Model):
    """A row of Django's database cache, in which all processes count attempts to log in.

    The columns are those that `django.core.cache.backends.db` reads and writes.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_memory"

    def __str__(self) -> str:
        return self.cache_key
