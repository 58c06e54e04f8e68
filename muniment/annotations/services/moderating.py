"""What staff decide about complaints: nothing, hide, delete, warn; and show again."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from muniment.annotations.errors import Refused
from muniment.annotations.models import Annotation, Reply, Report
from muniment.annotations.services.notes import address
from muniment.annotations.services.replies import reply_address
from muniment.audit.services import record
from muniment.notices import services as notices

Outcome = Report.Outcome
Thing = Annotation | Reply

LONGEST_ANSWER = 2_000


class AlreadyDecided(Refused):
    """A complaint was decided before, perhaps by somebody else at the same time."""

    def __init__(self) -> None:
        super().__init__(gettext("This report was decided meanwhile. Load the page again."))


def decide(report: Report, outcome: str, *, by: AbstractBaseUser, answer: str = "") -> None:
    """Decide a complaint, and with it all others that wait about the same thing.

    Who complained and the author are told, with the answer; who complained stays unnamed.
    :raises AlreadyDecided: it does not wait any more.
    """
    thing: Thing = report.reply or report.annotation
    decision = Outcome(outcome)
    with transaction.atomic():
        waiting = Report.objects.filter(
            annotation=report.annotation_id, reply=report.reply_id, outcome=Outcome.OPEN
        )
        if not waiting.filter(pk=report.pk).exists():
            raise AlreadyDecided
        reporters = set(waiting.values_list("reporter", flat=True))
        waiting.update(outcome=decision, decided_by=by.pk, decided_at=timezone.now(), answer=answer)
        _carry_out(thing, decision, by=by)
        _record(thing, f"note.{decision}", by=by, answer=answer)
        facts = _facts(thing, decision, answer)
        notices.tell({pk for pk in reporters if pk}, "note.report", facts=facts)
        if decision != Outcome.DISMISSED:
            _tell_author(thing, facts)


def show_again(thing: Thing, *, by: AbstractBaseUser, answer: str = "") -> None:
    """Undo that staff have hidden or deleted something; its author is told."""
    with transaction.atomic():
        hidden = type(thing)._default_manager.filter(pk=thing.pk)
        changed = hidden.exclude(hidden_at=None).update(hidden_at=None)
        changed += (
            hidden.exclude(deleted_at=None)
            .exclude(deleted_by=thing.author_id)
            .update(deleted_at=None, deleted_by=None)
        )
        if changed:
            _record(thing, "note.restored", by=by, answer=answer)
            _tell_author(thing, _facts(thing, "restored", answer))


def _carry_out(thing: Thing, decision: Outcome, *, by: AbstractBaseUser) -> None:
    things = type(thing)._default_manager.filter(pk=thing.pk)
    if decision == Outcome.HIDDEN:
        things.filter(hidden_at=None).update(hidden_at=timezone.now())
    elif decision == Outcome.DELETED:
        things.filter(deleted_at=None).update(deleted_at=timezone.now(), deleted_by=by.pk)


def _record(thing: Thing, action: str, *, by: AbstractBaseUser, answer: str) -> None:
    kind = "reply" if isinstance(thing, Reply) else "note"
    details = {"answer": answer} if answer else {}
    record(action, actor=by, subject_kind=kind, subject_id=thing.identifier, details=details)


def _facts(thing: Thing, outcome: str, answer: str) -> dict[str, str]:
    note = thing.annotation if isinstance(thing, Reply) else thing
    return {"title": note.document_title, "outcome": str(outcome), "answer": answer}


def _tell_author(thing: Thing, facts: dict[str, str]) -> None:
    if thing.author_id is None:
        return
    href = reply_address(thing) if isinstance(thing, Reply) else address(thing)
    is_gone = facts["outcome"] == Outcome.DELETED
    notices.tell([thing.author_id], "note.moderated", facts=facts, href="" if is_gone else href)
