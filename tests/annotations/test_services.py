"""What is done with notes: who sees them then, what is refused, who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from muniment.annotations import policies
from muniment.annotations.errors import (
    AlreadyReported,
    BadBox,
    ChooseGroup,
    NoteNotFound,
    NotYourGroup,
    NotYours,
    TooManyNotes,
    TooManyReports,
    TooManyTags,
)
from muniment.annotations.models import Annotation, Audience, Reply
from muniment.annotations.services import limits, notes, replies
from muniment.annotations.services.contents import Content
from muniment.annotations.services.places import About
from muniment.annotations.services.reports import report
from muniment.annotations.services.sweeping import sweep_away
from muniment.groups import services as groups
from muniment.groups.models import GroupEvent
from muniment.notices.models import Notice
from muniment.notices.registry import sentence_of, shown_of
from muniment.passages.models import Passage
from muniment.passages.targets import Target
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import NothingWritten, Refused
from tests.annotations.builders import World
from tests.passages.builders import on
from tests.quicker import quicker


def sees(world: World, role: str, note: Annotation) -> bool:
    return Annotation.objects.visible_to(world.viewer(role)).filter(pk=note.pk).exists()


def told(world: World, role: str) -> list[str]:
    account = world.account(role)
    assert account
    found = Notice.objects.filter(account=account).order_by("pk")
    return [sentence_of(notice) for notice in shown_of(list(found), account.pk)]


# Write ------------------------------------------------------------------------------------------


def test_a_note_is_its_authors_alone_until_he_shows_it(world: World) -> None:
    note = world.note()
    assert note.audience == Audience.PRIVATE
    assert [role for role in ("member", "staff", "visitor") if sees(world, role, note)] == []


def test_a_highlight_needs_no_words_but_a_note_on_a_page_does(world: World) -> None:
    assert world.note("").body == ""
    assert world.note("", about=world.box()).box == [10, 20, 30, 40]
    for about in (world.whole(), About(Target(world.document.identifier, "12"))):
        with pytest.raises(NothingWritten):
            world.note("  ", about=about)
        assert world.note("", about=about, tags=("map",)).tags == ["map"]


def test_a_note_refused_leaves_nothing_behind(world: World) -> None:
    content = Content(body="x", audience=Audience.GROUPS)
    with pytest.raises(ChooseGroup):
        notes.create(About(on(world.document, "warm")), content, viewer=world.viewer("author"))
    assert not Annotation.objects.exists() and not Passage.objects.exists()


def test_tags_are_tidied(world: World) -> None:
    tags = ("  old   maps ", "Old Maps", "", "Ёлка", "ёлка")
    assert world.note(tags=tags).tags == ["old maps", "Ёлка"]
    with pytest.raises(TooManyTags):
        world.note(tags=tuple(f"tag {n}" for n in range(21)))


@pytest.mark.parametrize(
    "box", [(-1, 0, 10, 10), (0, 0, 0, 10), (991, 0, 10, 10), (0, 1391, 10, 10)]
)
def test_a_box_lies_on_its_image(box: tuple[int, int, int, int], world: World) -> None:
    with pytest.raises(BadBox):
        world.note(about=world.box(box=box))


def test_a_box_lies_on_an_image_of_its_own_document(world: World) -> None:
    elsewhere = world.archive.document("Other", "1917-03-10")
    about = About(Target(elsewhere.identifier), world.image.identifier, (0, 0, 10, 10))
    with pytest.raises(BadBox):
        world.note(about=about)


def test_nobody_shows_a_note_to_a_group_that_he_is_not_in(world: World) -> None:
    for by in ("stranger", "former"):
        with pytest.raises(NotYourGroup):
            world.note(by=by, show_to=(world.group,))


def test_notes_cannot_be_written_without_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NOTES_AN_HOUR", 2)
    note = world.note(is_public=True)
    world.note()
    with pytest.raises(TooManyNotes):
        world.note()
    Annotation.objects.filter(pk=note.pk).update(created_at=timezone.now() - timedelta(hours=2))
    world.note()
    for _ in range(2):
        world.reply(note, by="member")
    with pytest.raises(TooManyNotes):
        world.reply(note, by="member")


# Edit -------------------------------------------------------------------------------------------


def test_an_edit_that_comes_too_late_loses_nothing(world: World) -> None:
    note, late = world.note("First"), Annotation.objects.get()
    viewer = world.viewer("author")
    notes.edit(note, Content(body="Second"), viewer=viewer, revision=1)
    with pytest.raises(Conflict) as conflict:
        notes.edit(late, Content(body="Third"), viewer=viewer, revision=1)
    assert conflict.value.current.body == "Second"


def test_who_sees_a_note_changes_with_its_audience(world: World) -> None:
    note, viewer = world.note(show_to=(world.group,)), world.viewer("author")
    world.reply(note, by="member", group=world.group)
    changes = (
        (Content(body="x", audience=Audience.PUBLIC), (True, True)),
        (Content(body="x", audience=Audience.GROUPS, groups=(world.other.identifier,)),
         (False, False)),
        (Content(body="x"), (False, False)),
        (Content(body="x", audience=Audience.GROUPS, groups=(world.group.identifier,)),
         (True, False)),
    )  # fmt: skip
    for content, seen in changes:
        notes.edit(note, content, viewer=viewer, revision=None)
        assert (sees(world, "member", note), sees(world, "stranger", note)) == seen
    assert [thread.identifier for thread in policies.threads_of(note, viewer=viewer)] == [
        world.group.identifier
    ]


def test_a_note_is_taken_to_another_passage(world: World) -> None:
    note = world.note(on_words="warm")
    about = About(on(world.document, "peace"))
    moved = notes.move(note, about, viewer=world.viewer("author"), revision=1)
    assert moved.passage and (moved.passage.exact, moved.revision) == ("peace", 2)
    with pytest.raises(Conflict):
        notes.move(note, about, viewer=world.viewer("author"), revision=1)


# Groups -----------------------------------------------------------------------------------------


def test_each_group_has_a_thread_of_its_own(world: World) -> None:
    note = world.note(show_to=(world.group, world.other))
    world.reply(note, "To readers", by="member", group=world.group)
    world.reply(note, "To friends", by="owner", group=world.other)
    for role, count in (("member", 1), ("owner", 2), ("author", 2)):
        threads = policies.threads_of(note, viewer=world.viewer(role))
        assert len(threads) == count
    with pytest.raises(NoteNotFound):
        world.reply(note, by="member", group=world.other)


def test_who_leaves_a_group_takes_his_notes_along(world: World) -> None:
    both = world.note(show_to=(world.group, world.other))
    one = world.note(show_to=(world.group,))
    theirs = world.note(by="member", show_to=(world.group,))
    groups.leave(world.readers.place(world.author))
    for note in (both, one, theirs):
        note.refresh_from_db()
    assert (both.audience, one.audience) == (Audience.GROUPS, Audience.PRIVATE)
    assert [share.group for share in both.shares.all()] == [world.other]
    assert not sees(world, "member", both) and not sees(world, "member", one)
    assert sees(world, "author", both) and sees(world, "author", one)
    assert not sees(world, "author", theirs)


def test_who_is_taken_out_of_a_group_keeps_his_notes(world: World) -> None:
    note = world.note(show_to=(world.group,))
    groups.remove(world.readers.place(world.readers.owner), world.readers.place(world.author))
    assert sees(world, "author", note) and not sees(world, "owner", note)


def test_a_closed_group_shows_nothing_and_an_opened_one_all_again(world: World) -> None:
    note = world.note(show_to=(world.group,))
    groups.close(world.readers.place(world.readers.owner))
    assert not sees(world, "member", note) and sees(world, "author", note)
    groups.reopen(world.group.identifier, by=world.readers.owner)
    assert sees(world, "member", note)


def test_a_group_is_told_once_of_many_notes_on_a_document(world: World) -> None:
    for _ in range(3):
        world.note(show_to=(world.group,))
    events = GroupEvent.objects.filter(group=world.group, kind="note.shared")
    assert [event.subject for event in events] == [world.document.title + " 1917"]


# Delete -----------------------------------------------------------------------------------------


def test_a_deleted_note_is_gone_until_it_is_brought_back(world: World) -> None:
    note = world.note(is_public=True)
    notes.delete(note, viewer=world.viewer("author"))
    assert not sees(world, "member", note) and not sees(world, "author", note)
    notes.restore(policies.deleted_note(world.viewer("author"), note.identifier))
    assert sees(world, "member", note)


def test_a_deleted_note_keeps_its_place_only_where_others_have_answered(world: World) -> None:
    note = world.note(show_to=(world.group, world.other))
    world.reply(note, by="author", group=world.other)
    answer = world.reply(note, by="member", group=world.group)
    notes.delete(note, viewer=world.viewer("author"))
    assert sees(world, "member", note)
    note.refresh_from_db()
    with pytest.raises(NotYours):
        world.reply(note, by="member", group=world.group)
    replies.delete_reply(answer, viewer=world.viewer("member"))
    assert not sees(world, "member", note)


def test_what_was_deleted_long_ago_is_erased(world: World) -> None:
    bare, answered = world.note(is_public=True), world.note("Words", is_public=True)
    world.reply(answered, by="member")
    gone = world.reply(answered, by="stranger")
    replies.delete_reply(gone, viewer=world.viewer("stranger"))
    for note in (bare, answered):
        notes.delete(note, viewer=world.viewer("author"))
    sweep_away(timezone.now() + timedelta(days=29))
    assert Annotation.objects.count() == 2 and Reply.objects.count() == 2
    sweep_away(timezone.now() + timedelta(days=31))
    assert [note.body for note in Annotation.objects.all()] == [""]
    assert Reply.objects.count() == 1
    assert sees(world, "member", answered)


# Be told ----------------------------------------------------------------------------------------


def test_the_author_and_those_who_wrote_there_are_told_of_a_reply(world: World) -> None:
    note = world.note(show_to=(world.group,))
    world.reply(note, by="member", group=world.group)
    world.reply(note, by="owner", group=world.group)
    assert told(world, "author") == [
        "Maria Member replied to your note on “8 March 1917” in the group “Readers of diaries”."
    ]
    (said,) = told(world, "member")
    assert said.startswith("Olga Owner replied after you to a note on “8 March 1917”")
    assert told(world, "owner") == []


def test_who_no_longer_sees_a_note_is_told_nothing_of_it(world: World) -> None:
    note = world.note(show_to=(world.group,))
    world.reply(note, by="member", group=world.group)
    groups.leave(world.readers.place(world.readers.member))
    world.reply(note, by="owner", group=world.group)
    assert told(world, "member") == []
    public = world.note(is_public=True)
    world.reply(public, by="stranger")
    world.reply(public, by="owner")
    assert len(told(world, "stranger")) == 1
    Annotation.objects.filter(pk=public.pk).update(hidden_at=timezone.now())
    assert told(world, "stranger") == []


# Complain ---------------------------------------------------------------------------------------


def test_a_complaint_keeps_the_words_complained_of(world: World) -> None:
    note = world.note("Rude words", is_public=True)
    made = report(note, " It is rude. ", viewer=world.viewer("stranger"))
    assert (made.complaint, made.quoted, made.outcome) == ("It is rude.", "Rude words", "open")


def test_nobody_complains_twice_of_one_thing_while_it_waits(world: World) -> None:
    note = world.note(is_public=True)
    answer, viewer = world.reply(note, by="member"), world.viewer("stranger")
    report(note, "Rude", viewer=viewer)
    report(note, "Rude", viewer=viewer, written=answer)
    for written in (None, answer):
        with pytest.raises(AlreadyReported):
            report(note, "Very rude", viewer=viewer, written=written)
    report(note, "Rude", viewer=world.viewer("owner"))


def test_nobody_complains_twice_of_one_thing_at_once(world: World) -> None:
    note, viewer = world.note(is_public=True), world.viewer("stranger")

    def first() -> None:
        report(note, "Rude", viewer=viewer)

    with (
        pytest.raises(AlreadyReported),
        quicker(first, after_reading="annotations_report"),
    ):
        report(note, "Rude", viewer=viewer)


def test_nobody_complains_without_end(world: World) -> None:
    viewer = world.viewer("stranger")
    made = [world.note(is_public=True) for _ in range(limits.REPORTS_A_DAY + 1)]
    for note in made[:-1]:
        report(note, "Rude", viewer=viewer)
    with pytest.raises(TooManyReports):
        report(made[-1], "Rude", viewer=viewer)


@pytest.mark.parametrize("complaint", ["", "   ", "x" * 2_001])
def test_a_complaint_says_something_and_no_novel(complaint: str, world: World) -> None:
    with pytest.raises(Refused):
        report(world.note(is_public=True), complaint, viewer=world.viewer("stranger"))
