"""What can be wrong with something that is asked of a note: one class per cause."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext

from muniment.ui.refusals import Refused


class NoteNotFound(Http404):
    """There is no such note, or none that the viewer may see."""

    def __init__(self) -> None:
        super().__init__("There is no such note here, or it is not open to you.")


class ReplyNotFound(Http404):
    """There is no such reply, or none that the viewer may see."""

    def __init__(self) -> None:
        super().__init__("There is no such reply here, or it is not open to you.")


class NotYours(PermissionDenied):
    """The viewer sees this but may not do that to it; the sentence is shown to him."""


class TooManyTags(Refused):
    """A note has more tags than anybody would find it by."""

    def __init__(self, most: int) -> None:
        super().__init__(gettext("A note has at most %(most)s tags.") % {"most": most})


class TagTooLong(Refused):
    """A tag is longer than there is room for."""

    def __init__(self, tag: str, most: int) -> None:
        said = gettext("The tag “%(tag)s” is too long: a tag has at most %(most)s characters.")
        super().__init__(said % {"tag": tag[:most] + "…", "most": most})


class ChooseGroup(Refused):
    """A note is to be shown to groups, and none is named."""

    def __init__(self) -> None:
        super().__init__(gettext("Choose at least one group, or let only you see the note."))


class NotYourGroup(Refused):
    """A note is to be shown to a group that its author is not in."""

    def __init__(self) -> None:
        super().__init__(gettext("You are not, or no longer, a member of a group that you chose."))


class NoSuchChoice(Refused):
    """A form sends a colour or an audience that there is not."""

    def __init__(self) -> None:
        super().__init__(gettext("This cannot be chosen. Load the page again."))


class BadBox(Refused):
    """A box does not lie on an image of the document."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The box does not lie on an image of this document. Draw it anew.")
        )


class TooManyNotes(Refused):
    """Somebody writes more in an hour than a reader can."""

    def __init__(self, most: int) -> None:
        said = gettext(
            "You have written %(most)s notes or replies within an hour, which is as many as one "
            "may. Please wait a little; what you have written stands in the form."
        )
        super().__init__(said % {"most": most})


class TooManyReports(Refused):
    """Somebody complains more in a day than is likely to be meant."""

    def __init__(self, most: int) -> None:
        said = gettext(
            "You have sent %(most)s reports within a day, which is as many as one may. "
            "Please come back tomorrow."
        )
        super().__init__(said % {"most": most})


class AlreadyReported(Refused):
    """Somebody complains twice of the same thing, while the first complaint waits."""

    def __init__(self) -> None:
        said = gettext("You have reported this already. You will be told what becomes of it.")
        super().__init__(said)
