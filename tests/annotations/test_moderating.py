"""What staff decide about complaints, and who is told."""

from __future__ import annotations

import pytest

from muniment.annotations import policies
from muniment.annotations.errors import NoteNotFound, NotYours, ReplyNotFound
from muniment.annotations.models import Annotation, Report
from muniment.annotations.services.moderating import AlreadyDecided, decide, show_again
from muniment.annotations.services.reports import report
from muniment.audit.models import AuditEntry
from muniment.notices.models import Notice
from muniment.notices.registry import sentence_of
from tests.annotations.builders import World

Outcome = Report.Outcome


def sees(world: World, role: str, note: Annotation) -> bool:
    return Annotation.objects.visible_to(world.viewer(role)).filter(pk=note.pk).exists()


def told(world: World, role: str) -> list[str]:
    notices = Notice.objects.filter(account=world.account(role)).order_by("pk")
    return [sentence_of(notice) for notice in notices]


def complain(world: World, note: Annotation, *, by: str = "stranger") -> Report:
    return report(note, "It is rude.", viewer=world.viewer(by))


def test_a_hidden_note_is_seen_by_its_author_and_staff(world: World) -> None:
    note = world.note("Rude", is_public=True)
    decide(complain(world, note), Outcome.HIDDEN, by=world.readers.staff, answer="Be kind.")
    assert not sees(world, "stranger", note) and sees(world, "author", note)
    assert policies.note_for(world.viewer("staff"), note.identifier, is_staff=True) == note
    assert told(world, "stranger") == [
        "You reported a note on “8 March 1917”: staff have hidden it. Be kind."
    ]
    assert told(world, "author") == ["Staff have hidden what you wrote on “8 March 1917”. Be kind."]


def test_all_complaints_about_one_thing_are_decided_at_once(world: World) -> None:
    note = world.note(is_public=True)
    first, second = complain(world, note), complain(world, note, by="member")
    decide(first, Outcome.WARNED, by=world.readers.staff)
    second.refresh_from_db()
    assert (second.outcome, second.decided_by) == (Outcome.WARNED, world.readers.staff)
    assert told(world, "member") and sees(world, "member", note)
    with pytest.raises(AlreadyDecided):
        decide(second, Outcome.DELETED, by=world.readers.staff)


def test_what_staff_delete_its_author_cannot_bring_back(world: World) -> None:
    note = world.note(is_public=True)
    decide(complain(world, note), Outcome.DELETED, by=world.readers.staff)
    assert not sees(world, "author", note)
    with pytest.raises(NoteNotFound):
        policies.deleted_note(world.viewer("author"), note.identifier)
    note.refresh_from_db()
    show_again(note, by=world.readers.staff)
    assert sees(world, "stranger", note)
    assert told(world, "author")[-1] == "What you wrote on “8 March 1917” can be seen again."


def test_a_complaint_without_ground_is_told_to_who_complained_alone(world: World) -> None:
    note = world.note(is_public=True)
    decide(complain(world, note), Outcome.DISMISSED, by=world.readers.staff)
    assert told(world, "author") == [] and len(told(world, "stranger")) == 1


def test_a_reply_is_judged_apart_from_its_note(world: World) -> None:
    note = world.note(is_public=True)
    answer = world.reply(note, "Rude", by="member")
    made = report(note, "Rude", viewer=world.viewer("stranger"), written=answer)
    decide(made, Outcome.HIDDEN, by=world.readers.staff)
    assert sees(world, "stranger", note)
    with pytest.raises(ReplyNotFound):
        policies.reply_for(world.viewer("stranger"), answer.identifier)
    assert policies.reply_for(world.viewer("member"), answer.identifier) == answer


def test_a_reported_note_of_a_group_is_open_to_staff(world: World) -> None:
    note = world.note(show_to=(world.group,))
    with pytest.raises(NoteNotFound):
        policies.note_for(world.viewer("staff"), note.identifier, is_staff=True)
    complain(world, note, by="member")
    assert policies.note_for(world.viewer("staff"), note.identifier, is_staff=True) == note
    with pytest.raises(NotYours):
        policies.check_report(world.viewer("author"), note)


def test_every_decision_stands_in_the_audit_log(world: World) -> None:
    note = world.note(is_public=True)
    decide(complain(world, note), Outcome.HIDDEN, by=world.readers.staff, answer="Rude")
    show_again(note, by=world.readers.staff)
    entries = AuditEntry.objects.filter(subject_kind="note").order_by("pk")
    assert [entry.action for entry in entries] == ["note.hidden", "note.restored"]
    assert entries[0].details["answer"] == "Rude"
    assert entries[0].actor == world.readers.staff
