"""Why a decision was not taken: one class per cause."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext

from muniment.ui.refusals import Refused


class ReportNotFound(Http404):
    """There is no such complaint."""

    def __init__(self) -> None:
        super().__init__("There is no such report.")


class NothingChosen(Refused):
    """A decision is sent without what was decided."""

    def __init__(self) -> None:
        super().__init__(gettext("Choose what is to be done."))


class SayWhy(Refused):
    """An author is to be hidden, deleted or warned without a reason."""

    def __init__(self) -> None:
        super().__init__(gettext("Say why: the author and whoever complained will read it."))


class Changed(Exception):
    """What is decided on is not what was shown; the sentence is shown above the form."""


class WordsChanged(Changed):
    """The author has written something else since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The author has changed the words since you opened this page. Nothing was decided: "
                "read them again; your answer stands in the form."
            )
        )


class MoreComplaints(Changed):
    """Somebody else has complained since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Somebody else has complained of this since you opened the page. Nothing was "
                "decided: read what is new; your answer stands in the form."
            )
        )
