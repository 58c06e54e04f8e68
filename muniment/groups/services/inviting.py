"""Invite, withdraw invitations, accept them.

A secret is 256 bits from the system's generator; only its SHA-256 is kept, so that nobody who
reads the database can use an invitation.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from muniment.groups import policies
from muniment.groups.errors import BadAddress, InvitationNotFound, NoAddress, TooManyInvitations
from muniment.groups.models import Group, Invitation, Membership, Removal
from muniment.groups.names import name_of
from muniment.groups.policies import Act
from muniment.groups.services.founding import address
from muniment.groups.services.noting import note_event
from muniment.mail.services import send
from muniment.notices import services as notices

DAYS = (7, 30)
A_DAY = timedelta(days=1)
MOST_A_DAY = 30
SECRET_BYTES = 32
LONGEST_SECRET = 100

AddressOf = Callable[[str], str]
"""Makes the whole address that accepts an invitation of its secret."""


def invite_by_email(
    mine: Membership, text: str, *, days: int, address_of: AddressOf, language: str
) -> list[str]:
    """Mail an invitation that works once to each address in a text; give the addresses.

    :raises NotYourRole: a plain member asks.
    :raises Refused: no address, something that is none, or too many for today; nothing is sent.
    """
    policies.check(mine.role, Act.INVITE)
    addresses = _addresses(text)
    with transaction.atomic():
        _check_limit(mine, len(addresses))
        for email in addresses:
            secret = _make(mine, days=days, email=email)
            context = {
                "who": name_of(mine.account),
                "group": mine.group.name,
                "address": address_of(secret),
                "days": days,
            }
            send(email, template="groups/mail/invitation", context=context, language=language)
    return addresses


def make_link(mine: Membership, *, days: int) -> str:
    """Make an invitation for whoever is given its secret, which is returned this once.

    :raises NotYourRole: a plain member asks.
    :raises TooManyInvitations: enough for today.
    """
    policies.check(mine.role, Act.INVITE)
    with transaction.atomic():
        _check_limit(mine, 1)
        return _make(mine, days=days)


def withdraw(mine: Membership, pk: int) -> None:
    """Make an invitation worthless.

    :raises NotYourRole: a plain member asks.
    :raises InvitationNotFound: the group has no such open invitation.
    """
    policies.check(mine.role, Act.INVITE)
    open_ones = Invitation.objects.open().filter(pk=pk, group=mine.group)
    if not open_ones.update(withdrawn_at=timezone.now()):
        raise InvitationNotFound


def withdraw_links(member: Membership) -> None:
    """Make the open links worthless that somebody made who may not invite any more."""
    made = Invitation.objects.open().filter(group=member.group_id, invited_by=member.account_id)
    made.filter(email="").update(withdrawn_at=timezone.now())


def find_invitation(secret: str, *, account_id: int | None) -> Invitation:
    """Find the invitation that a secret opens for an account, or a visitor. At most two queries.

    :raises InvitationNotFound: wrong, expired, withdrawn or used, its group was closed, or the
        account was removed after it was made: nobody is told which.
    """
    found = Invitation.objects.open().filter(secret_sha256=_digest(secret))
    invitation = found.select_related("group", "invited_by").first()
    if invitation is None:
        raise InvitationNotFound
    removed = Removal.objects.filter(group=invitation.group, account=account_id or 0)
    if account_id and removed.filter(at__gte=invitation.created_at).exists():
        raise InvitationNotFound
    return invitation


def accept(secret: str, account: AbstractBaseUser) -> Group:
    """Bring an account into the group of an invitation; who is in already stays as he is.

    :raises InvitationNotFound: the secret opens nothing for this account.
    """
    with transaction.atomic():
        invitation = find_invitation(secret, account_id=account.pk)
        group = invitation.group
        if group.memberships.filter(account=account.pk).exists():
            return group
        _use(invitation)
        _, is_new = Membership.objects.get_or_create(group=group, account_id=account.pk)
        if is_new:
            note_event(group, actor_id=account.pk, kind="member.joined")
            _tell_inviter(invitation, account)
    return group


def _use(invitation: Invitation) -> None:
    """Count a use; one that was mailed is used up by it, even where two arrive at once."""
    found = Invitation.objects.open().filter(pk=invitation.pk)
    used_at = {"used_at": timezone.now()} if invitation.email else {}
    if not found.update(uses=F("uses") + 1, **used_at):
        raise InvitationNotFound


def _tell_inviter(invitation: Invitation, account: AbstractBaseUser) -> None:
    group = invitation.group
    if invitation.invited_by_id is None:
        return
    facts = {
        "who": name_of(account),
        "who_id": account.pk,
        "group": group.name,
        "identifier": group.identifier,
    }
    notices.tell([invitation.invited_by_id], "group.joined", facts=facts, href=address(group))


def _addresses(text: str) -> list[str]:
    """Take e-mail addresses apart, each once, however it is capitalised."""
    found = {word.lower(): word for word in re.split(r"[\s,;]+", text) if word}
    if not found:
        raise NoAddress
    _validate(found.values())
    return list(found.values())


def _validate(words: Iterable[str]) -> None:
    for word in words:
        try:
            validate_email(word)
        except ValidationError:
            raise BadAddress(word) from None


def _check_limit(mine: Membership, asked: int) -> None:
    get_user_model().objects.select_for_update().get(pk=mine.account_id)  # one asks at a time
    recent = Invitation.objects.filter(created_at__gt=timezone.now() - A_DAY)
    left = max(0, MOST_A_DAY - recent.filter(invited_by=mine.account_id).count())
    if asked > left:
        raise TooManyInvitations(MOST_A_DAY, left)


def _make(mine: Membership, *, days: int, email: str = "") -> str:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Invitation.objects.create(
        group=mine.group,
        secret_sha256=_digest(secret),
        email=email,
        invited_by_id=mine.account_id,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return secret


def _digest(secret: str) -> str:
    return hashlib.sha256(secret[:LONGEST_SECRET].encode()).hexdigest()
