"""Who may do what in a discussion.

| Act | Who |
|---|---|
| read, start, say, answer | every member of the group |
| change the title | who started it, owner, moderators |
| end, resume | owner, moderators |
| edit a post | who wrote it, while the discussion goes on |
| delete a post | who wrote it, owner, moderators |
| bring a post back | who deleted it, owner, moderators |

Whoever is not in the group now is told that there is no such discussion.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.discussions.errors import (
    DiscussionEnded,
    DiscussionNotFound,
    NotYours,
    PostNotFound,
)
from muniment.discussions.models import Discussion, Post
from muniment.groups.models import Membership
from muniment.groups.policies import Act, check, may, membership_for


@dataclass(frozen=True, slots=True)
class Place:
    """A discussion, and whose eyes it is seen with."""

    mine: Membership
    discussion: Discussion


def place_for(viewer: Viewer, group: str, identifier: str) -> Place:
    """Give a discussion of a group that the viewer is in now. Two queries.

    :raises GroupNotFound: he is in no such group.
    :raises DiscussionNotFound: the group has no such discussion.
    """
    mine = membership_for(viewer, group)
    found = Discussion.objects.filter(group=mine.group, identifier=identifier)
    discussion = found.select_related("author", "passage").first()
    if discussion is None:
        raise DiscussionNotFound
    discussion.group = mine.group
    return Place(mine, discussion)


def post_of(place: Place, identifier: str) -> Post:
    """Give a post of a discussion. One query.

    :raises PostNotFound: it has none of this name.
    """
    posts = Post.objects.filter(discussion=place.discussion, identifier=identifier)
    post = posts.select_related("author").first()
    if post is None:
        raise PostNotFound
    post.discussion = place.discussion
    return post


def may_change_title(place: Place) -> bool:
    """Tell whether the viewer may call the discussion something else."""
    is_own = place.discussion.author_id == place.mine.account_id
    return is_own or may(place.mine.role, Act.MODERATE)


def may_edit(place: Place, post: Post) -> bool:
    """Tell whether the viewer may write a post anew."""
    is_open = place.discussion.ended_at is None and post.deleted_at is None
    return is_open and post.author_id == place.mine.account_id


def may_delete(place: Place, post: Post) -> bool:
    """Tell whether the viewer may delete a post."""
    is_own = post.author_id == place.mine.account_id
    return post.deleted_at is None and (is_own or may(place.mine.role, Act.MODERATE))


def may_restore(place: Place, post: Post) -> bool:
    """Tell whether the viewer may bring a deleted post back; one without words is gone for good."""
    is_his_act = post.deleted_by_id == place.mine.account_id
    return bool(post.deleted_at and post.body) and (
        is_his_act or may(place.mine.role, Act.MODERATE)
    )


def check_title(place: Place) -> None:
    """Let the viewer change the title.

    :raises NotYours: somebody else started it, and he does not run the group.
    """
    if not may_change_title(place):
        raise NotYours(
            gettext("Only whoever started the discussion, the owner or a moderator may do this.")
        )


def check_goes_on(place: Place) -> None:
    """Let something be said.

    :raises DiscussionEnded: nothing more can be.
    """
    if place.discussion.ended_at:
        raise DiscussionEnded


def check_edit(place: Place, post: Post) -> None:
    """Let the viewer write a post anew.

    :raises NotYours: somebody else wrote it, or it was deleted.
    :raises DiscussionEnded: nothing more can be said.
    """
    if post.author_id == place.mine.account_id and post.deleted_at is None:
        check_goes_on(place)
    if not may_edit(place, post):
        raise NotYours(gettext("Only its author may change this."))


def check_delete(place: Place, post: Post) -> None:
    """Let the viewer delete a post.

    :raises NotYours: somebody else wrote it, and he does not run the group.
    """
    if post.deleted_at is None and not may_delete(place, post):
        raise NotYours(gettext("Only its author, the owner or a moderator may delete this."))


def check_restore(place: Place, post: Post) -> None:
    """Let the viewer bring a post back.

    :raises NotYours: somebody else deleted it, or its words are gone.
    """
    if post.deleted_at and not may_restore(place, post):
        raise NotYours(
            gettext("Only whoever deleted this, the owner or a moderator may bring it back.")
        )


def check_end(place: Place) -> None:
    """Let the viewer end or resume the discussion.

    :raises NotYourRole: he does not run the group.
    """
    check(place.mine.role, Act.MODERATE)
