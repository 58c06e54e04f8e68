"""A group that is still somebody's stands in the way of deleting the account."""

from __future__ import annotations

from django.urls import reverse

from muniment.accounts.owned import obstacles
from muniment.accounts.services import delete_account
from muniment.groups import services
from muniment.groups.models import Group, Invitation, Membership, Role
from muniment.groups.owning import OwnedGroups
from muniment.notices.models import Notice
from tests.groups.builders import World, client_of


def test_an_owned_group_is_an_obstacle_until_it_is_handed_over(world: World) -> None:
    [obstacle] = OwnedGroups().before_delete(world.owner)
    assert world.group.name in obstacle.sentence
    assert obstacle.href == f"/groups/{world.group.identifier}/settings/"
    assert obstacle in obstacles(world.owner)
    services.hand_over(world.place(world.owner), world.place(world.member))
    assert not list(OwnedGroups().before_delete(world.owner))


def test_a_closed_group_is_no_obstacle_and_goes_with_the_account(world: World) -> None:
    services.close(world.place(world.owner))
    assert not list(OwnedGroups().before_delete(world.owner))
    OwnedGroups().delete(world.owner)
    assert not Group.objects.exists()


def test_places_in_groups_of_others_go_with_the_account(world: World) -> None:
    OwnedGroups().delete(world.member)
    world.member.delete()
    assert Group.objects.get() == world.group
    assert Membership.objects.filter(group=world.group).count() == 3


def test_no_name_or_address_stays_with_a_group_when_an_account_goes(world: World) -> None:
    owner = world.place(world.owner)
    services.invite_by_email(
        owner, world.stranger.email, days=7, address_of=lambda secret: secret, language="en"
    )
    link = services.make_link(owner, days=7)
    services.accept(link, world.stranger)
    services.set_role(owner, world.place(world.stranger), Role.MODERATOR)
    services.remove(owner, world.place(world.stranger))
    activity = reverse("groups:activity", args=[world.group.identifier])
    client = client_of(world.owner)
    assert "Stella Stranger" in client.get(activity).content.decode()
    delete_account(world.stranger, language="en")
    assert "Stella Stranger" not in client.get(activity).content.decode()
    assert "a former reader" in client.get(activity).content.decode()
    assert "Stella Stranger" not in client.get("/notices/").content.decode()
    assert not Notice.objects.filter(facts__who="Stella Stranger").exists()
    assert not Invitation.objects.filter(email=world.stranger.email).exists()


def test_the_export_lists_the_groups_with_the_role_in_them(world: World) -> None:
    [table] = OwnedGroups().export(world.moderator)
    lines = table.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "identifier,name,description,role,joined"
    assert lines[1].startswith(f"{world.group.identifier},Readers of diaries,We *read*.,moderator,")
    [empty] = OwnedGroups().export(world.former)
    assert len(empty.content.decode().splitlines()) == 1
