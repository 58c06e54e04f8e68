"""What the pages of notes show, by a number of queries that does not grow with them."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from muniment.accounts.models import User
from muniment.annotations.models import Annotation
from muniment.annotations.selectors import group as group_selectors
from muniment.annotations.selectors.document import Asked, NotesScreen, notes_screen
from muniment.annotations.selectors.group import count_of, group_notes_screen
from muniment.annotations.selectors.note import note_screen
from muniment.annotations.selectors.own import AskedOfMine, OwnNotesScreen, own_notes_screen
from muniment.annotations.services import notes
from muniment.passages.models import Anchor
from muniment.ui.paging import PageNotFound
from tests.annotations.builders import World, client_of
from tests.passages.builders import correct


def listed(world: World, query: str = "", *, role: str = "author") -> NotesScreen:
    asked = Asked.read(QueryDict(query))
    return notes_screen(world.document.identifier, asked, viewer=world.viewer(role))


def mine(world: World, query: str = "") -> OwnNotesScreen:
    return own_notes_screen(AskedOfMine.read(QueryDict(query)), viewer=world.viewer("author"))


def words_of(screen: NotesScreen) -> list[str]:
    return [entry.row.excerpt for entry in screen.entries]


def lose(world: World, note: Annotation) -> None:
    """Take a note's passage out of the text."""
    version = correct(world.text, "Nothing is left.").current
    assert note.passage and version
    Anchor.objects.create(passage=note.passage, version=version, status="orphan")


@pytest.fixture
def kinds(world: World) -> World:
    """Write a note of each kind, in this order of the text."""
    world.note("private", on_words="It", colour="green")
    world.note("shared", on_words="warm", show_to=(world.group,), tags=("Weather",))
    world.note("public", on_words="river", is_public=True, by="member", tags=("rivers",))
    return world


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["private", "shared", "public"]),
        ("show=mine", ["private", "shared"]),
        ("show=public", ["public"]),
        ("show=group:{group}", ["shared"]),
        ("show=public&show=group:{group}", ["shared", "public"]),
        ("show=nonsense", []),
        ("colour=green", ["private"]),
        ("tag=weather", ["shared"]),
        ("show=mine&colour=yellow", ["shared"]),
    ],
)
def test_the_notes_of_a_document_are_narrowed(query: str, shown: list[str], kinds: World) -> None:
    assert words_of(listed(kinds, query.format(group=kinds.group.identifier))) == shown


def test_the_layers_are_counted(kinds: World) -> None:
    layers = [(layer.label, layer.count) for layer in listed(kinds).layers]
    assert layers == [("My notes", 2), ("Everyone’s notes", 1), ("Readers of diaries", 1)]
    assert [layer.value for layer in listed(kinds, role="stranger").layers] == ["public"]


def test_long_lists_go_page_by_page(world: World) -> None:
    for number in range(101):
        world.note(f"{number}", about=world.whole())
    assert words_of(listed(world, "page=2")) == ["100"]
    with pytest.raises(PageNotFound):
        listed(world, "page=3")
    page = client_of(world.author).get(f"/documents/{world.document.identifier}/notes/?page=3")
    assert page.status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_screens_ask_as_much_for_few_notes_as_for_many(
    number: int, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        note = world.note(f"{n}", show_to=(world.group, world.other))
        world.reply(note, by="member", group=world.group)
    with django_assert_num_queries(12):
        listed(world, role="owner")
    with django_assert_num_queries(11):
        mine(world)
    with django_assert_num_queries(9):
        group_notes_screen(world.group.identifier, "", viewer=world.viewer("owner"))


def test_each_page_of_the_notes_of_a_group_goes_on_where_the_one_before_ended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_selectors, "PAGE_SIZE", 2)
    made = [world.note(f"{n}", show_to=(world.group,)).identifier for n in range(7)]
    viewer = world.viewer("owner")
    screens = [
        group_notes_screen(world.group.identifier, f"{number}", viewer=viewer)
        for number in range(1, 5)
    ]
    pages = [[note.identifier for note in screen.notes] for screen in screens]
    assert pages == [made[:4:-1], made[4:2:-1], made[2:0:-1], made[:1]]


