"""The open invitations of a group, and one of them as whoever was invited sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from muniment.groups import policies
from muniment.groups.models import Invitation
from muniment.groups.names import name_of
from muniment.groups.policies import Act, Somebody, membership_for
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.groups.services.inviting import find_invitation
from muniment.ui.markdown import readers_markdown
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that is open; `email` is "" for a link."""

    pk: int
    email: str
    invited_by: str
    created_at: datetime
    expires_at: datetime
    uses: int


@dataclass(frozen=True, slots=True)
class InvitationsScreen:
    """The open invitations of a group, newest first."""

    head: GroupHead
    invitations: tuple[InvitationLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class InvitedScreen:
    """What somebody is invited to."""

    group: str
    description: SafeString
    invited_by: str
    members: int
    identifier: str
    is_member: bool


def invitations_screen(identifier: str, page: str, *, viewer: Somebody) -> InvitationsScreen:
    """Read the invitations that still let somebody in. Three queries.

    :raises GroupNotFound: there is none that the viewer is in now.
    :raises NotYourRole: a plain member asks.
    :raises PageNotFound: there is no such page.
    """
    mine = membership_for(viewer, identifier)
    policies.check(mine.role, Act.INVITE)
    found = Invitation.objects.open().filter(group=mine.group)
    paging = Paging.of(page, total=found.count(), size=PAGE_SIZE)
    rows = found.select_related("invited_by").order_by("-pk")[paging.start : paging.stop]
    return InvitationsScreen(
        head=head_of(mine), invitations=tuple(_line(row) for row in rows), paging=paging
    )


def invited_screen(secret: str, *, viewer: Somebody) -> InvitedScreen:
    """Read what a secret invites to. At most four queries.

    :raises InvitationNotFound: to nothing.
    """
    invitation = find_invitation(secret, account_id=viewer.account_id)
    members = invitation.group.memberships
    return InvitedScreen(
        group=invitation.group.name,
        description=readers_markdown(invitation.group.description),
        invited_by=name_of(invitation.invited_by),
        members=members.count(),
        identifier=invitation.group.identifier,
        is_member=members.filter(account=viewer.account_id or 0).exists(),
    )


def _line(row: Invitation) -> InvitationLine:
    return InvitationLine(
        pk=row.pk,
        email=row.email,
        invited_by=name_of(row.invited_by),
        created_at=row.created_at,
        expires_at=row.expires_at,
        uses=row.uses,
    )
