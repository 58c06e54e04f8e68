"""Writes to accounts that allauth has no part in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from muniment.accounts.models import User
from muniment.accounts.owned import Obstacle, obstacles, registered
from muniment.audit.services import label_of, record
from muniment.mail.services import send


class ObstaclesRemain(Exception):
    """The account cannot be deleted as long as these things stand in the way."""

    def __init__(self, found: tuple[Obstacle, ...]) -> None:
        super().__init__(" ".join(obstacle.sentence for obstacle in found))
        self.obstacles = found


def delete_account(user: User, *, language: str) -> None:
    """Delete an account with all that goes with it, end its sessions, and confirm by mail.

    :raises ObstaclesRemain: something must be put right first; nothing has changed.
    """
    email = user.email
    with transaction.atomic():
        found = obstacles(user)
        if found:
            raise ObstaclesRemain(found)
        for things in registered():
            things.delete(user)
        for session in UserSession.objects.filter(user=user):
            session.end()
        record(
            "account.deleted",
            subject_kind="account",
            subject_id=user.pk,
            details={"by": label_of(user)},
        )
        user.delete()
        send(email, template="account/email/account_deleted", context={}, language=language)


def end_sessions(user: User, *, keep: str, only: int | None = None) -> int:
    """End one session of a user by its number, or all; never the one whose key is to be kept."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=keep)
    if only is not None:
        sessions = sessions.filter(pk=only)
    with transaction.atomic():
        ended = list(sessions)
        for session in ended:
            session.end()
    return len(ended)
