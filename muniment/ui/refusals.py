"""Why something that a form asks is not done, in a sentence that is shown beside it."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext


class Refused(ValueError):
    """What was asked cannot be done; the sentence says why. Apps have a class for each cause."""

    status = 400


class NothingWritten(Refused):
    """Something is to be said, and there are no words."""

    def __init__(self) -> None:
        super().__init__(gettext("Write something first."))


class TooLong(Refused):
    """A field is longer than there is room for."""

    def __init__(self, most: int) -> None:
        said = ngettext(
            "Please write at most %(most)s character.",
            "Please write at most %(most)s characters.",
            most,
        )
        super().__init__(said % {"most": most})
