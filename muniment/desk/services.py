"""Decide on what was seen, and on nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from muniment.annotations.models import Report
from muniment.annotations.services import moderating
from muniment.desk.errors import MoreComplaints, NothingChosen, SayWhy, WordsChanged
from muniment.ui.refusals import TooLong

Outcome = Report.Outcome
DECISIONS = (Outcome.DISMISSED, Outcome.WARNED, Outcome.HIDDEN, Outcome.DELETED)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody of the staff decides, and what the page showed that he decided it on."""

    outcome: str
    answer: str
    revision: int | None  # of the note or reply
    newest: int | None  # the last complaint of it that waited

    def check(self) -> None:
        """Make sure that the decision is whole.

        :raises NothingChosen: no decision of ours.
        :raises SayWhy: an author would not learn why.
        :raises TooLong: as it says.
        """
        if self.outcome not in DECISIONS:
            raise NothingChosen
        if not self.answer and self.outcome != Outcome.DISMISSED:
            raise SayWhy
        check_answer(self.answer)


def check_answer(answer: str) -> None:
    """Make sure that there is room for an answer.

    :raises TooLong: there is none.
    """
    if len(answer) > moderating.LONGEST_ANSWER:
        raise TooLong(moderating.LONGEST_ANSWER)


def decide(report: Report, decision: Decision, *, by: AbstractBaseUser) -> None:
    """Decide all complaints that wait about one thing, as it was shown.

    :raises Refused: the decision is not whole.
    :raises moderating.AlreadyDecided: none of them waits any more.
    :raises WordsChanged: the author has changed the words meanwhile.
    :raises MoreComplaints: somebody else has complained meanwhile.
    """
    decision.check()
    with transaction.atomic():
        thing = moderating.locked(report.reply or report.annotation)
        waiting = Report.objects.filter(
            annotation=report.annotation_id, reply=report.reply_id, outcome=Outcome.OPEN
        )
        in_order = list(waiting.order_by("pk"))
        if not in_order:
            raise moderating.AlreadyDecided
        if thing.revision != decision.revision:
            raise WordsChanged
        if in_order[-1].pk != decision.newest:
            raise MoreComplaints
        moderating.decide(in_order[0], decision.outcome, by=by, answer=decision.answer)
