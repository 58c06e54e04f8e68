"""What the pages of a group show, by a number of queries that does not grow with the group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from muniment.accounts.models import User
from muniment.groups import services
from muniment.groups.models import Group, GroupEvent, Membership
from muniment.groups.sections import sections
from muniment.groups.selectors.group import activity_screen, group_screen
from muniment.groups.selectors.invitations import invitations_screen
from muniment.groups.selectors.listing import groups_screen
from muniment.groups.selectors.members import member_screen, members_screen
from muniment.ui.paging import PageNotFound
from tests.groups.builders import World, viewer_of

MANY = 500


def crowd(group: Group) -> None:
    """Fill a group with members and events."""
    people = User.objects.bulk_create(
        [User(email=f"crowd{n}@example.org", name=f"Reader {n:03d}") for n in range(MANY)]
    )
    Membership.objects.bulk_create([Membership(group=group, account=each) for each in people])
    GroupEvent.objects.bulk_create(
        [GroupEvent(group=group, actor=each, kind="member.joined") for each in people]
    )


Screens = dict[str, tuple[int, Callable[[World], Any]]]

SCREENS: Screens = {
    "groups": (3, lambda w: groups_screen("", viewer=viewer_of(w.owner))),
    "group": (3, lambda w: group_screen(w.group.identifier, viewer=viewer_of(w.owner))),
    "activity": (3, lambda w: activity_screen(w.group.identifier, "", viewer=viewer_of(w.owner))),
    "members": (3, lambda w: members_screen(w.group.identifier, "", "", viewer=viewer_of(w.owner))),
    "member": (
        2,
        lambda w: member_screen(
            w.group.identifier, w.place(w.member).pk, viewer=viewer_of(w.owner)
        ),
    ),
    "invitations": (
        3,
        lambda w: invitations_screen(w.group.identifier, "", viewer=viewer_of(w.owner)),
    ),
}


@pytest.mark.parametrize("is_crowded", [False, True], ids=["small", "crowded"])
@pytest.mark.parametrize("name", list(SCREENS))
def test_the_queries_of_each_screen_are_counted(
    name: str,
    is_crowded: bool,
    world: World,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    if is_crowded:
        crowd(world.group)
    for _ in range(20 if is_crowded else 1):
        services.make_link(world.place(world.owner), days=7)
    queries, show = SCREENS[name]
    queries += len(sections()) if name == "group" else 0
    queries += 1 if name == "member" else 0  # for the pk that the test asks with
    with django_assert_num_queries(queries):
        show(world)


def test_a_long_list_of_members_comes_in_pages(world: World) -> None:
    crowd(world.group)
    group, viewer = world.group.identifier, viewer_of(world.member)
    first = members_screen(group, "", "", viewer=viewer)
    assert [line.name for line in first.members[:2]] == ["Olga Owner", "Mark Moderator"]
    assert (len(first.members), first.paging.total) == (50, MANY + 4)
    found = members_screen(group, "reader 49", "", viewer=viewer)
    assert [line.name for line in found.members] == [f"Reader {n}" for n in range(490, 500)]
    with pytest.raises(PageNotFound):
        members_screen(group, "", "99", viewer=viewer)


def test_activity_is_newest_first(world: World) -> None:
    screen = activity_screen(world.group.identifier, "", viewer=viewer_of(world.member))
    assert [str(line.sentence) for line in screen.events] == [
        "Fyodor Former left the group",
        "Olga Owner made the group",
    ]


@pytest.mark.parametrize("asked", ["анна", "АННА С", "Сергеевна"])
def test_a_member_is_found_by_a_part_of_the_name_whatever_its_capitals(
    world: World, asked: str
) -> None:
    User.objects.filter(pk=world.author.pk).update(name="Анна Сергеевна")
    screen = members_screen(world.group.identifier, asked, "", viewer=viewer_of(world.owner))
    assert [line.name for line in screen.members] == ["Анна Сергеевна"]


def test_a_name_with_marks_of_html_stays_text(world: World) -> None:
    world.member.name = "<b>{x}</b> %(who)s"
    world.member.save()
    services.leave(world.place(world.member))
    screen = activity_screen(world.group.identifier, "", viewer=viewer_of(world.owner))
    said = str(screen.events[0].sentence)
    assert said == "&lt;b&gt;{x}&lt;/b&gt; %(who)s left the group"


def test_each_member_sees_what_he_may_do(world: World) -> None:
    def acts(account: User, about: User) -> tuple[int, bool, bool]:
        screen = member_screen(
            world.group.identifier, world.place(about).pk, viewer=viewer_of(account)
        )
        return len(screen.roles), screen.may_hand_over, screen.may_remove

    assert acts(world.owner, world.member) == (2, True, True)
    assert acts(world.owner, world.owner) == (0, False, False)
    assert acts(world.moderator, world.member) == (0, False, True)
    assert acts(world.moderator, world.owner) == (0, False, False)
    assert acts(world.member, world.author) == (0, False, False)


def test_closed_groups_are_listed_to_who_closed_them(world: World) -> None:
    services.close(world.place(world.owner))
    screen = groups_screen("", viewer=viewer_of(world.owner))
    assert (screen.cards, [closed.name for closed in screen.closed]) == ((), [world.group.name])
    assert groups_screen("", viewer=viewer_of(world.member)).closed == ()
