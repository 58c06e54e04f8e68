"""What the pages of discussions show, by a number of queries that does not grow with them."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from muniment.access.models import Level
from muniment.access.services import set_scope
from muniment.accounts.models import User
from muniment.discussions import services
from muniment.discussions.models import Discussion, Post
from muniment.discussions.policies import place_for
from muniment.discussions.selectors.discussion import Asked, DiscussionScreen, discussion_screen
from muniment.discussions.selectors.listing import discussions_screen
from muniment.discussions.selectors.panel import panel_screen
from muniment.passages.targets import Target
from tests.groups.builders import World, viewer_of
from tests.site.builders import Archive, build_archive


@pytest.fixture
def archive(db: None) -> Archive:
    return build_archive()


@pytest.fixture
def talk(world: World, archive: Archive) -> Discussion:
    document = archive.document("8 March", "1917-03-08")
    return services.start(
        world.place(world.author),
        title="A spring",
        body="Was it *warm*?",
        about=Target(document.identifier),
        viewer=viewer_of(world.author),
    )


def screen(world: World, talk: Discussion, account: User, **asked: str) -> DiscussionScreen:
    viewer = viewer_of(account)
    return discussion_screen(world.group.identifier, talk.identifier, Asked(**asked), viewer=viewer)


def fill(world: World, talk: Discussion, number: int) -> list[Post]:
    """Let a member answer the first post many times."""
    first = Post.objects.get(discussion=talk)
    place = place_for(viewer_of(world.member), world.group.identifier, talk.identifier)
    return [services.say(place, f"Answer {n}", answers=first) for n in range(number)]


@pytest.mark.parametrize("number", [1, 60])
def test_a_discussion_asks_as_much_for_few_posts_as_for_many(
    number: int,
    world: World,
    talk: Discussion,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    posts = fill(world, talk, number)
    with django_assert_num_queries(5):
        screen(world, talk, world.member)
    with django_assert_num_queries(8):
        screen(world, talk, world.member, post=posts[-1].identifier, answer=posts[0].identifier)


@pytest.mark.parametrize("number", [1, 25])
def test_the_list_asks_as_much_for_few_discussions_as_for_many(
    number: int,
    world: World,
    talk: Discussion,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        services.start(world.place(world.owner), title=f"Talk {n}", body="Words")
    with django_assert_num_queries(5):
        listed = discussions_screen(world.group.identifier, "", "", viewer=viewer_of(world.member))
    assert [each.title for each in listed.discussions[-2:]] == ["Talk 0", "A spring"]
    assert listed.discussions[-1].target
    assert "8 March" in listed.discussions[-1].target.title


def test_a_document_leads_to_what_ones_groups_say_of_it(
    world: World, talk: Discussion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def panel(account: User) -> list[str]:
        shown = panel_screen(talk.document_identifier, viewer=viewer_of(account), language="en")
        return [f"{each.title} in {each.group}" for each in shown.discussions]

    with django_assert_num_queries(2):
        assert panel(world.member) == ["A spring in Readers of diaries"]
    assert panel(world.former) == panel(world.stranger) == []


def test_a_post_is_found_on_its_page(world: World, talk: Discussion) -> None:
    posts = fill(world, talk, 60)
    assert screen(world, talk, world.owner).paging.pages == 3
    shown = screen(world, talk, world.owner, post=posts[-1].identifier)
    assert (shown.paging.number, shown.posts[-1].identifier) == (3, posts[-1].identifier)
    assert screen(world, talk, world.owner, post="nonsense").paging.number == 1


def test_the_list_is_narrowed_to_a_document(world: World, talk: Discussion) -> None:
    services.start(world.place(world.owner), title="Other", body="Words")
    listed = discussions_screen(
        world.group.identifier, talk.document_identifier, "", viewer=viewer_of(world.member)
    )
    assert [each.title for each in listed.discussions] == ["A spring"]
    assert "8 March" in listed.about


def test_the_title_of_a_closed_document_is_told_only_to_who_started_the_discussion(
    world: World, talk: Discussion, archive: Archive
) -> None:
    set_scope(archive.scope.key, level=Level.RESTRICTED)

    def titles(account: User) -> tuple[str, str, str]:
        viewer = viewer_of(account)
        [listed] = discussions_screen(world.group.identifier, "", "", viewer=viewer).discussions
        narrowed = discussions_screen(
            world.group.identifier, talk.document_identifier, "", viewer=viewer
        )
        shown = screen(world, talk, account).target
        assert listed.target and shown and not shown.href and shown.reason
        return listed.target.title, shown.title, narrowed.about

    assert titles(world.member) == ("", "", talk.document_identifier)
    assert all("8 March" in title for title in titles(world.author))


def test_a_deleted_post_keeps_its_place_without_its_words(world: World, talk: Discussion) -> None:
    fill(world, talk, 1)
    first = Post.objects.get(answers=None)
    mine = place_for(viewer_of(world.author), world.group.identifier, talk.identifier)
    services.delete(mine, first)
    shown = screen(world, talk, world.owner)
    assert (shown.posts[0].is_deleted, shown.posts[0].body) == (True, "")
    answered = shown.posts[1].answers
    assert answered and answered.excerpt == ""
    assert screen(world, talk, world.owner, answer=first.identifier).answering is None


def test_each_sees_the_acts_that_are_his(world: World, talk: Discussion) -> None:
    def acts(account: User) -> tuple[bool, ...]:
        shown = screen(world, talk, account)
        post = shown.posts[0]
        return (shown.may_change_title, shown.may_end, post.may_edit, post.may_delete)

    assert acts(world.author) == (True, False, True, True)
    assert acts(world.moderator) == (True, True, False, True)
    assert acts(world.member) == (False, False, False, False)


def test_words_are_markdown_without_html_of_their_own(world: World, talk: Discussion) -> None:
    place = place_for(viewer_of(world.member), world.group.identifier, talk.identifier)
    services.say(place, "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://x/y.png)")
    shown = screen(world, talk, world.member)
    assert "<em>warm</em>" in shown.posts[0].body
    assert "<script" not in shown.posts[1].body
    assert "javascript:alert(1)" in shown.posts[1].body  # as the words that were typed
    assert 'href="javascript' not in shown.posts[1].body and "<img" not in shown.posts[1].body
