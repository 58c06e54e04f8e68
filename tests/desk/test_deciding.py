"""What staff decide is done, told to both sides and written down, once, on what they have seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from muniment.accounts.models import User
from muniment.annotations.models import KEPT_DELETED, Annotation, Reply, Report
from muniment.annotations.services import notes
from muniment.annotations.services.contents import Content
from muniment.annotations.services.replies import delete_reply, edit_reply
from muniment.audit.models import AuditEntry
from muniment.notices.models import Notice
from muniment.notices.registry import sentence_of
from tests.desk.builders import Office, at_desk

Outcome = Report.Outcome


def decide(desk: Client, report: Report, outcome: str, answer: str = "Rude words.") -> Any:
    """Send the form of a report's page as it is now."""
    page = f"/desk/reports/{report.pk}/"
    screen = desk.get(page).context["screen"]
    return send(desk, report, outcome, answer, revision=screen.revision, newest=screen.newest)


def send(
    desk: Client, report: Report, outcome: str, answer: str, *, revision: int, newest: int
) -> Any:
    form = {"outcome": outcome, "answer": answer, "revision": revision, "newest": newest}
    return desk.post(f"/desk/reports/{report.pk}/", form)


def told(account: User) -> list[str]:
    """Give what somebody was told."""
    return [sentence_of(each) for each in Notice.objects.filter(account=account).order_by("pk")]


def is_seen(office: Office, note: Annotation) -> bool:
    return Annotation.objects.visible_to(office.world.viewer("stranger")).contains(note)


@pytest.fixture
def note(office: Office) -> Annotation:
    return office.world.note("Rude words about the author", is_public=True)


@pytest.mark.parametrize(
    ("outcome", "stays", "reporter", "author"),
    [
        ("dismissed", True, "staff found nothing wrong. Rude words.", ""),
        ("warned", True, "staff have warned its author. Rude words.", "Staff ask you to mind"),
        ("hidden", False, "staff have hidden it. Rude words.", "Staff have hidden what you wrote"),
        ("deleted", False, "staff have deleted it. Rude", "Staff have deleted what you wrote"),
    ],
)
def test_a_decision_is_done_told_and_written_down(
    outcome: str,
    stays: bool,
    reporter: str,
    author: str,
    office: Office,
    desk: Client,
    note: Annotation,
) -> None:
    report = office.complain(note)
    assert decide(desk, report, outcome).status_code == 302
    report.refresh_from_db()
    assert (report.outcome, report.decided_by, report.answer) == (
        outcome,
        office.clerk,
        "Rude words.",
    )
    assert is_seen(office, note) is stays
    [to_reporter] = told(office.world.readers.stranger)
    assert reporter in to_reporter
    to_author = told(office.world.author)
    assert [author in each for each in to_author] == ([True] if author else [])
    assert all(each.endswith("Rude words.") for each in to_author)
    entry = AuditEntry.objects.about("note", note.identifier).get()
    after = {"hidden": "hidden", "deleted": "deleted"}.get(outcome, "shown")
    assert (entry.actor, entry.action) == (office.clerk, f"note.{outcome}")
    assert entry.details == {"before": "shown", "after": after, "answer": "Rude words."}


def test_all_complaints_about_one_thing_are_decided_together(
    office: Office, desk: Client, note: Annotation
) -> None:
    other = office.complain(office.world.note("Other words", is_public=True), by="former")
    first, second = (office.complain(note, by=who) for who in ("stranger", "member"))
    decide(desk, second, "hidden")
    outcomes = dict(Report.objects.values_list("pk", "outcome"))
    assert outcomes == {first.pk: "hidden", second.pk: "hidden", other.pk: "open"}
    world = office.world
    assert len(told(world.readers.stranger)) == len(told(world.readers.member)) == 1
    assert told(world.readers.former) == []


def test_a_reply_is_hidden_and_its_note_stays(
    office: Office, desk: Client, note: Annotation
) -> None:
    reply = office.world.reply(note, "Rude reply", by="member")
    report = office.complain(note, about=reply)
    decide(desk, report, "hidden")
    reply.refresh_from_db()
    assert reply.hidden_at and is_seen(office, note)
    assert told(office.world.readers.member) != []
    assert AuditEntry.objects.about("reply", reply.identifier).get().action == "note.hidden"


