"""Make tokens, find them again by their secret, and revoke them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from muniment.accounts.models import User
from muniment.accounts.tokens.models import AccessToken
from muniment.audit.services import record

MARK = "mun_"
"""Begins every secret, so that people and scanners of leaked secrets know it for what it is."""

SECRET_BYTES = 32
LONGEST_SECRET = 100
MOST_TOKENS = 50
DAYS = (30, 90, 365)


class TooManyTokens(ValueError):
    """An account has as many valid tokens as it may have."""

    def __init__(self) -> None:
        said = gettext("You have %(most)s tokens. Revoke one that you no longer use.")
        super().__init__(said % {"most": MOST_TOKENS})


def make_token(account: User, *, name: str, scope: str, days: int) -> tuple[AccessToken, str]:
    """Make a token; the secret is given this once and is kept nowhere.

    :raises TooManyTokens: the account has its fill.
    """
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        if AccessToken.objects.valid().filter(account=account).count() >= MOST_TOKENS:
            raise TooManyTokens
        token = AccessToken.objects.create(
            account=account,
            name=name,
            digest=_digest(secret),
            prefix=secret[:12],
            scope=scope,
            expires_at=timezone.now() + timedelta(days=days),
        )
        _write_down("account.token_made", token, account)
    return token, secret


def find_token(secret: str) -> AccessToken | None:
    """Find a valid token with its account, and note the day on which it was used."""
    if not secret.startswith(MARK) or len(secret) > LONGEST_SECRET:
        return None
    valid = AccessToken.objects.valid().select_related("account")
    found = valid.filter(digest=_digest(secret)).first()
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if found and (found.last_used_at is None or found.last_used_at < today):
        AccessToken.objects.filter(pk=found.pk).update(last_used_at=today)
    return found


def revoke_token(account: User, pk: int) -> bool:
    """Let a token open nothing any more; False where the account has no such valid token."""
    mine = AccessToken.objects.select_for_update().filter(account=account, revoked_at=None, pk=pk)
    with transaction.atomic():
        token = mine.first()
        if token is None:
            return False
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        _write_down("account.token_revoked", token, account)
    return True


def forget_old_tokens(*, days: int = 90) -> None:
    """Delete what has opened nothing for a while."""
    since = timezone.now() - timedelta(days=days)
    AccessToken.objects.filter(expires_at__lt=since).delete()
    AccessToken.objects.filter(revoked_at__lt=since).delete()


def _write_down(action: str, token: AccessToken, account: User) -> None:
    details = {"token": token.prefix, "scope": token.scope}
    record(action, actor=account, subject_kind="account", subject_id=account.pk, details=details)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
