"""What can be wrong with a target: one class per cause; the sentence is shown to the reader."""

from __future__ import annotations

from django.utils.translation import gettext


class BadTarget(ValueError):
    """The fields of a form name no document, or no place that the document has."""

    status = 400
    """What an answer that shows the sentence says to programs."""


class PassageMismatch(BadTarget):
    """Other words stand where a passage is said to be."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The words that you chose are not the archive’s: the text was corrected since you "
                "opened the page, or something in your browser changes it. Load the page again "
                "and choose the passage anew."
            )
        )


class PassageTooLong(BadTarget):
    """A passage is longer than anybody would quote."""

    def __init__(self, most: int) -> None:
        said = gettext("A passage has at most %(most)s characters: choose fewer words.")
        super().__init__(said % {"most": most})
