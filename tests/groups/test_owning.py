"""A group that is still somebody's stands in the way of deleting the account."""

from __future__ import annotations

from muniment.accounts.owned import obstacles
from muniment.groups import services
from muniment.groups.models import Group, Membership
from muniment.groups.owning import OwnedGroups
from tests.groups.builders import World


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


def test_the_export_lists_the_groups_with_the_role_in_them(world: World) -> None:
    [table] = OwnedGroups().export(world.moderator)
    lines = table.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "identifier,name,description,role,joined"
    assert lines[1].startswith(f"{world.group.identifier},Readers of diaries,We *read*.,moderator,")
    [empty] = OwnedGroups().export(world.former)
    assert len(empty.content.decode().splitlines()) == 1
