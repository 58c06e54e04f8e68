"""An invitation lets in whom it should, as long as it should, and nobody reads it from the data."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from muniment.groups import policies, services
from muniment.groups.errors import (
    BadAddress,
    InvitationNotFound,
    NoAddress,
    NotYourRole,
    TooManyInvitations,
)
from muniment.groups.models import Invitation, Role
from muniment.groups.services.inviting import MOST_A_DAY
from muniment.groups.tasks import sweep
from muniment.mail.models import OutgoingMail
from muniment.notices.models import Notice
from tests.groups.builders import World, reader, viewer_of


def mail_to(world: World, text: str) -> str:
    """Invite by e-mail, and give the secret of the last mail."""
    services.invite_by_email(
        world.place(world.owner),
        text,
        days=7,
        address_of=lambda secret: f"https://archive.example.org/join/{secret}/",
        language="en",
    )
    mail = OutgoingMail.objects.latest("pk")
    return mail.text.partition("/join/")[2].partition("/")[0]


@pytest.mark.parametrize("act", ["removed", "leaves", "made a member"])
def test_the_links_of_a_moderator_go_with_his_role(act: str, world: World) -> None:
    theirs = services.make_link(world.place(world.moderator), days=7)
    owners = services.make_link(world.place(world.owner), days=7)
    mine, moderator = world.place(world.owner), world.place(world.moderator)
    if act == "removed":
        services.remove(mine, moderator)
    elif act == "leaves":
        services.leave(moderator)
    else:
        services.set_role(mine, moderator, Role.MEMBER)
    with pytest.raises(InvitationNotFound):
        services.accept(theirs, world.stranger)
    assert services.accept(owners, world.stranger) == world.group


def test_a_link_lets_in_everyone_who_has_it(world: World) -> None:
    secret = services.make_link(world.place(world.moderator), days=7)
    for account in (world.stranger, world.former):
        assert services.accept(secret, account) == world.group
        assert policies.role_of(viewer_of(account), world.group) == Role.MEMBER
    assert Invitation.objects.get().uses == 2


def test_a_mailed_invitation_works_once(world: World) -> None:
    secret = mail_to(world, "stella@example.org")
    services.accept(secret, world.stranger)
    with pytest.raises(InvitationNotFound):
        services.accept(secret, world.former)
    assert Notice.objects.get(kind="group.joined").account == world.owner


def test_accepting_again_changes_nothing_and_uses_nothing_up(world: World) -> None:
    secret = mail_to(world, "olga@example.org")
    assert services.accept(secret, world.owner) == world.group
    assert world.place(world.owner).role == Role.OWNER
    assert Invitation.objects.get().uses == 0


def test_only_the_digest_of_a_secret_is_kept(world: World) -> None:
    secret = services.make_link(world.place(world.owner), days=7)
    kept = Invitation.objects.get()
    assert len(secret) >= 43  # 256 bits in base64
    assert kept.secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(Invitation.objects.values().get())


@pytest.mark.parametrize("days", [7, 30])
def test_an_invitation_expires(days: int, world: World) -> None:
    secret = services.make_link(world.place(world.owner), days=days)
    kept = Invitation.objects.get()
    assert abs(kept.expires_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationNotFound):
        services.accept(secret, world.stranger)


def test_a_withdrawn_invitation_lets_nobody_in(world: World) -> None:
    secret = services.make_link(world.place(world.owner), days=7)
    kept = Invitation.objects.get()
    services.withdraw(world.place(world.moderator), kept.pk)
    with pytest.raises(InvitationNotFound):
        services.accept(secret, world.stranger)
    with pytest.raises(InvitationNotFound):
        services.withdraw(world.place(world.moderator), kept.pk)


def test_nobody_withdraws_an_invitation_of_another_group(world: World) -> None:
    other = services.create("Other", by=world.stranger)
    services.make_link(world.place(world.owner), days=7)
    with pytest.raises(InvitationNotFound):
        services.withdraw(other.memberships.get(), Invitation.objects.get().pk)


def test_a_closed_group_lets_nobody_in(world: World) -> None:
    secret = services.make_link(world.place(world.owner), days=7)
    services.close(world.place(world.owner))
    with pytest.raises(InvitationNotFound):
        services.accept(secret, world.stranger)


@pytest.mark.parametrize("secret", ["", "x", "\0", "ы" * 200])
def test_a_wrong_secret_opens_nothing(secret: str, world: World) -> None:
    with pytest.raises(InvitationNotFound):
        services.accept(secret, world.stranger)


def test_whoever_was_removed_comes_back_only_by_a_newer_invitation(world: World) -> None:
    old = services.make_link(world.place(world.owner), days=7)
    services.remove(world.place(world.owner), world.place(world.member))
    with pytest.raises(InvitationNotFound):
        services.accept(old, world.member)
    services.accept(old, world.stranger)  # it still holds for others
    services.accept(services.make_link(world.place(world.owner), days=7), world.member)
    assert policies.role_of(viewer_of(world.member), world.group) == Role.MEMBER


def test_several_addresses_are_invited_each_once(world: World) -> None:
    mail_to(world, "a@example.org, B@example.org;\nb@example.org  ")
    assert list(Invitation.objects.values_list("email", flat=True).order_by("email")) == [
        "a@example.org",
        "b@example.org",
    ]
    mail = OutgoingMail.objects.latest("pk")
    assert "Olga Owner" in mail.text and "Readers of diaries" in mail.subject


def test_nothing_is_sent_where_one_address_is_wrong(world: World) -> None:
    with pytest.raises(BadAddress, match="not-an-address"):
        mail_to(world, "a@example.org not-an-address")
    with pytest.raises(NoAddress):
        mail_to(world, " , ")
    assert not OutgoingMail.objects.exists()


def test_one_account_invites_only_so_many_a_day(world: World) -> None:
    mail_to(world, " ".join(f"r{n}@example.org" for n in range(MOST_A_DAY - 1)))
    services.make_link(world.place(world.owner), days=7)
    with pytest.raises(TooManyInvitations):
        services.make_link(world.place(world.owner), days=7)
    other = services.create("Other", by=world.owner)
    with pytest.raises(TooManyInvitations):  # by account, whatever the group
        services.make_link(other.memberships.get(), days=7)
    services.make_link(world.place(world.moderator), days=7)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=1))
    services.make_link(world.place(world.owner), days=7)


def test_a_plain_member_invites_nobody(world: World) -> None:
    with pytest.raises(NotYourRole):
        services.make_link(world.place(world.member), days=7)


def test_lapsed_invitations_are_swept_away(world: World) -> None:
    services.make_link(world.place(world.owner), days=7)
    sweep()
    assert Invitation.objects.count() == 1
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    sweep()
    assert not Invitation.objects.exists()


def test_an_account_without_a_name_is_not_called_by_its_address(world: World) -> None:
    nameless = reader("nobody")
    nameless.name = ""
    nameless.save()
    services.accept(services.make_link(world.place(world.owner), days=7), nameless)
    assert Notice.objects.get(kind="group.joined").facts["who"] == "nobody"
