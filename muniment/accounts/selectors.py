"""Reads of accounts, shaped for their screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from muniment.accounts.agents import describe_agent
from muniment.accounts.models import User


@dataclass(frozen=True, slots=True)
class AccountScreen:
    """How somebody logs in."""

    has_password: bool
    has_app: bool
    has_passkey: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One browser in which somebody is logged in."""

    number: int
    agent: str
    address: str
    since: datetime
    is_current: bool


def account_screen(user: User) -> AccountScreen:
    """Read how this user logs in, in one query."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return AccountScreen(
        has_password=user.has_usable_password(),
        has_app=Authenticator.Type.TOTP in kinds,
        has_passkey=Authenticator.Type.WEBAUTHN in kinds,
    )


def open_sessions(user: User, *, current: str) -> tuple[OpenSession, ...]:
    """Read where this user is logged in, newest first; `current` is this browser's session key.

    Two queries. A session that began under another password is none any more.
    """
    known = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    keys = [session.session_key for session in known]
    stored = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    valid = user.get_session_auth_hash()
    alive = {
        each.session_key
        for each in stored
        if constant_time_compare(each.get_decoded().get(HASH_SESSION_KEY, ""), valid)
    }
    return tuple(
        OpenSession(
            number=session.pk,
            agent=describe_agent(session.user_agent),
            address=session.ip,
            since=session.created_at,
            is_current=session.session_key == current,
        )
        for session in known
        if session.session_key in alive
    )
