"""Notes go with their author, in an export and when the account is deleted."""

from __future__ import annotations

import json

from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile
from muniment.annotations.models import Annotation, Reply
from muniment.annotations.owning import OwnedNotes
from muniment.annotations.services import notes
from muniment.documents.models import Document
from tests.annotations.builders import World, client_of


def export(user: User) -> dict[str, ExportFile]:
    return {file.path: file for file in OwnedNotes().export(user)}


def test_an_export_has_all_that_one_has_written_and_nothing_of_others(world: World) -> None:
    note = world.note("Was it *warm*?", show_to=(world.group,), tags=("weather",))
    world.note("Of somebody else", by="member", is_public=True)
    world.reply(note, "Said by the member", by="member", group=world.group)
    world.reply(note, "Said by the author", by="author", group=world.group)
    gone = world.note("Deleted words")
    notes.delete(gone, viewer=world.viewer("author"))
    files = export(world.author)
    written = json.loads(files["notes.jsonld"].content)
    assert [each["type"] for each in written["@graph"]] == ["Annotation"]
    assert "Was it *warm*?" in files["notes.jsonld"].content.decode()
    assert "<em>warm</em>" in files["notes.html"].content.decode()
    assert "weather" in files["notes.csv"].content.decode()
    assert "Said by the author" in files["replies.csv"].content.decode()
    everything = "".join(file.content.decode() for file in files.values())
    for foreign in ("somebody else", "Said by the member", "Deleted words"):
        assert foreign not in everything


def test_an_export_keeps_notes_on_documents_that_were_closed(world: World) -> None:
    world.note("On a closed one")
    Document.objects.update(is_withdrawn=True)
    assert "On a closed one" in export(world.author)["notes.csv"].content.decode()


def test_a_table_computes_nothing_in_a_spreadsheet(world: World) -> None:
    world.note("=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in export(world.author)["notes.csv"].content.decode()


def test_with_the_account_go_its_notes_but_not_the_answers_of_others(world: World) -> None:
    bare, answered = world.note("Bare", is_public=True), world.note("Words", is_public=True)
    own = world.note("Answered by its author alone", is_public=True)
    world.reply(own, by="author")
    world.reply(answered, "An answer", by="member")
    theirs = world.note("Theirs", by="member", is_public=True)
    world.reply(theirs, "The author's answer", by="author")
    OwnedNotes().delete(world.author)
    world.author.delete()
    left = {note.identifier: note.body for note in Annotation.objects.all()}
    assert left == {answered.identifier: "", theirs.identifier: "Theirs"}
    assert [reply.body for reply in Reply.objects.all()] == ["An answer"]
    assert bare.identifier not in left
    page = client_of(None).get(notes.address(answered)).content.decode()
    assert "This note was deleted." in page and "An answer" in page


def test_nothing_of_notes_stands_in_the_way_of_leaving(world: World) -> None:
    world.note(show_to=(world.group,))
    assert list(OwnedNotes().before_delete(world.author)) == []
