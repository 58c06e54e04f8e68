"""What staff fill in to decide on a complaint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muniment.annotations.services.moderating import LONGEST_ANSWER
from muniment.desk.services import DECISIONS, Decision, Outcome
from muniment.ui.conflicts import revision_of

_LABELS: dict[str, tuple[Promise, Promise]] = {
    Outcome.DISMISSED: (
        _("Nothing is wrong with it"),
        _("It stays. Whoever complained is told, the author is not."),
    ),
    Outcome.WARNED: (_("Warn the author"), _("It stays, and the author is asked to mind it.")),
    Outcome.HIDDEN: (
        _("Hide it"),
        _("Only its author and staff see it from now on. It can be shown again at any time."),
    ),
    Outcome.DELETED: (
        _("Delete it"),
        _("It is gone for everybody. For 30 days it can be brought back here."),
    ),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A decision that may be chosen."""

    value: str
    label: str
    explained: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """A decision that is being taken, and what is wrong with it."""

    outcome: str = ""
    answer: str = ""
    revision: int | None = None
    newest: int | None = None
    error: str = ""
    changed: str = ""
    longest: int = LONGEST_ANSWER

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read what was sent."""
        return cls(
            outcome=data.get("outcome", ""),
            answer=data.get("answer", "").replace("\r\n", "\n").replace("\0", "").strip(),
            revision=revision_of(data.get("revision", "")),
            newest=revision_of(data.get("newest", "")),
        )

    @property
    def decision(self) -> Decision:
        """Give the decision as services take it."""
        return Decision(self.outcome, self.answer, self.revision, self.newest)

    @property
    def options(self) -> list[Option]:
        """Give the decisions that may be chosen."""
        return [
            Option(each.value, str(label), str(explained), each == self.outcome)
            for each in DECISIONS
            for label, explained in (_LABELS[each],)
        ]

    def refused(self, error: Exception) -> Self:
        """Say beside the form why it was not taken."""
        return replace(self, error=str(error))

    def overtaken(self, changed: Exception | str) -> Self:
        """Say above the form what has changed meanwhile."""
        return replace(self, changed=str(changed))
