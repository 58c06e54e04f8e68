"""Writes: start, end and resume discussions; say, edit, delete and bring back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.core.identifiers import random_identifier
from muniment.discussions import policies
from muniment.discussions.errors import TitleMissing, TooManyPosts
from muniment.discussions.models import Discussion, Post
from muniment.discussions.policies import Place
from muniment.groups.models import Membership
from muniment.groups.names import name_of
from muniment.groups.services import note_event
from muniment.notices.services import tell
from muniment.passages.targeting import fields_of
from muniment.passages.targets import Target
from muniment.ui import conflicts
from muniment.ui.refusals import NothingWritten, TooLong

LONGEST_TITLE = 300
LONGEST_BODY = 20_000
POSTS_AN_HOUR = 300


def start(
    mine: Membership,
    *,
    title: str,
    body: str,
    about: Target | None = None,
    viewer: Viewer | None = None,
) -> Discussion:
    """Start a discussion with its first post; the members of the group are told.

    `about` is what it is about as the `viewer` sees it, None for no document.
    :raises Refused: no title, no words, too many, or too many posts.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page or passage.
    """
    title, body = _checked_title(title), _checked_body(body)
    with transaction.atomic():
        target = fields_of(about, viewer=viewer or Viewer.visitor()) if about else {}
        discussion = Discussion.objects.create(
            identifier=random_identifier(),
            group=mine.group,
            title=title,
            author_id=mine.account_id,
            **target,
        )
        _post(discussion, mine, body)
        href = address(discussion)
        _note(mine, "discussion.started", discussion)
        others = mine.group.memberships.exclude(account=mine.account_id)
        told = others.values_list("account_id", flat=True)
        tell(told, "discussion.started", facts=_facts(mine, discussion), href=href)
    return discussion


def say(place: Place, body: str, *, answers: Post | None = None) -> Post:
    """Say something in a discussion; those who take part in it are told.

    :raises DiscussionEnded: nothing more can be said.
    :raises Refused: no words, too many, or too many posts.
    """
    policies.check_goes_on(place)
    body = _checked_body(body)
    with transaction.atomic():
        post = _post(place.discussion, place.mine, body, answers=answers)
        Discussion.objects.filter(pk=place.discussion.pk).update(changed_at=post.created_at)
        _note(place.mine, "discussion.post", place.discussion, href=post_address(post))
        _tell_participants(place, post)
    return post


def edit(place: Place, post: Post, body: str, *, revision: int | None) -> Post:
    """Write a post anew.

    :raises NotYours: somebody else wrote it, or it was deleted.
    :raises DiscussionEnded: nothing more can be said.
    :raises Refused: no words, or too many.
    :raises Conflict: it was changed since the form was opened.
    """
    policies.check_edit(place, post)
    body = _checked_body(body)
    with transaction.atomic():
        return conflicts.change(
            post,
            rows=Post.objects.filter(deleted_at=None),
            revision=revision,
            body=body,
            edited_at=timezone.now(),
        )


def delete(place: Place, post: Post) -> None:
    """Delete a post; it keeps its place, and can be brought back for thirty days.

    :raises NotYours: somebody else wrote it, and he does not run the group.
    """
    policies.check_delete(place, post)
    Post.objects.filter(pk=post.pk, deleted_at=None).update(
        deleted_at=timezone.now(), deleted_by=place.mine.account_id
    )


def restore(place: Place, post: Post) -> None:
    """Bring a deleted post back.

    :raises NotYours: somebody else deleted it, or its words are gone.
    """
    policies.check_restore(place, post)
    Post.objects.filter(pk=post.pk).update(deleted_at=None, deleted_by=None)


def change_title(place: Place, title: str, *, revision: int | None) -> Discussion:
    """Call a discussion something else.

    :raises NotYours: somebody else started it, and he does not run the group.
    :raises Refused: no title, or one that is too long.
    :raises Conflict: it was changed since the form was opened.
    """
    policies.check_title(place)
    title = _checked_title(title)
    with transaction.atomic():
        rows = Discussion.objects.all()
        return conflicts.change(place.discussion, rows=rows, revision=revision, title=title)


def end(place: Place) -> None:
    """End a discussion: it can be read, and nothing more be said.

    :raises NotYourRole: only who runs the group may.
    """
    policies.check_end(place)
    with transaction.atomic():
        if _same(place).filter(ended_at=None).update(ended_at=timezone.now()):
            _note(place.mine, "discussion.ended", place.discussion)


def resume(place: Place) -> None:
    """Let a discussion that was ended go on.

    :raises NotYourRole: only who runs the group may.
    """
    policies.check_end(place)
    with transaction.atomic():
        if _same(place).exclude(ended_at=None).update(ended_at=None):
            _note(place.mine, "discussion.resumed", place.discussion)


def address(discussion: Discussion) -> str:
    """Address a discussion."""
    return reverse(
        "discussions:discussion",
        kwargs={"group": discussion.group.identifier, "discussion": discussion.identifier},
    )


def post_address(post: Post) -> str:
    """Address a post: its discussion, at the page on which it stands."""
    return f"{address(post.discussion)}?post={post.identifier}#post-{post.identifier}"


def _same(place: Place) -> QuerySet[Discussion]:
    return Discussion.objects.filter(pk=place.discussion.pk)


def _checked_title(title: str) -> str:
    title = " ".join(title.replace("\0", "").split())
    if not title:
        raise TitleMissing
    if len(title) > LONGEST_TITLE:
        raise TooLong(LONGEST_TITLE)
    return title


def _checked_body(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\0", "").strip()
    if not body:
        raise NothingWritten
    if len(body) > LONGEST_BODY:
        raise TooLong(LONGEST_BODY)
    return body


def _post(
    discussion: Discussion, mine: Membership, body: str, *, answers: Post | None = None
) -> Post:
    _check_limit(mine)
    return Post.objects.create(
        identifier=random_identifier(),
        discussion=discussion,
        answers=answers,
        author_id=mine.account_id,
        body=body,
    )


def _check_limit(mine: Membership) -> None:
    since = timezone.now() - timedelta(hours=1)
    recent = Post.objects.filter(author=mine.account_id, created_at__gt=since)
    if recent.count() >= POSTS_AN_HOUR:
        raise TooManyPosts(POSTS_AN_HOUR)


def _note(mine: Membership, kind: str, discussion: Discussion, *, href: str = "") -> None:
    note_event(
        mine.group,
        actor_id=mine.account_id,
        kind=kind,
        subject=discussion.title,
        href=href or address(discussion),
    )


def _facts(mine: Membership, discussion: Discussion) -> dict[str, str | int]:
    return {
        "who": name_of(mine.account),
        "who_id": mine.account_id,
        "title": discussion.title,
        "group": mine.group.name,
        "identifier": mine.group.identifier,
    }


def _tell_participants(place: Place, post: Post) -> None:
    """Tell whoever is answered so, and the others who wrote here and are still in the group."""
    wrote = Post.objects.filter(discussion=place.discussion, deleted_at=None)
    authors = wrote.exclude(author=place.mine.account_id).values("author")
    members = place.mine.group.memberships.filter(account__in=authors)
    told = set(members.values_list("account_id", flat=True))
    answered = {post.answers.author_id} & told if post.answers else set()
    facts, href = _facts(place.mine, place.discussion), post_address(post)
    tell({pk for pk in answered if pk}, "discussion.answer", facts=facts, href=href)
    under = address(place.discussion)
    tell(told - answered, "discussion.post", facts=facts, href=href, once_under=under)
