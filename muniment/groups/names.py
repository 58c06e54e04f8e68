"""How members are called before each other."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext


def name_of(account: AbstractBaseUser | None) -> str:
    """Name an account as others may see it: never by the whole e-mail address."""
    if account is None:
        return gettext("a former reader")
    name: str = getattr(account, "name", "")
    return name or str(account.get_username()).partition("@")[0]


def account_name(account_id: int) -> str:
    """Name an account by its number. One query."""
    return name_of(get_user_model().objects.filter(pk=account_id).first())
