"""One discussion and what was said in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from muniment.access.viewer import Viewer
from muniment.discussions import policies
from muniment.discussions.models import Discussion, Post
from muniment.discussions.policies import Place, place_for
from muniment.discussions.selectors.listing import targets_of
from muniment.discussions.services import post_address
from muniment.groups.names import name_of
from muniment.groups.policies import Act, may
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.passages.targeting import TargetView
from muniment.ui.markdown import readers_markdown, readers_words
from muniment.ui.paging import Paging

PAGE_SIZE = 30
EXCERPT = 140


@dataclass(frozen=True, slots=True)
class Answered:
    """The post that another one answers."""

    identifier: str
    author: str
    href: str
    excerpt: str  # "" where it was deleted


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as the viewer sees it; a deleted one has no words."""

    identifier: str
    href: str
    author: str
    body: SafeString
    created_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    is_deleted_by_author: bool
    answers: Answered | None
    may_edit: bool
    may_delete: bool
    may_restore: bool


@dataclass(frozen=True, slots=True)
class DiscussionScreen:
    """A discussion, its posts in the order in which they were written."""

    head: GroupHead
    identifier: str
    title: str
    author: str
    created_at: datetime
    ended_at: datetime | None
    target: TargetView | None
    posts: tuple[PostView, ...]
    paging: Paging
    answering: Answered | None
    may_change_title: bool
    may_end: bool


def discussion_screen(
    group: str, identifier: str, asked: Asked, *, viewer: Viewer
) -> DiscussionScreen:
    """Read a page of a discussion. At most eight queries.

    :raises GroupNotFound: there is no such group that the viewer is in now.
    :raises DiscussionNotFound: the group has no such discussion.
    :raises PageNotFound: there is no such page.
    """
    place = place_for(viewer, group, identifier)
    discussion = place.discussion
    posts = Post.objects.filter(discussion=discussion)
    paging = _paging(posts, asked)
    rows = posts.select_related("author", "answers__author").order_by("pk")
    return DiscussionScreen(
        head=head_of(place.mine),
        identifier=discussion.identifier,
        title=discussion.title,
        author=name_of(discussion.author),
        created_at=discussion.created_at,
        ended_at=discussion.ended_at,
        target=targets_of([discussion], viewer).get(discussion.pk),
        posts=tuple(_view(row, place) for row in rows[paging.start : paging.stop]),
        paging=paging,
        answering=answered_in(place, asked.answer),
        may_change_title=policies.may_change_title(place),
        may_end=may(place.mine.role, Act.MODERATE),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a discussion asks for: a page, or the one where a post stands."""

    page: str = ""
    post: str = ""
    answer: str = ""  # the post that is to be answered


def answered_in(place: Place, identifier: str) -> Answered | None:
    """Give the post that somebody is about to answer, None for none. At most one query."""
    if not identifier:
        return None
    posts = Post.objects.filter(discussion=place.discussion, identifier=identifier)
    post = posts.filter(deleted_at=None).select_related("author").first()
    return _answered(post, place.discussion) if post else None


def _paging(posts: QuerySet[Post], asked: Asked) -> Paging:
    """Find the page: that of a post, the one asked for, or the first."""
    total = posts.count()
    if asked.post:
        pk = posts.filter(identifier=asked.post).values_list("pk", flat=True).first()
        if pk is not None:
            before = posts.filter(pk__lt=pk).count()
            return Paging(before // PAGE_SIZE + 1, PAGE_SIZE, total)
    return Paging.of(asked.page, total=total, size=PAGE_SIZE)


def _view(row: Post, place: Place) -> PostView:
    row.discussion = place.discussion
    is_deleted = row.deleted_at is not None
    return PostView(
        identifier=row.identifier,
        href=post_address(row),
        author=name_of(row.author),
        body=SafeString("") if is_deleted else readers_markdown(row.body),
        created_at=row.created_at,
        edited_at=row.edited_at,
        is_deleted=is_deleted,
        is_deleted_by_author=row.deleted_by_id is None or row.deleted_by_id == row.author_id,
        answers=_answered(row.answers, place.discussion) if row.answers else None,
        may_edit=policies.may_edit(place, row),
        may_delete=policies.may_delete(place, row),
        may_restore=policies.may_restore(place, row),
    )


def _answered(post: Post, discussion: Discussion) -> Answered:
    post.discussion = discussion
    words = "" if post.deleted_at else readers_words(post.body)
    return Answered(
        identifier=post.identifier,
        author=name_of(post.author),
        href=post_address(post),
        excerpt=Truncator(words).chars(EXCERPT),
    )
