"""Readers, and a group that some of them are in."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from muniment.access.viewer import Viewer
from muniment.accounts.models import User
from muniment.groups import services
from muniment.groups.models import Group, Membership, Role

ROLES = ("visitor", "stranger", "former", "member", "moderator", "owner", "staff")
"""Everyone who may ask for an address of a group."""


@dataclass(frozen=True, slots=True)
class World:
    """A group and readers in every relation to it; `author` is one more plain member."""

    group: Group
    owner: User
    moderator: User
    member: User
    author: User
    former: User
    stranger: User
    staff: User

    def account(self, role: str) -> User | None:
        """Give somebody by what he is to the group, None for a visitor."""
        account: User | None = None if role == "visitor" else getattr(self, role)
        return account

    def place(self, account: User) -> Membership:
        """Give somebody's place in the group, as services take it."""
        return Membership.objects.select_related("group", "account").get(
            group=self.group, account=account
        )


def reader(name: str, *, is_staff: bool = False) -> User:
    """Make an account."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, name=name, is_staff=is_staff)


def join(group: Group, account: User, *, role: Role = Role.MEMBER) -> Membership:
    """Bring somebody into a group."""
    return Membership.objects.create(group=group, account=account, role=role)


def build_world() -> World:
    """Make the group and its readers; the former member has left it."""
    owner = reader("Olga Owner")
    world = World(
        group=services.create("Readers of diaries", description="We *read*.", by=owner),
        owner=owner,
        moderator=reader("Mark Moderator"),
        member=reader("Maria Member"),
        author=reader("Anna Author"),
        former=reader("Fyodor Former"),
        stranger=reader("Stella Stranger"),
        staff=reader("Stan Staff", is_staff=True),
    )
    join(world.group, world.moderator, role=Role.MODERATOR)
    for account in (world.member, world.author, world.former):
        join(world.group, account)
    services.leave(world.place(world.former))
    return world


def viewer_of(account: User) -> Viewer:
    """Look with somebody's eyes."""
    return Viewer(account_id=account.pk)


def client_of(account: User | None, *, on_other_site: bool = False) -> Client:
    """Give a browser in which somebody is logged in, on a page of ours or of another site."""
    site = "cross-site" if on_other_site else "same-origin"
    client = Client(enforce_csrf_checks=on_other_site, headers={"Sec-Fetch-Site": site})
    if account:
        client.force_login(account)
    return client
