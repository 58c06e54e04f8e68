"""What staff see: the queue, one report in its place, the log; and how they come in."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muniment.accounts.models import User
from muniment.annotations.models import Report
from muniment.audit.models import AuditEntry
from muniment.audit.services import record
from muniment.desk.selectors.queue import QueueScreen
from tests.accounts.conftest import log_in, make_reader
from tests.accounts.test_security import connect_app, totp
from tests.desk.builders import Office, at_desk
from tests.desk.test_deciding import decide

__all__ = ["make_reader"]

FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", " =1", "＝1")


def queue(desk: Client, **asked: str) -> QueueScreen:
    screen: QueueScreen = desk.get("/desk/reports/", asked).context["screen"]
    return screen


def acts(desk: Client, **asked: str) -> list[str]:
    return [act.who for act in desk.get("/desk/audit/", asked).context["screen"].acts]


# Coming in --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_staff_are_led_to_a_second_step_and_then_come_in(client: Client, make_reader: Any) -> None:
    make_reader(is_staff=True)
    log_in(client)
    refused = client.get("/desk/reports/")
    assert refused.status_code == 403
    assert 'href="/account/security/"' in refused.content.decode()
    secret = connect_app(client)
    asked = client.get("/desk/reports/?show=decided")
    assert asked.status_code == 403
    href = asked.context["barrier"].href
    assert urlsplit(href).path == "/account/check/code/"
    assert parse_qs(urlsplit(href).query) == {"next": ["/desk/reports/?show=decided"]}
    given = client.post(href, {"code": totp(secret, steps_from_now=1)})
    assert given.headers["Location"] == "/desk/reports/?show=decided"
    assert client.get("/desk/reports/").status_code == 200
    again = Client()
    log_in(again)
    again.post("/account/login/second-step/", {"code": totp(secret, steps_from_now=-1)})
    assert again.get("/desk/").status_code == 200


def test_one_who_is_staff_no_more_finds_nothing_at_once(office: Office, desk: Client) -> None:
    assert desk.get("/desk/").status_code == 200
    User.objects.filter(pk=office.clerk.pk).update(is_staff=False)
    assert desk.get("/desk/").status_code == 404


def test_a_session_of_somebody_else_does_not_open_the_desk(office: Office, desk: Client) -> None:
    desk.force_login(office.colleague)
    assert desk.get("/desk/").status_code == 403


@pytest.mark.parametrize(("role", "is_there"), [("stranger", False), ("desk", True)])
def test_the_menu_leads_staff_alone_to_the_desk(role: str, is_there: bool, office: Office) -> None:
    page = office.client(role).get("/browse/").content.decode()
    assert ('href="/desk/"' in page) is is_there


# The queue --------------------------------------------------------------------------------------


def test_the_queue_puts_complaints_about_one_thing_together_the_oldest_first(
    office: Office, desk: Client
) -> None:
    one, two = (office.world.note(words, is_public=True) for words in ("First", "Second"))
    for note, who in ((one, "stranger"), (two, "stranger"), (one, "member"), (one, "former")):
        office.complain(note, f"Said by {who}", by=who)
    reply = office.world.reply(two, "A reply", by="owner")
    office.complain(two, about=reply)
    screen = queue(desk)
    assert [(c.excerpt, c.total, c.is_reply) for c in screen.cases] == [
        ("First", 3, False),
        ("Second", 1, False),
        ("A reply", 1, True),
    ]
    assert (screen.waiting, screen.decided) == (3, 0)
    start = desk.get("/desk/").content.decode()
    assert "3 notes or replies that readers complain of wait for a decision." in start


def test_what_was_decided_stands_on_its_own_shelf(office: Office, desk: Client) -> None:
    one, two = (office.world.note(words, is_public=True) for words in ("First", "Second"))
    for note in (one, two):
        decide(desk, office.complain(note), "dismissed")
    office.complain(one, by="member")
    assert [case.excerpt for case in queue(desk).cases] == ["First"]
    decided = queue(desk, show="decided")
    assert [case.excerpt for case in decided.cases] == ["Second", "First"]
    assert (decided.waiting, decided.decided) == (1, 2)
    assert "Nothing wrong was found" in desk.get("/desk/reports/?show=decided").content.decode()


def test_the_queue_says_how_often_a_reader_complained_for_nothing(
    office: Office, desk: Client
) -> None:
    for outcome in ("dismissed", "hidden", "dismissed"):
        note = office.world.note("Words", is_public=True)
        decide(desk, office.complain(note), outcome)
    office.complain(office.world.note("Words", is_public=True))
    assert (
        "2 of 3 earlier complaints found groundless" in desk.get("/desk/reports/").content.decode()
    )


def test_queries_do_not_grow_with_the_queue(office: Office, desk: Client) -> None:
    def ask() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get("/desk/reports/")
        return len(asked)

    office.complain(office.world.note("Words", is_public=True))
    one = ask()
    for who in ("member", "former", "owner"):
        for _ in range(3):
            office.complain(office.world.note("Words", is_public=True), by=who)
    assert ask() == one


# One report -------------------------------------------------------------------------------------


def test_a_report_stands_in_its_place(office: Office, desk: Client) -> None:
    note = office.world.note("A *note*", on_words="warm", is_public=True)
    for number in range(6):
        office.world.reply(note, f"Before {number}", by="owner")
    reply = office.world.reply(note, "Rude reply", by="member")
    office.world.reply(note, "After", by="owner")
    report = office.complain(note, "It is rude.", about=reply)
    page = desk.get(f"/desk/reports/{report.pk}/").content.decode()
    assert "<em>note</em>" in page and ">warm<" in page and "8 March" in page
    assert "Before 5" in page and "Before 2" not in page and "After" in page
    assert "It is rude." in page and "Stella Stranger" in page


@pytest.mark.parametrize(("role", "status"), [("desk", 200), ("forgetful", 404), ("staff", 404)])
def test_the_note_itself_is_open_to_staff_after_their_second_step(
    role: str, status: int, office: Office
) -> None:
    world = office.world
    note = world.note("Words", show_to=(world.group,))
    office.complain(note, by="member")
    assert office.client(role).get(f"/notes/{note.identifier}/").status_code == status


def test_words_of_other_threads_and_names_of_groups_are_not_shown(
    office: Office, desk: Client
) -> None:
    world = office.world
    note = world.note("Words", show_to=(world.group, world.other))
    world.reply(note, "Said elsewhere", by="owner", group=world.other)
    world.reply(note, "Said here", by="owner", group=world.group)
    reply = world.reply(note, "Rude reply", by="member", group=world.group)
    page = desk.get(f"/desk/reports/{office.complain(note, about=reply, by='owner').pk}/")
    shown = page.content.decode()
    assert "Said here" in shown and "Said elsewhere" not in shown
    assert world.group.name not in shown and world.other.name not in shown


def test_a_report_tells_what_was_complained_of_before(office: Office, desk: Client) -> None:
    earlier = office.world.note("Worse words", is_public=True)
    decide(desk, office.complain(earlier), "hidden")
    office.complain(office.world.reply(note := office.world.note("N", is_public=True), "Mine",
                                       by="author").annotation, by="member")  # fmt: skip
    report = office.complain(note)
    screen = desk.get(f"/desk/reports/{report.pk}/").context["screen"]
    assert [each.excerpt for each in screen.author.earlier] == ["Worse words"]
    assert (screen.author.total, screen.author.upheld) == (1, 1)
    assert len(screen.complaints) == 2


def test_staff_are_asked_to_let_others_decide_on_what_they_have_written(office: Office) -> None:
    world = office.world
    note = world.note("Words", is_public=True)
    note.author = office.clerk
    note.save()
    page = at_desk(office.clerk).get(f"/desk/reports/{office.complain(note).pk}/")
    assert "You have written this yourself" in page.content.decode()


def test_what_readers_write_cannot_carry_script(office: Office, desk: Client) -> None:
    evil = "<script>alert(1)</script>"
    note = office.world.note(evil, is_public=True)
    report = office.complain(note, evil)
    Report.objects.update(quoted=evil * 2)
    for path in ("/desk/reports/", f"/desk/reports/{report.pk}/"):
        assert "<script>alert" not in desk.get(path).content.decode()


def test_a_report_whose_author_has_gone_is_shown(office: Office, desk: Client) -> None:
    note = office.world.note("Words", is_public=True)
    report = office.complain(note)
    note.author = None
    note.save()
    assert desk.get(f"/desk/reports/{report.pk}/").status_code == 200
    assert decide(desk, report, "hidden").status_code == 302


# The audit log ----------------------------------------------------------------------------------


def test_the_log_is_narrowed_to_who_what_and_when(office: Office, desk: Client) -> None:
    for who, action, day in (
        (office.clerk, "note.hidden", 1),
        (office.colleague, "note.hidden", 2),
        (office.world.author, "account.exported", 3),
    ):
        entry = record(action, actor=who, subject_kind="note", subject_id=day)
        AuditEntry.objects.filter(pk=entry.pk)._raw_delete(connection.alias)
        entry._state.adding = True
        entry.at = datetime(2026, 3, day, 12, tzinfo=UTC)
        entry.save()
    reader = f"account {office.world.author.pk}"
    assert acts(desk) == [reader, "Karl Colleague", "Clara Clerk"]
    assert acts(desk, who="karl") == ["Karl Colleague"]
    assert acts(desk, who=office.world.author.email.upper()) == [reader]
    assert acts(desk, action="note.hidden") == ["Karl Colleague", "Clara Clerk"]
    assert acts(desk, kind="note", thing="1") == ["Clara Clerk"]
    assert acts(desk, since="2026-03-02", until="2026-03-02") == ["Karl Colleague"]
    assert acts(desk, since="2026-03-04") == []
    assert "Write days as" in desk.get("/desk/audit/?since=yesterday").content.decode()


def test_the_log_has_pages_of_a_hundred(office: Office, desk: Client) -> None:
    for number in range(101):
        record("note.hidden", subject_kind="note", subject_id=number)
    assert len(acts(desk)) == 100
    assert len(acts(desk, page="2")) == 1
    assert desk.get("/desk/audit/?page=3").status_code == 404


def test_the_table_holds_what_was_asked_for_and_nothing_that_a_spreadsheet_computes(
    office: Office, desk: Client
) -> None:
    for formula in FORMULAS:
        record("note.hidden", subject_kind="note", subject_id=formula, details={"answer": formula})
    record("group.closed", subject_kind="group", subject_id="g")
    answer = desk.post("/desk/audit/export/", {"action": "note.hidden"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Cache-Control"] == "private, no-store"
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert head == ["when", "who", "account", "what", "kind", "thing", "details"]
    assert sorted(row[5] for row in rows) == sorted(f"'{formula}" for formula in FORMULAS)
    assert all(cell[:1] not in tuple("=+-@\t\r＝") for row in rows for cell in row)


def test_that_the_log_was_taken_away_is_written_down(office: Office, desk: Client) -> None:
    desk.post("/desk/audit/export/", {"who": "Karl"})
    entry = AuditEntry.objects.get(action="audit.exported")
    assert (entry.actor, entry.details) == (office.clerk, {"who": "Karl"})
