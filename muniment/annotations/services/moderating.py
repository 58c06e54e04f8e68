"""What staff decide about complaints: nothing, hide, delete, warn; and show again."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from muniment.annotations.models import KEPT_DELETED, Annotation, Reply, Report
from muniment.annotations.services.notes import address
from muniment.annotations.services.replies import reply_address
from muniment.audit.services import record
from muniment.notices import services as notices
from muniment.ui.refusals import Refused

Outcome = Report.Outcome
Thing = Annotation | Reply

LONGEST_ANSWER = 2_000


class AlreadyDecided(Refused):
    """A complaint was decided before, perhaps by somebody else at the same time."""

    def __init__(self) -> None:
        super().__init__(gettext("This report was decided meanwhile. Load the page again."))


class NothingToShow(Refused):
    """Something is to be shown again that staff have not taken away, or that is gone."""

    def __init__(self) -> None:
        super().__init__(gettext("Staff have neither hidden nor deleted this, or it is gone."))


def decide(report: Report, outcome: str, *, by: AbstractBaseUser, answer: str = "") -> None:
    """Decide a complaint, and with it all others that wait about the same thing.

    Who complained and the author are told, with the answer; who complained stays unnamed.
    :raises AlreadyDecided: it does not wait any more.
    """
    decision = Outcome(outcome)
    with transaction.atomic():
        thing = locked(report.reply or report.annotation)
        waiting = Report.objects.filter(
            annotation=report.annotation_id, reply=report.reply_id, outcome=Outcome.OPEN
        )
        if not waiting.filter(pk=report.pk).exists():
            raise AlreadyDecided
        reporters = set(waiting.values_list("reporter", flat=True))
        waiting.update(outcome=decision, decided_by=by.pk, decided_at=timezone.now(), answer=answer)
        before = _state(thing)
        _carry_out(thing, decision, by=by)
        _record(thing, f"note.{decision}", by=by, before=before, answer=answer)
        facts = _facts(thing, decision, answer)
        notices.tell({pk for pk in reporters if pk}, "note.report", facts=facts)
        if decision != Outcome.DISMISSED:
            _tell_author(thing, facts)


def show_again(thing: Thing, *, by: AbstractBaseUser, answer: str = "") -> None:
    """Undo that staff have hidden or deleted something; its author is told.

    :raises NothingToShow: there is nothing to undo.
    """
    with transaction.atomic():
        thing = locked(thing)
        if not may_show_again(thing):
            raise NothingToShow
        before = _state(thing)
        thing.hidden_at = thing.deleted_at = thing.deleted_by = None
        thing.save(update_fields=["hidden_at", "deleted_at", "deleted_by"])
        _record(thing, "note.restored", by=by, before=before, answer=answer)
        _tell_author(thing, _facts(thing, "restored", answer))


def may_show_again(thing: Thing) -> bool:
    """Tell whether staff can undo what they did; what an author or a group deleted stays so.

    At most one query.
    """
    if thing.deleted_at is None:
        return thing.hidden_at is not None
    decided = thing.reports.filter(outcome=Outcome.DELETED, decided_by=thing.deleted_by_id)
    if isinstance(thing, Annotation):
        decided = decided.filter(reply=None)
    return thing.deleted_at > timezone.now() - KEPT_DELETED and decided.exists()


def locked(thing: Thing) -> Thing:
    """Read something again, and let nobody else decide on it until the transaction ends."""
    found: Thing = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    return found


def _carry_out(thing: Thing, decision: Outcome, *, by: AbstractBaseUser) -> None:
    """Hide or delete; what its author had deleted he cannot bring back any more."""
    if decision == Outcome.HIDDEN:
        thing.hidden_at = thing.hidden_at or timezone.now()
    elif decision == Outcome.DELETED:
        thing.deleted_at, thing.deleted_by_id = thing.deleted_at or timezone.now(), by.pk
    thing.save(update_fields=["hidden_at", "deleted_at", "deleted_by"])


def _state(thing: Thing) -> str:
    """Say how something stands, as the log of acts has it."""
    if thing.deleted_at:
        return "deleted"
    return "hidden" if thing.hidden_at else "shown"


def _record(thing: Thing, action: str, *, by: AbstractBaseUser, before: str, answer: str) -> None:
    kind = "reply" if isinstance(thing, Reply) else "note"
    details = {"before": before, "after": _state(thing)} | ({"answer": answer} if answer else {})
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
