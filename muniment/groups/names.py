"""How readers are called before each other."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext


def name_of(account: AbstractBaseUser | None, *, before_everyone: bool = False) -> str:
    """Name an account as others may see it: never by the whole e-mail address.

    Members of a group, who must know each other, see its beginning where there is no name;
    everyone sees nothing of it.
    """
    if account is None:
        return gettext("a former reader")
    name: str = getattr(account, "name", "")
    if before_everyone:
        return name or gettext("a reader")
    return name or str(account.get_username()).partition("@")[0]


def account_name(account_id: int, *, before_everyone: bool = False) -> str:
    """Name an account by its number. One query."""
    account = get_user_model().objects.filter(pk=account_id).first()
    return name_of(account, before_everyone=before_everyone)
