"""Write down what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from muniment.audit.models import AuditEntry

SYSTEM = "system"
"""Who acts where no person does."""


def record(
    action: str,
    *,
    actor: Any = None,
    subject_kind: str = "",
    subject_id: str | int = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry in the transaction of the act itself. Actions read as `account.deleted`.

    `actor` is a user, or None where no person acts.
    """
    entry: AuditEntry = AuditEntry.objects.create(
        actor=actor,
        actor_label=label_of(actor),
        action=action,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        details=dict(details or {}),
    )
    return entry


def label_of(actor: AbstractBaseUser | None) -> str:
    """Name an actor for good.

    Staff answer for their acts by name; of a reader who has deleted the account no personal data
    must remain, so readers are known by a number.
    """
    if actor is None:
        return SYSTEM
    return str(actor) if getattr(actor, "is_staff", False) else f"account {actor.pk}"
