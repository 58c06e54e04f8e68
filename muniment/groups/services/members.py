"""Give roles, hand over, leave, remove."""

from __future__ import annotations

from django.db import transaction

from muniment.audit.services import record
from muniment.groups import leaving, policies
from muniment.groups.errors import MemberNotFound, NotYourRole, OwnerStays
from muniment.groups.models import Membership, Removal, Role
from muniment.groups.policies import Act
from muniment.groups.services.founding import address
from muniment.groups.services.inviting import withdraw_links
from muniment.groups.services.noting import note_event
from muniment.notices import services as notices


def set_role(mine: Membership, member: Membership, role: str) -> None:
    """Make a member a moderator, or a moderator a member again.

    :raises NotYourRole: somebody else than the owner asks.
    :raises OwnerStays: it is the owner's own role, or would make a second owner.
    :raises MemberNotFound: the member has left meanwhile.
    """
    policies.check(mine.role, Act.SET_ROLE)
    if member.role == Role.OWNER or role not in (Role.MODERATOR, Role.MEMBER):
        raise OwnerStays
    if member.role == role:
        return
    with transaction.atomic():
        others = Membership.objects.filter(pk=member.pk)
        if not others.exclude(role=Role.OWNER).update(role=role):
            raise OwnerStays if others.exists() else MemberNotFound
        member.role = role
        if role == Role.MEMBER:
            withdraw_links(member)
        _tell(member, "group.role", role=role)
        _note(mine, f"member.became_{role}", member)
        _record("group.role_set", mine, member=member.account_id, role=str(role))


def hand_over(mine: Membership, member: Membership) -> None:
    """Make another member the owner; the owner before becomes a moderator.

    :raises NotYourRole: somebody else than the owner asks.
    :raises MemberNotFound: the member has left meanwhile.
    """
    policies.check(mine.role, Act.HAND_OVER)
    if member.pk == mine.pk:
        return
    with transaction.atomic():
        held = Membership.objects.filter(pk=mine.pk, role=Role.OWNER)
        if not held.update(role=Role.MODERATOR):  # handed over already, in another window
            policies.check(Role.MODERATOR, Act.HAND_OVER)
        if not Membership.objects.filter(pk=member.pk).update(role=Role.OWNER):
            raise MemberNotFound
        _tell(member, "group.handed_over")
        _note(mine, "member.became_owner", member)
        _record("group.handed_over", mine, member=member.account_id)


def remove(mine: Membership, member: Membership) -> None:
    """Take somebody out of the group; he comes back only by an invitation made after this.

    :raises NotYourRole: a moderator removes members only, a member nobody.
    :raises OwnerStays: it is the owner.
    """
    policies.check(mine.role, policies.removal_act(member.role))
    if member.role == Role.OWNER:
        raise OwnerStays
    with transaction.atomic():
        _go(member)
        Removal.objects.update_or_create(group=mine.group, account_id=member.account_id)
        notices.tell([member.account_id], "group.removed", facts={"group": mine.group.name})
        _note(mine, "member.removed", member)
        _record("group.member_removed", mine, member=member.account_id)


def leave(mine: Membership) -> None:
    """Leave a group; what one has written oneself stays one's own.

    :raises NotYourRole: the owner cannot leave before he has handed over.
    """
    policies.check(mine.role, Act.LEAVE)
    with transaction.atomic():
        _go(mine)
        note_event(mine.group, actor_id=mine.account_id, kind="member.left")


def _go(member: Membership) -> None:
    """Delete a place in a group, unless it has become the owner's meanwhile."""
    gone, _ = Membership.objects.filter(pk=member.pk).exclude(role=Role.OWNER).delete()
    if not gone and Membership.objects.filter(pk=member.pk).exists():
        raise NotYourRole(str(OwnerStays()))
    withdraw_links(member)
    leaving.take_away(member.group_id, account_id=member.account_id)
    notices.recheck([member.account_id])


def _tell(member: Membership, kind: str, **facts: str) -> None:
    group = member.group
    told = {"group": group.name, "identifier": group.identifier, **facts}
    notices.tell([member.account_id], kind, facts=told, href=address(group))


def _note(mine: Membership, kind: str, member: Membership) -> None:
    note_event(mine.group, actor_id=mine.account_id, kind=kind, member_id=member.account_id)


def _record(action: str, mine: Membership, **details: int | str) -> None:
    record(
        action,
        actor=mine.account,
        subject_kind="group",
        subject_id=mine.group.identifier,
        details=details,
    )
