"""Work on accounts that is done in the background."""

from __future__ import annotations

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from muniment.accounts.models import PendingIntent
from muniment.accounts.tokens.services import forget_old_tokens
from muniment.jobs.daily import daily


@daily("accounts.forget_expired")
def forget_expired() -> None:
    """Delete sessions that have ended, with their addresses, old tokens and forms that wait."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    alive = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
    PendingIntent.objects.expired().delete()
    forget_old_tokens()
