"""Chainable reads of accounts, and how accounts are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from muniment.accounts.models import User


class UserQuerySet(models.QuerySet["User"]):
    """Reads of users that chain."""

    def active(self) -> UserQuerySet:
        """Keep those who may sign in."""
        return self.filter(is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Make users, who are known by their e-mail address."""

    def create_user(
        self, email: str, *, password: str | None = None, name: str = "", **fields: bool
    ) -> User:
        """Store a new user; without a password nobody can sign in as this user yet."""
        if not email.strip():
            raise ValueError("A user needs an e-mail address.")
        user: User = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, *, password: str | None = None, name: str = "") -> User:
        """Store a new user who may do everything; whoever calls this vouches for the address."""
        from allauth.account.models import EmailAddress

        with transaction.atomic():
            user = self.create_user(
                email, password=password, name=name, is_staff=True, is_superuser=True
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


class PendingIntentQuerySet(models.QuerySet[Any]):
    """Reads of what waits for somebody to log in."""

    def fresh(self) -> Self:
        """Keep what has not expired."""
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> Self:
        """Keep what nobody has come back for."""
        return self.filter(expires_at__lte=timezone.now())
