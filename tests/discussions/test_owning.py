"""One's words are exported, also those in groups that one has left, and go with the account."""

from __future__ import annotations

import pytest

from muniment.discussions import services
from muniment.discussions.models import Discussion, Post
from muniment.discussions.owning import OwnedPosts
from muniment.discussions.policies import place_for
from muniment.groups import services as groups
from tests.groups.builders import World, viewer_of


@pytest.fixture
def talk(world: World) -> Discussion:
    return services.start(world.place(world.author), title="A *spring*", body="Was it **warm**?")


def exported(world: World) -> tuple[str, str]:
    table, page = OwnedPosts().export(world.author)
    return table.content.decode("utf-8-sig"), page.content.decode()


def test_the_export_has_the_words_as_table_and_as_page(world: World, talk: Discussion) -> None:
    table, page = exported(world)
    assert table.splitlines()[0] == "written,group,discussion,text"
    assert "Readers of diaries,A *spring*,Was it **warm**?" in table
    assert "<strong>warm</strong>" in page


def test_after_leaving_the_words_stay_ones_own_and_the_group_is_not_named(
    world: World, talk: Discussion
) -> None:
    groups.leave(world.place(world.author))
    table, page = exported(world)
    assert "Was it **warm**?" in table and "<strong>warm</strong>" in page
    for others in ("Readers of diaries", "spring"):
        assert others not in table + page


def test_what_others_said_stays_when_an_account_goes(world: World, talk: Discussion) -> None:
    place = place_for(viewer_of(world.member), world.group.identifier, talk.identifier)
    services.say(place, "It was.", answers=Post.objects.get())
    alone = services.start(world.place(world.author), title="Alone", body="Nobody answers")
    OwnedPosts().delete(world.author)
    world.author.delete()
    assert not Discussion.objects.filter(pk=alone.pk).exists()
    first, second = Post.objects.order_by("pk")
    assert (first.body, first.author, bool(first.deleted_at)) == ("", None, True)
    assert (second.body, second.answers) == ("It was.", first)
