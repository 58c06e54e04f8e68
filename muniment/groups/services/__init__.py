"""Writes: everything that is done with a group."""

from muniment.groups.services.founding import change, close, create, reopen
from muniment.groups.services.inviting import (
    accept,
    find_invitation,
    invite_by_email,
    make_link,
    withdraw,
)
from muniment.groups.services.members import hand_over, leave, remove, set_role
from muniment.groups.services.noting import note_event

__all__ = [
    "accept",
    "change",
    "close",
    "create",
    "find_invitation",
    "hand_over",
    "invite_by_email",
    "leave",
    "make_link",
    "note_event",
    "remove",
    "reopen",
    "set_role",
    "withdraw",
]
