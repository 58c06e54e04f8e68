"""What was done stays written down."""

from __future__ import annotations

import pytest

from muniment.accounts.models import User
from muniment.audit.models import AuditEntry
from muniment.audit.querysets import EntryIsFinal
from muniment.audit.services import record

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_which_thing() -> None:
    editor = User.objects.create_user("editor@example.org", is_staff=True)
    record("note.hidden", actor=editor, subject_kind="note", subject_id=7, details={"why": "spam"})
    [entry] = AuditEntry.objects.about("note", 7)
    assert (entry.actor, entry.actor_label) == (editor, "editor@example.org")
    assert (entry.action, entry.details) == ("note.hidden", {"why": "spam"})


def test_where_no_person_acts_the_system_does() -> None:
    assert record("sessions.cleared").actor_label == "system"


def test_an_entry_is_neither_changed_nor_deleted() -> None:
    entry = record("note.hidden")
    for change in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(action="note.shown"),
        lambda: AuditEntry.objects.all().delete(),
    ):
        with pytest.raises(EntryIsFinal):
            change()


def test_of_a_reader_whose_account_is_gone_only_a_number_stays() -> None:
    reader = User.objects.create_user("reader@example.org", name="Анна")
    pk = reader.pk
    record("account.deleted", actor=reader)
    reader.delete()
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.actor_label) == (None, f"account {pk}")
