"""What of discussions is a reader's own: exported with the account, and taken out with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile, Obstacle, Words
from muniment.core.tables import csv_bytes
from muniment.discussions.models import Discussion, Post
from muniment.groups.models import Group
from muniment.ui.markdown import readers_markdown

HEAD = ("written", "group", "discussion", "text")


class OwnedPosts:
    """What a reader has said in discussions."""

    name = "discussions"
    label: Words = _("Discussions")
    goes: Words = _("What you have said in discussions: others see that something was deleted.")
    stays: Words = _("Discussions that you started and others answered, without your name.")

    def export(self, user: User) -> Iterable[ExportFile]:
        """Give what the user has said, as a table and as a page.

        Where he has left the group, his own words are his, and the title is not.
        """
        mine = set(Group.objects.of(user.pk).values_list("pk", flat=True))
        posts = Post.objects.filter(author=user, deleted_at=None).select_related(
            "discussion__group"
        )
        rows = [_row(post, is_member=post.discussion.group_id in mine) for post in posts]
        yield ExportFile(
            "posts.csv",
            "text/csv",
            csv_bytes(HEAD, (tuple(row.values()) for row in rows)),
            gettext("What you have said"),
        )
        page = render_to_string(
            "discussions/export.html",
            {"posts": [(row, readers_markdown(row["text"])) for row in rows]},
        )
        yield ExportFile("posts.html", "text/html", page.encode(), gettext("What you have said"))

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        """Nothing stands in the way."""
        return ()

    def delete(self, user: User) -> None:
        """Erase the user's words; discussions in which nobody else has spoken go altogether."""
        others = Post.objects.filter(discussion=OuterRef("pk")).exclude(author=user)
        own = Discussion.objects.filter(Q(author=user) & ~Exists(others))
        own.delete()
        Post.objects.filter(author=user).update(body="", deleted_at=timezone.now(), deleted_by=None)


def _row(post: Post, *, is_member: bool) -> dict[str, str]:
    discussion = post.discussion
    return {
        "written": post.created_at.isoformat(timespec="seconds"),
        "group": discussion.group.name if is_member else "",
        "discussion": discussion.title if is_member else "",
        "text": post.body,
    }