@pytest.mark.parametrize("number", [1, 30])
def test_a_note_asks_as_much_for_few_replies_as_for_many(
    number: int, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    note = world.note(show_to=(world.group, world.other))
    for _ in range(number):
        world.reply(note, by="member", group=world.group)
    with django_assert_num_queries(7):
        note_screen(Annotation.objects.select_related("author", "passage").get(),
                    viewer=world.viewer("owner"))  # fmt: skip


def test_the_tray_has_the_notes_whose_words_are_gone(world: World) -> None:
    kept, lost = world.note("kept", about=world.whole()), world.note("lost", on_words="peace")
    lose(world, lost)
    screen = mine(world, "shelf=orphans")
    assert [note.identifier for note in screen.notes] == [lost.identifier]
    assert (screen.notes[0].exact, screen.orphans, screen.total) == ("peace", 1, 2)
    assert kept.identifier in {note.identifier for note in mine(world).notes}


def test_a_note_is_put_to_new_words_by_hand(world: World) -> None:
    note = world.note("lost", on_words="peace")
    lose(world, note)
    client = client_of(world.author)
    address = f"/notes/{note.identifier}/move/"
    page = client.get(address, {"words": "is  left"}).content.decode()
    assert "<mark>is left</mark>" in page
    sent = {"text": "en", "version": "2", "start": "8", "end": "15", "exact": "is left"}
    done = client.post(address, {**sent, "revision": "1"})
    assert (done.status_code, done["Location"]) == (302, notes.address(note))
    assert mine(world).orphans == 0
    late = client.post(address, {**sent, "revision": "1"})
    assert late.status_code == 409


def test_words_that_are_nowhere_are_said_to_be(world: World) -> None:
    note = world.note()
    page = client_of(world.author).get(f"/notes/{note.identifier}/move/", {"words": "nowhere"})
    assert "not in the text of this document" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=ВЕСНА", {"Весна"}),
        ("q=river", {"water"}),
        ("colour=blue", {"Весна"}),
        ("audience=public", {"water"}),
        ("tag=Вода", {"water"}),
        ("tag=Вод", set()),
        ("document=nothing", set()),
        ("colour=nonsense", {"Весна", "water"}),
    ],
)
def test_ones_own_notes_are_looked_through(query: str, shown: set[str], world: World) -> None:
    world.note("Весна", colour="blue")
    world.note("water", on_words="river", is_public=True, tags=("Вода",))
    world.note("water too", by="member", is_public=True)
    assert {
        note.body.removeprefix("<p>").partition("<")[0] for note in mine(world, query).notes
    } == shown


def test_a_deletion_can_be_undone_from_the_page_after_it(world: World) -> None:
    note = world.note("Old words")
    client = client_of(world.author)
    done = client.post(f"/notes/{note.identifier}/delete/")
    page = client.get(done["Location"]).content.decode()
    assert "The note “Old words” was deleted." in page
    assert f"/notes/{note.identifier}/restore/" in page


def test_two_windows_show_each_other_what_they_wrote(world: World) -> None:
    note = world.note("First")
    client, address = client_of(world.author), f"/notes/{note.identifier}/edit/"
    sent = {"colour": "blue", "audience": "private", "revision": "1"}
    assert client.post(address, {**sent, "body": "Second"}).status_code == 302
    late = client.post(address, {**sent, "body": "Third"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Second" in page and ">Third</textarea>" in page and 'value="2"' in page


def test_a_hidden_note_says_so_to_its_author(world: World) -> None:
    note = world.note(is_public=True)
    Annotation.objects.update(hidden_at=note.created_at)
    page = client_of(world.author).get(notes.address(note)).content.decode()
    assert "The staff have hidden this note" in page


def test_a_note_on_a_document_that_was_closed_stays_with_its_author(world: World) -> None:
    note = world.note("My words", on_words="peace")
    world.document.is_withdrawn = True
    world.document.save()
    page = client_of(world.author).get(notes.address(note)).content.decode()
    assert "The archive has withdrawn this document." in page
    assert "My words" in page and "peace" in page


@pytest.mark.parametrize("is_public", [True, False])
def test_nothing_of_the_address_of_a_reader_without_a_name_is_shown_to_everyone(
    world: World, is_public: bool
) -> None:
    User.objects.filter(pk=world.author.pk).update(name="")
    note = world.note(is_public=is_public, show_to=() if is_public else (world.group,))
    world.reply(note, by="author", group=None if is_public else world.group)
    document = f"/documents/{world.document.identifier}/notes/"
    client = client_of(world.account("member"))
    for address in (notes.address(note), document, f"{document}?format=json"):
        assert ("anna.author" in client.get(address).content.decode()) is not is_public
    sent = client.get(f"/annotations/{note.identifier}", headers={"Accept": "application/ld+json"})
    assert (sent.json()["creator"]["name"] == "anna.author") is not is_public


def test_a_group_counts_only_the_notes_that_a_member_may_see(world: World) -> None:
    world.note(show_to=(world.group,))
    assert count_of(world.group, world.viewer("member")) == 1
    world.document.is_withdrawn = True
    world.document.save()
    assert count_of(world.group, world.viewer("member")) == 0
    assert count_of(world.group, world.viewer("author")) == 1


def test_a_preview_keeps_nothing(world: World) -> None:
    address = f"/documents/{world.document.identifier}/notes/new/"
    sent = {"body": "Some *words*", "preview": "1", "tags": "a, b", "audience": "public"}
    page = client_of(world.author).post(address, sent).content.decode()
    assert "<em>words</em>" in page and 'value="a, b"' in page
    assert not Annotation.objects.exists()
