"""Write down what changes how somebody logs in; allauth tells by its signals."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.dispatch import Signal

from muniment.audit.services import record

_ACTS: tuple[tuple[Signal, str], ...] = (
    (account.user_signed_up, "account.registered"),
    (account.password_changed, "account.password_changed"),
    (account.password_set, "account.password_set"),
    (account.password_reset, "account.password_reset"),
    (account.email_changed, "account.email_changed"),
    (mfa.authenticator_added, "account.second_step_added"),
    (mfa.authenticator_removed, "account.second_step_removed"),
    (mfa.authenticator_reset, "account.recovery_codes_renewed"),
)


def connect() -> None:
    """Listen to all acts that are written down."""
    for signal, action in _ACTS:
        signal.connect(_listener(action), dispatch_uid=f"muniment.{action}", weak=False)


def _listener(action: str) -> Any:
    def write(user: Any, **told: Any) -> None:
        authenticator = told.get("authenticator")
        details = {"type": str(authenticator.type)} if authenticator else {}
        record(action, actor=user, subject_kind="account", subject_id=user.pk, details=details)

    return write
