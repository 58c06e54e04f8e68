"""Staff, of whom a password alone is not enough."""

from __future__ import annotations

from enum import Enum, auto

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondStep(Enum):
    """How far somebody has come in this session."""

    NOT_SET_UP = auto()
    APP_WAITS = auto()
    PASSKEY_WAITS = auto()
    GIVEN = auto()


def is_staff(request: HttpRequest) -> bool:
    """Tell whether one of the staff looks, however he has logged in; a visitor costs no query."""
    return bool(request.session.session_key) and bool(getattr(request.user, "is_staff", False))


def second_step_of(request: HttpRequest) -> SecondStep:
    """Say whether a second step was given in this session. One query.

    A session that was begun before the step was set up has never given it.
    """
    mine = Authenticator.objects.filter(user=request.user.pk, type__in=_STEPS)
    kinds = set(mine.values_list("type", flat=True))
    if not kinds:
        return SecondStep.NOT_SET_UP
    if any(each["method"] == "mfa" for each in get_authentication_records(request, request.user)):
        return SecondStep.GIVEN
    has_app = Authenticator.Type.TOTP in kinds
    return SecondStep.APP_WAITS if has_app else SecondStep.PASSKEY_WAITS
