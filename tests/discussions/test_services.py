"""Members talk: who takes part is told, nothing is lost, and what is deleted can come back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from muniment.discussions import policies, services
from muniment.discussions.errors import (
    DiscussionEnded,
    DiscussionNotFound,
    NotYours,
    PostNotFound,
    TitleMissing,
    TooManyPosts,
)
from muniment.discussions.models import Discussion, Post
from muniment.discussions.policies import Place, place_for, post_of
from muniment.discussions.tasks import sweep
from muniment.groups import services as groups
from muniment.groups.errors import GroupNotFound, NotYourRole
from muniment.groups.models import GroupEvent
from muniment.notices.models import Notice
from muniment.notices.registry import sentence_of
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import NothingWritten, TooLong
from tests.groups.builders import World, viewer_of


@pytest.fixture
def talk(world: World) -> Discussion:
    return services.start(world.place(world.author), title="A spring", body="Was it warm?")


def test_nobody_floods_a_group(world: World, talk: Discussion, monkeypatch: Any) -> None:
    monkeypatch.setattr(services, "POSTS_AN_HOUR", 2)
    services.say(seen_by(world, talk, "author"), "It was.")
    with pytest.raises(TooManyPosts):
        services.say(seen_by(world, talk, "author"), "And it was.")
    with pytest.raises(TooManyPosts):
        services.start(world.place(world.author), title="Again", body="Spring!")
    services.say(seen_by(world, talk, "member"), "Let me say something too.")
    Post.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    services.say(seen_by(world, talk, "author"), "Now I may.")


def test_no_character_is_kept_that_not_every_database_can_keep(world: World) -> None:
    talk = services.start(world.place(world.author), title="A\0 spring", body="Was it\0 warm?")
    assert (talk.title, talk.posts.get().body) == ("A spring", "Was it warm?")


def seen_by(world: World, talk: Discussion, who: str) -> Place:
    account = world.account(who)
    assert account
    return place_for(viewer_of(account), world.group.identifier, talk.identifier)


def told(kind: str) -> set[str]:
    return {notice.account.name for notice in Notice.objects.filter(kind=kind)}


def test_all_members_are_told_of_a_new_discussion(world: World, talk: Discussion) -> None:
    assert told("discussion.started") == {"Olga Owner", "Mark Moderator", "Maria Member"}
    notice = Notice.objects.filter(kind="discussion.started").first()
    assert notice
    assert notice.href == services.address(talk)
    assert sentence_of(notice) == (
        "Anna Author started the discussion “A spring” in the group “Readers of diaries”."
    )
    event = GroupEvent.objects.get(kind="discussion.started")
    assert (event.subject, event.actor) == ("A spring", world.author)


def test_those_who_take_part_are_told_and_who_is_answered_is_told_so(
    world: World, talk: Discussion
) -> None:
    first = services.say(seen_by(world, talk, "member"), "It was.")
    assert told("discussion.post") == {"Anna Author"}
    Notice.objects.all().delete()
    services.say(seen_by(world, talk, "owner"), "Who says so?", answers=first)
    assert told("discussion.answer") == {"Maria Member"}
    assert told("discussion.post") == {"Anna Author"}


def test_of_many_posts_in_one_discussion_one_notice_leads_to_the_first(
    world: World, talk: Discussion
) -> None:
    first = services.say(seen_by(world, talk, "member"), "It was.")
    services.say(seen_by(world, talk, "owner"), "It was not.")
    notice = Notice.objects.get(account=world.author, kind="discussion.post")
    assert notice.href == services.post_address(first)
    Notice.objects.update(mailed_at=timezone.now())
    services.say(seen_by(world, talk, "owner"), "It was, after all.")
    assert Notice.objects.filter(account=world.author, kind="discussion.post").count() == 2


def test_whoever_has_left_is_told_nothing(world: World, talk: Discussion) -> None:
    groups.leave(world.place(world.author))
    services.say(seen_by(world, talk, "member"), "It was.")
    assert told("discussion.post") == set()
    with pytest.raises(GroupNotFound):
        seen_by(world, talk, "author")


def test_a_new_post_brings_a_discussion_to_the_top(world: World, talk: Discussion) -> None:
    other = services.start(world.place(world.owner), title="Later", body="Words")
    services.say(seen_by(world, talk, "member"), "It was.")
    talk.refresh_from_db()
    assert talk.changed_at > other.changed_at


@pytest.mark.parametrize(
    ("title", "body", "error"),
    [
        (" ", "words", TitleMissing),
        ("title", "\r\n ", NothingWritten),
        ("x" * 301, "words", TooLong),
        ("title", "x" * 20_001, TooLong),
    ],
)
def test_a_discussion_needs_a_title_and_words(
    title: str, body: str, error: type[Exception], world: World
) -> None:
    with pytest.raises(error):
        services.start(world.place(world.member), title=title, body=body)


def test_editing_an_older_state_is_a_conflict_and_nothing_is_lost(
    world: World, talk: Discussion
) -> None:
    place, post = seen_by(world, talk, "author"), Post.objects.get()
    services.edit(place, post, "Was it cold?", revision=1)
    with pytest.raises(Conflict) as conflict:
        services.edit(place, Post.objects.get(), "Was it wet?", revision=1)
    assert conflict.value.current.body == "Was it cold?"
    kept = Post.objects.get()
    assert (kept.body, kept.revision, bool(kept.edited_at)) == ("Was it cold?", 2, True)


@pytest.mark.parametrize("who", ["owner", "moderator", "member"])
def test_nobody_edits_the_words_of_others(who: str, world: World, talk: Discussion) -> None:
    with pytest.raises(NotYours):
        services.edit(seen_by(world, talk, who), Post.objects.get(), "Mine", revision=None)


@pytest.mark.parametrize("who", ["author", "moderator", "owner"])
def test_author_and_moderators_delete_and_bring_back(
    who: str, world: World, talk: Discussion
) -> None:
    place = seen_by(world, talk, who)
    services.delete(place, Post.objects.get())
    assert Post.objects.get().deleted_at
    services.restore(place, Post.objects.get())
    assert Post.objects.get().deleted_at is None


def test_an_author_does_not_bring_back_what_a_moderator_deleted(
    world: World, talk: Discussion
) -> None:
    services.delete(seen_by(world, talk, "moderator"), Post.objects.get())
    with pytest.raises(NotYours):
        services.restore(seen_by(world, talk, "author"), Post.objects.get())
    with pytest.raises(NotYours):
        services.edit(seen_by(world, talk, "author"), Post.objects.get(), "Mine", revision=None)


def test_deleted_words_are_erased_after_thirty_days(world: World, talk: Discussion) -> None:
    place, first = seen_by(world, talk, "author"), Post.objects.get()
    second = services.say(place, "Too much", answers=first)
    for post in (first, second):
        services.delete(place, post)
    sweep()
    assert Post.objects.exclude(body="").count() == 2
    Post.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    sweep()  # the answered one keeps its place while the answer stands
    assert list(Post.objects.values_list("pk", "body")) == [(first.pk, "")]
    with pytest.raises(NotYours):
        services.restore(place, Post.objects.get())


def test_in_a_discussion_that_was_ended_nothing_more_is_said(
    world: World, talk: Discussion
) -> None:
    with pytest.raises(NotYourRole):
        services.end(seen_by(world, talk, "author"))
    services.end(seen_by(world, talk, "moderator"))
    with pytest.raises(DiscussionEnded):
        services.say(seen_by(world, talk, "owner"), "More")
    with pytest.raises(DiscussionEnded):
        services.edit(seen_by(world, talk, "author"), Post.objects.get(), "Mine", revision=None)
    services.resume(seen_by(world, talk, "owner"))
    services.say(seen_by(world, talk, "member"), "More")


def test_a_title_is_changed_by_who_started_it_and_by_moderators(
    world: World, talk: Discussion
) -> None:
    assert not policies.may_change_title(seen_by(world, talk, "member"))
    services.change_title(seen_by(world, talk, "author"), "Spring", revision=1)
    with pytest.raises(Conflict):
        services.change_title(seen_by(world, talk, "owner"), "Other", revision=1)


def test_nothing_is_found_in_another_group_or_discussion(world: World, talk: Discussion) -> None:
    other = groups.create("Other", by=world.owner)
    with pytest.raises(DiscussionNotFound):
        place_for(viewer_of(world.owner), other.identifier, talk.identifier)
    another = services.start(world.place(world.owner), title="Other", body="Words")
    with pytest.raises(PostNotFound):
        post_of(seen_by(world, another, "owner"), Post.objects.get(discussion=talk).identifier)