@pytest.mark.parametrize("outcome", ["hidden", "deleted"])
def test_what_was_taken_away_can_be_shown_again(
    outcome: str, office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    decide(desk, report, outcome)
    page = f"/desk/reports/{report.pk}/"
    assert "Show it again" in desk.get(page).content.decode()
    desk.post(f"{page}restore/", {"answer": "We were wrong."})
    assert is_seen(office, note)
    assert told(office.world.author)[-1].endswith("can be seen again. We were wrong.")
    entry = AuditEntry.objects.about("note", note.identifier)[0]
    details = {"before": outcome, "after": "shown", "answer": "We were wrong."}
    assert (entry.action, entry.details) == ("note.restored", details)
    assert desk.post(f"{page}restore/").status_code == 409


def test_what_an_author_or_a_group_has_deleted_is_not_shown_again(
    office: Office, desk: Client
) -> None:
    world = office.world
    note = world.note("Words", show_to=(world.group,))
    reply = world.reply(note, "Reply", by="member", group=world.group)
    report = office.complain(note, about=reply, by="owner")
    delete_reply(reply, viewer=world.viewer("moderator"))
    decide(desk, report, "hidden")
    assert desk.post(f"/desk/reports/{report.pk}/restore/").status_code == 409
    assert Reply.objects.get().deleted_at


def test_an_author_cannot_bring_back_what_staff_have_deleted(
    office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    notes.delete(note, viewer=office.world.viewer("author"))
    assert "has deleted it meanwhile" in desk.get(f"/desk/reports/{report.pk}/").content.decode()
    decide(desk, report, "deleted")
    mine = Annotation.objects.deleted_by(office.world.viewer("author"))
    assert not mine.exists()


def test_what_was_swept_away_cannot_be_shown_again(
    office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    decide(desk, report, "deleted")
    Annotation.objects.update(deleted_at=timezone.now() - KEPT_DELETED)
    assert desk.post(f"/desk/reports/{report.pk}/restore/").status_code == 409


def test_the_second_of_two_staff_is_told_what_the_first_decided(
    office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    other = at_desk(office.colleague)
    screen = other.get(f"/desk/reports/{report.pk}/").context["screen"]
    decide(desk, report, "hidden", "Rude.")
    late = send(other, report, "dismissed", "It is fine.", revision=screen.revision,
                newest=screen.newest)  # fmt: skip
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else of the staff has decided this meanwhile" in page
    assert "It is fine." in page and "Clara Clerk" in page
    assert Report.objects.get().outcome == "hidden"
    assert len(told(office.world.readers.stranger)) == 1


def test_nothing_is_decided_on_words_that_were_changed_meanwhile(
    office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    screen = desk.get(f"/desk/reports/{report.pk}/").context["screen"]
    content = Content(body="Kind words", audience="public")
    notes.edit(note, content, revision=1, viewer=office.world.viewer("author"))
    late = send(desk, report, "deleted", "Rude.", revision=screen.revision, newest=screen.newest)
    page = late.content.decode()
    assert late.status_code == 409 and "has changed the words" in page
    assert "Kind words" in page and "Rude words about the author" in page and ">Rude." in page
    assert is_seen(office, note)
    assert decide(desk, report, "dismissed").status_code == 302


def test_nothing_is_decided_on_a_reply_that_was_changed_meanwhile(
    office: Office, desk: Client, note: Annotation
) -> None:
    reply = office.world.reply(note, "Rude reply", by="member")
    report = office.complain(note, about=reply)
    edit_reply(reply, "Kind reply", revision=1)
    assert send(desk, report, "deleted", "Rude.", revision=1, newest=report.pk).status_code == 409


def test_nothing_is_decided_on_a_complaint_that_was_not_seen(
    office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    screen = desk.get(f"/desk/reports/{report.pk}/").context["screen"]
    office.complain(note, "It names my address.", by="member")
    late = send(desk, report, "dismissed", "", revision=screen.revision, newest=screen.newest)
    assert late.status_code == 409 and "It names my address." in late.content.decode()
    assert not Report.objects.exclude(outcome="open").exists()


@pytest.mark.parametrize(
    ("outcome", "answer", "said"),
    [
        ("", "Rude.", "Choose what is to be done."),
        ("open", "Rude.", "Choose what is to be done."),
        ("hidden", " ", "Say why"),
        ("warned", "x" * 2001, "Please write at most 2000 characters."),
    ],
)
def test_a_decision_that_is_not_whole_is_not_taken(
    outcome: str, answer: str, said: str, office: Office, desk: Client, note: Annotation
) -> None:
    report = office.complain(note)
    refused = decide(desk, report, outcome, answer)
    assert refused.status_code == 422 and said in refused.content.decode()
    assert Report.objects.get().outcome == Outcome.OPEN


def test_nothing_wrong_needs_no_answer(office: Office, desk: Client, note: Annotation) -> None:
    report = office.complain(note)
    assert decide(desk, report, "dismissed", "").status_code == 302
