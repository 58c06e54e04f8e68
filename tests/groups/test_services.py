"""A group has one owner, and closing or leaving it closes everything of it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from muniment.audit.models import AuditEntry
from muniment.groups import policies, services
from muniment.groups.errors import (
    GroupNotFound,
    MemberNotFound,
    NameMissing,
    NotYourRole,
    OwnerStays,
)
from muniment.groups.models import Group, GroupEvent, Membership, Role
from muniment.groups.policies import Act
from muniment.groups.tasks import sweep
from muniment.jobs.worker import run_until_empty
from muniment.notices.models import Notice
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import TooLong
from tests.groups.builders import World, join, reader, viewer_of


def kinds(group: Group) -> list[str]:
    return list(
        GroupEvent.objects.filter(group=group).order_by("pk").values_list("kind", flat=True)
    )


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_the_table_says(role: Role, act: Act) -> None:
    if role in policies.RULES[act]:
        policies.check(role, act)
    else:
        with pytest.raises(NotYourRole, match=r"\w+"):
            policies.check(role, act)


def test_whoever_makes_a_group_owns_it(world: World) -> None:
    assert policies.role_of(viewer_of(world.owner), world.group) == Role.OWNER
    assert kinds(world.group)[0] == "group.created"


def test_the_database_allows_one_owner(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        join(world.group, world.stranger, role=Role.OWNER)


def test_no_character_is_kept_that_not_every_database_can_keep(world: World) -> None:
    group = services.create("Read\0ers", description="We\0 read.", by=world.member)
    assert (group.name, group.description) == ("Readers", "We read.")


@pytest.mark.parametrize(("name", "error"), [("  ", NameMissing), ("x" * 201, TooLong)])
def test_a_group_needs_a_name_of_some_length(
    name: str, error: type[Exception], world: World
) -> None:
    with pytest.raises(error):
        services.create(name, by=world.owner)


def test_a_change_of_an_older_state_is_a_conflict(world: World) -> None:
    seen = world.group.revision
    services.change(world.place(world.owner), name="New", description="", revision=seen)
    with pytest.raises(Conflict) as conflict:
        services.change(world.place(world.moderator), name="Other", description="", revision=seen)
    assert conflict.value.current.name == "New"


@pytest.mark.parametrize("who", ["former", "stranger", "staff"])
def test_for_whoever_is_not_in_it_there_is_no_group(who: str, world: World) -> None:
    account = world.account(who)
    assert account
    with pytest.raises(GroupNotFound):
        policies.group_for(viewer_of(account), world.group.identifier)
    assert policies.role_of(viewer_of(account), world.group) is None


def test_a_closed_group_is_closed_to_everybody_at_once(world: World) -> None:
    services.close(world.place(world.owner))
    for account in (world.owner, world.moderator, world.member):
        assert not Group.objects.of(account.pk).exists()
        with pytest.raises(GroupNotFound):
            policies.group_for(viewer_of(account), world.group.identifier)
    told = Notice.objects.filter(kind="group.closed").values_list("account", flat=True)
    assert set(told) == {world.moderator.pk, world.member.pk, world.author.pk}
    assert AuditEntry.objects.filter(action="group.closed").count() == 1


def test_only_its_owner_opens_a_closed_group_again(world: World) -> None:
    services.close(world.place(world.owner))
    with pytest.raises(GroupNotFound):
        services.reopen(world.group.identifier, by=world.moderator)
    services.reopen(world.group.identifier, by=world.owner)
    assert policies.role_of(viewer_of(world.member), world.group) == Role.MEMBER
    with pytest.raises(GroupNotFound):
        services.reopen(world.group.identifier, by=world.owner)


def test_a_closed_group_is_erased_after_thirty_days(world: World) -> None:
    services.close(world.place(world.owner))
    sweep()
    assert Group.objects.filter(pk=world.group.pk).exists()
    Group.objects.update(closed_at=timezone.now() - timedelta(days=31))
    sweep()
    assert not Group.objects.filter(pk=world.group.pk).exists()


def test_a_role_is_given_and_the_member_is_told(world: World) -> None:
    services.set_role(world.place(world.owner), world.place(world.member), Role.MODERATOR)
    assert world.place(world.member).role == Role.MODERATOR
    assert Notice.objects.get(kind="group.role").account == world.member
    entry = AuditEntry.objects.get(action="group.role_set")
    assert entry.details == {"member": world.member.pk, "role": "moderator"}


@pytest.mark.parametrize("role", ["owner", "king", ""])
def test_no_second_owner_is_made_by_giving_a_role(role: str, world: World) -> None:
    with pytest.raises(OwnerStays):
        services.set_role(world.place(world.owner), world.place(world.member), role)


def test_the_owner_keeps_his_role_until_he_hands_over(world: World) -> None:
    with pytest.raises(OwnerStays):
        services.set_role(world.place(world.owner), world.place(world.owner), Role.MEMBER)
    with pytest.raises(NotYourRole, match="hand it over"):
        services.leave(world.place(world.owner))


def test_handing_over_makes_the_one_owner_and_the_other_moderator(world: World) -> None:
    services.hand_over(world.place(world.owner), world.place(world.member))
    assert world.place(world.member).role == Role.OWNER
    assert world.place(world.owner).role == Role.MODERATOR
    assert Notice.objects.get(kind="group.handed_over").account == world.member


def test_handing_over_twice_from_two_windows_does_it_once(world: World) -> None:
    seen = world.place(world.owner)
    services.hand_over(world.place(world.owner), world.place(world.member))
    with pytest.raises(NotYourRole):
        services.hand_over(seen, world.place(world.moderator))
    owners = Membership.objects.filter(group=world.group, role=Role.OWNER)
    assert [place.account for place in owners] == [world.member]


def test_a_group_is_not_handed_over_to_somebody_who_has_just_left(world: World) -> None:
    seen = world.place(world.member)
    services.leave(world.place(world.member))
    with pytest.raises(MemberNotFound):
        services.hand_over(world.place(world.owner), seen)
    assert world.place(world.owner).role == Role.OWNER


def test_an_owner_by_handing_over_gets_no_other_role_from_an_old_window(world: World) -> None:
    mine, seen = world.place(world.owner), world.place(world.moderator)
    services.hand_over(world.place(world.owner), world.place(world.moderator))
    with pytest.raises(OwnerStays):
        services.set_role(mine, seen, Role.MEMBER)
    assert world.place(world.moderator).role == Role.OWNER


def test_a_moderator_removes_members_and_no_moderators(world: World) -> None:
    second = join(world.group, reader("Second"), role=Role.MODERATOR)
    mine = world.place(world.moderator)
    with pytest.raises(NotYourRole):
        services.remove(mine, second)
    with pytest.raises(NotYourRole):
        services.remove(mine, world.place(world.owner))
    services.remove(mine, world.place(world.member))
    assert policies.role_of(viewer_of(world.member), world.group) is None


def test_the_owner_removes_nobody_who_is_the_owner(world: World) -> None:
    with pytest.raises(OwnerStays):
        services.remove(world.place(world.owner), world.place(world.owner))


def test_an_owner_by_handing_over_is_not_removed_from_an_old_window(world: World) -> None:
    seen = world.place(world.member)
    services.hand_over(world.place(world.owner), world.place(world.member))
    with pytest.raises(NotYourRole):
        services.remove(world.place(world.moderator), seen)
    with pytest.raises(NotYourRole):
        services.leave(seen)
    assert world.place(world.member).role == Role.OWNER


def test_notices_of_a_group_go_with_the_place_in_it(world: World) -> None:
    services.set_role(world.place(world.owner), world.place(world.member), Role.MODERATOR)
    services.leave(world.place(world.member))
    run_until_empty(only="notices.remove_closed")
    assert not Notice.objects.filter(account=world.member).exists()
