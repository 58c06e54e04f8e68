"""The members of a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf

from muniment.groups.errors import MemberNotFound
from muniment.groups.models import Membership, Role
from muniment.groups.names import name_of
from muniment.groups.policies import Act, Somebody, may, membership_for, removal_act
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.ui.paging import Paging

PAGE_SIZE = 50
_RANKS = {Role.OWNER: 0, Role.MODERATOR: 1, Role.MEMBER: 2}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member; `may_be_changed` is what the viewer may do."""

    pk: int
    name: str
    role: str
    role_label: str
    joined_at: datetime
    is_viewer: bool
    may_be_changed: bool


@dataclass(frozen=True, slots=True)
class MembersScreen:
    """The members of a group, all or those of a name."""

    head: GroupHead
    members: tuple[MemberLine, ...]
    asked: str
    paging: Paging


@dataclass(frozen=True, slots=True)
class MemberScreen:
    """One member, and what the viewer may do about him."""

    head: GroupHead
    member: MemberLine
    roles: tuple[tuple[str, str], ...]  # those to choose from, none where they may not be set
    may_hand_over: bool
    may_remove: bool


def members_screen(identifier: str, asked: str, page: str, *, viewer: Somebody) -> MembersScreen:
    """Read the members, the owner first, then moderators, then by name. Three queries.

    :raises GroupNotFound: there is none that the viewer is in now.
    :raises PageNotFound: there is no such page.
    """
    mine = membership_for(viewer, identifier)
    asked = " ".join(asked.replace("\0", "").split())[:100]
    found = Membership.objects.filter(group=mine.group)
    if asked:
        found = found.filter(_named(asked))
    paging = Paging.of(page, total=found.count(), size=PAGE_SIZE)
    rank = Case(
        *(When(role=role, then=Value(rank)) for role, rank in _RANKS.items()),
        output_field=IntegerField(),
    )
    named = Lower(Coalesce(NullIf("account__name", Value("")), "account__email"))
    rows = found.select_related("account").order_by(rank, named, "pk")
    return MembersScreen(
        head=head_of(mine),
        members=tuple(_line(row, mine) for row in rows[paging.start : paging.stop]),
        asked=asked,
        paging=paging,
    )


def _named(asked: str) -> Q:
    """Look for a part of a name; not every database knows all capitals."""
    found = Q()
    for spelled in {asked, asked.lower(), asked.title(), asked.upper()}:
        found |= Q(account__name__icontains=spelled)
    return found


def member_screen(identifier: str, pk: int, *, viewer: Somebody) -> MemberScreen:
    """Read one member and what the viewer may do about him. Two queries.

    :raises GroupNotFound: there is none that the viewer is in now.
    :raises MemberNotFound: nobody in the group is known by this number.
    """
    mine = membership_for(viewer, identifier)
    member = member_of(mine, pk)
    is_other = member.pk != mine.pk and member.role != Role.OWNER
    roles = tuple((role.value, str(role.label)) for role in (Role.MEMBER, Role.MODERATOR))
    return MemberScreen(
        head=head_of(mine),
        member=_line(member, mine),
        roles=roles if is_other and may(mine.role, Act.SET_ROLE) else (),
        may_hand_over=is_other and may(mine.role, Act.HAND_OVER),
        may_remove=is_other and may(mine.role, removal_act(member.role)),
    )


def member_of(mine: Membership, pk: int) -> Membership:
    """Give a member of one's own group. One query.

    :raises MemberNotFound: nobody in the group is known by this number.
    """
    members = Membership.objects.filter(pk=pk, group=mine.group)
    found = members.select_related("account", "group").first()
    if found is None:
        raise MemberNotFound
    return found


def _line(row: Membership, mine: Membership) -> MemberLine:
    may_be_changed = row.role != Role.OWNER and may(mine.role, removal_act(row.role))
    return MemberLine(
        pk=row.pk,
        name=name_of(row.account),
        role=row.role,
        role_label=str(Role(row.role).label),
        joined_at=row.joined_at,
        is_viewer=row.pk == mine.pk,
        may_be_changed=may_be_changed and row.pk != mine.pk,
    )
