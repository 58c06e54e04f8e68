"""What can be wrong with something that is asked of a discussion: one class per cause."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext

from muniment.ui.refusals import Refused


class DiscussionNotFound(Http404):
    """The group has no such discussion."""

    def __init__(self) -> None:
        super().__init__("There is no such discussion in this group.")


class PostNotFound(Http404):
    """The discussion has no such post."""

    def __init__(self) -> None:
        super().__init__("There is no such post in this discussion.")


class NotYours(PermissionDenied):
    """A member would change what somebody else has written; the sentence is shown to him."""


class DiscussionEnded(PermissionDenied):
    """Nothing more can be said."""

    def __init__(self) -> None:
        super().__init__(gettext("This discussion has been ended: nothing more can be said in it."))


class TitleMissing(Refused):
    """A discussion needs a title."""

    def __init__(self) -> None:
        super().__init__(gettext("Give the discussion a title."))


class TooManyPosts(Refused):
    """Somebody writes more in an hour than a group can read."""

    def __init__(self, most: int) -> None:
        said = gettext(
            "You have written %(most)s posts within an hour, which is as many as one may. "
            "Please wait a little; what you have written stands in the form."
        )
        super().__init__(said % {"most": most})


class NoSuchDocument(Refused):
    """An address that was given leads to no document of this archive."""

    def __init__(self) -> None:
        said = gettext("This is not the address of a document that you can open here.")
        super().__init__(said)
