"""Who may do what in a group: a table of acts and roles.

Whoever is not in a group now is told that there is none; nobody is in a group that was closed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muniment.groups.errors import GroupNotFound, NotYourRole
from muniment.groups.models import Group, Membership, Role


class Somebody(Protocol):
    """Whoever looks, as far as groups need to know him: `access.viewer.Viewer` is one."""

    @property
    def account_id(self) -> int | None:
        """Give the account, None for a visitor."""


class Act(StrEnum):
    """What is done in a group."""

    READ = "read"
    LEAVE = "leave"
    INVITE = "invite"  # and withdraw invitations
    CHANGE = "change"  # name and description
    MODERATE = "moderate"  # what others said
    REMOVE_MEMBER = "remove a member"
    REMOVE_MODERATOR = "remove a moderator"
    SET_ROLE = "set a role"
    HAND_OVER = "hand over"
    CLOSE = "close"


_OWNER = frozenset({Role.OWNER})
_RUN_IT = frozenset({Role.OWNER, Role.MODERATOR})
_OTHERS = frozenset({Role.MODERATOR, Role.MEMBER})
_ALL = frozenset(Role)

RULES: dict[Act, frozenset[Role]] = {
    Act.READ: _ALL,
    Act.LEAVE: _OTHERS,
    Act.INVITE: _RUN_IT,
    Act.CHANGE: _RUN_IT,
    Act.MODERATE: _RUN_IT,
    Act.REMOVE_MEMBER: _RUN_IT,
    Act.REMOVE_MODERATOR: _OWNER,
    Act.SET_ROLE: _OWNER,
    Act.HAND_OVER: _OWNER,
    Act.CLOSE: _OWNER,
}

_SENTENCES: dict[frozenset[Role], Promise] = {
    _OWNER: _("Only the owner of the group may do this."),
    _RUN_IT: _("Only the owner and the moderators of the group may do this."),
    _OTHERS: _("The owner cannot leave the group: hand it over first, or close it."),
}


def may(role: str, act: Act) -> bool:
    """Tell whether a member of this role may do this."""
    return role in RULES[act]


def check(role: str, act: Act) -> None:
    """Let a member do this.

    :raises NotYourRole: his role does not allow it.
    """
    if not may(role, act):
        raise NotYourRole(str(_SENTENCES[RULES[act]]))


def membership_for(viewer: Somebody, identifier: str) -> Membership:
    """Give the viewer's place in a group, with the group. One query.

    :raises GroupNotFound: no such group, or none that he is in now.
    """
    if viewer.account_id is None:
        raise GroupNotFound
    mine = Membership.objects.filter(account=viewer.account_id, group__closed_at=None)
    found = mine.filter(group__identifier=identifier).select_related("group").first()
    if found is None:
        raise GroupNotFound
    return found


def group_for(viewer: Somebody, identifier: str) -> Group:
    """Give a group that the viewer is in now. One query.

    :raises GroupNotFound: there is none.
    """
    return membership_for(viewer, identifier).group


def role_of(viewer: Somebody, group: Group) -> Role | None:
    """Give the viewer's role in a group, None where he has none now. One query."""
    if viewer.account_id is None:
        return None
    mine = Membership.objects.filter(account=viewer.account_id, group=group, group__closed_at=None)
    role = mine.values_list("role", flat=True).first()
    return Role(role) if role else None


def removal_act(role: str) -> Act:
    """Say what it is to remove somebody of this role."""
    return Act.REMOVE_MEMBER if role == Role.MEMBER else Act.REMOVE_MODERATOR
