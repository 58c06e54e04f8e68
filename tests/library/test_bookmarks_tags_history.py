"""Bookmarks, tags and the history of what was read."""

from __future__ import annotations

import pytest

from muniment.library.errors import NameMissing
from muniment.library.models import Bookmark, DocumentTag, HistoryEntry, Tag
from muniment.library.ordering import Move, Step
from muniment.library.selectors.tags import tag_screen
from muniment.library.services import history
from muniment.library.services.bookmarks import (
    add_bookmark,
    bookmarks_of,
    delete_bookmark,
    order_bookmark,
    rename_bookmark,
    restore_bookmark,
)
from muniment.library.services.history import choose_history, erase_history, note_reading
from muniment.library.services.tags import (
    TagExists,
    add_tag,
    change_tag,
    merge_tags,
    remove_tag,
)
from muniment.passages.targets import Target
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import Refused
from tests.library.builders import World
from tests.quicker import quicker

# Bookmarks ---------------------------------------------------------------------------------------


def bookmark(world: World, name: str = "") -> Bookmark:
    target = Target(world.document().identifier)
    return add_bookmark(target, viewer=world.viewer("owner"), name=name)


def test_a_page_has_one_bookmark_which_takes_the_newest_name(world: World) -> None:
    first = bookmark(world, "First")
    target = Target(first.document_identifier)
    viewer = world.viewer("owner")
    assert add_bookmark(target, viewer=viewer).name == "First"
    assert add_bookmark(target, viewer=viewer, name=" Second\n name ").name == "Second name"
    assert Bookmark.objects.count() == 1


def test_a_bookmark_that_is_put_twice_at_once_is_one(world: World) -> None:
    target, viewer = Target(world.document().identifier), world.viewer("owner")
    made: list[Bookmark] = []

    def first() -> None:
        made.append(add_bookmark(target, viewer=viewer, name="First"))

    with quicker(first, after_reading="library_bookmark"):
        assert add_bookmark(target, viewer=viewer, name="Second").pk == made[0].pk
    assert Bookmark.objects.get().name == "First"


def test_bookmarks_are_put_in_order(world: World) -> None:
    for name in "ABC":
        last = bookmark(world, name)
    order_bookmark(last, Move(step=Step.UP))
    assert [mark.name for mark in bookmarks_of(world.viewer("owner"))] == ["A", "C", "B"]


def test_a_bookmark_does_not_come_back_where_there_is_another(world: World) -> None:
    gone = bookmark(world, "Gone")
    delete_bookmark(gone)
    target = Target(gone.document_identifier)
    add_bookmark(target, viewer=world.viewer("owner"), name="New")
    restore_bookmark(gone)
    assert [mark.name for mark in bookmarks_of(world.viewer("owner"))] == ["New"]


def test_the_second_window_that_renames_a_bookmark_is_told(world: World) -> None:
    mark = bookmark(world)
    rename_bookmark(mark, name="Mine", revision=1)
    with pytest.raises(Conflict):
        rename_bookmark(mark, name="Yours", revision=1)


# Tags --------------------------------------------------------------------------------------------


def test_a_tag_is_one_however_it_is_capitalised_and_added_once(world: World) -> None:
    document, viewer = world.document(), world.viewer("owner")
    for name in ("Мир и Война", " мир  и война "):
        add_tag(document, name=name, viewer=viewer)
    assert [tag.name for tag in Tag.objects.all()] == ["Мир и Война"]
    assert DocumentTag.objects.count() == 1


def test_a_tag_that_is_made_twice_at_once_is_one(world: World) -> None:
    document, viewer = world.document(), world.viewer("owner")
    made: list[Tag] = []

    def first() -> None:
        made.append(add_tag(document, name="Peace", viewer=viewer))

    with quicker(first, after_reading="library_tag"):
        assert add_tag(document, name="peace", viewer=viewer) == made[0]
    assert (Tag.objects.get().name, DocumentTag.objects.count()) == ("Peace", 1)


def test_the_same_word_is_another_tag_of_a_group_and_of_somebody_else(world: World) -> None:
    document = world.document()
    add_tag(document, name="peace", viewer=world.viewer("owner"))
    add_tag(document, name="peace", viewer=world.viewer("stranger"))
    add_tag(document, name="peace", viewer=world.viewer("owner"), group=world.group)
    add_tag(document, name="peace", viewer=world.viewer("member"), group=world.group)
    assert Tag.objects.count() == 3


def test_a_tag_needs_a_name(world: World) -> None:
    with pytest.raises(NameMissing):
        add_tag(world.document(), name=" ", viewer=world.viewer("owner"))


def test_a_tag_of_a_group_is_never_public(world: World) -> None:
    tag = add_tag(
        world.document(), name="x", viewer=world.viewer("owner"), group=world.group, is_public=True
    )
    assert not tag.is_public
    assert not change_tag(tag, name="x", is_public=True).is_public


def test_a_tag_cannot_take_the_name_of_another(world: World) -> None:
    document, viewer = world.document(), world.viewer("owner")
    add_tag(document, name="peace", viewer=viewer)
    war = add_tag(document, name="war", viewer=viewer)
    with pytest.raises(TagExists):
        change_tag(war, name="Peace", is_public=False)
    assert change_tag(war, name="War", is_public=True, revision=1).name == "War"


def test_merging_puts_the_other_tag_in_its_place_everywhere(world: World) -> None:
    viewer = world.viewer("owner")
    first, second = world.document(), world.document()
    peace = add_tag(first, name="peace", viewer=viewer)
    add_tag(second, name="peace", viewer=viewer)
    mir = add_tag(second, name="мир", viewer=viewer)
    merge_tags(peace, into=mir)
    assert list(Tag.objects.all()) == [mir]
    uses = DocumentTag.objects.filter(tag=mir).order_by("document")
    assert [use.document for use in uses] == [first, second]


def test_tags_of_two_owners_cannot_be_merged(world: World) -> None:
    viewer, document = world.viewer("owner"), world.document()
    own = add_tag(document, name="a", viewer=viewer)
    shared = add_tag(document, name="b", viewer=viewer, group=world.group)
    for tag, into in ((own, shared), (own, own)):
        with pytest.raises(Refused):
            merge_tags(tag, into=into)


def test_a_tag_is_taken_away_from_a_document(world: World) -> None:
    document = world.document()
    tag = add_tag(document, name="a", viewer=world.viewer("owner"))
    remove_tag(tag, document)
    assert tag_screen(tag, viewer=world.viewer("owner"), page="").entries == ()


def test_the_page_of_a_tag_counts_but_does_not_name_what_is_closed(world: World) -> None:
    viewer = world.viewer("owner")
    add_tag(world.document(), name="a", viewer=viewer)
    closed = world.document()
    tag = add_tag(closed, name="a", viewer=viewer)
    closed.is_withdrawn = True
    closed.save(update_fields=["is_withdrawn"])
    screen = tag_screen(tag, viewer=viewer, page="")
    assert ([entry.title.text for entry in screen.entries], screen.closed) == (["Letter 1"], 1)


# History -----------------------------------------------------------------------------------------


def test_nothing_is_noted_unless_the_reader_asks_for_it(world: World) -> None:
    viewer, document = world.viewer("owner"), world.document()
    note_reading(document, viewer=viewer)
    assert HistoryEntry.objects.count() == 0
    choose_history(viewer, keeps=True)
    note_reading(document, viewer=viewer)
    note_reading(document, viewer=viewer)
    assert HistoryEntry.objects.get().times == 2
    choose_history(viewer, keeps=False)
    note_reading(world.document(), viewer=viewer)
    assert HistoryEntry.objects.count() == 1


def test_a_history_is_erased_one_by_one_and_all_at_once(world: World) -> None:
    for word in ("owner", "stranger"):
        choose_history(world.viewer(word), keeps=True)
    documents = [world.document() for _ in range(3)]
    for document in documents:
        note_reading(document, viewer=world.viewer("owner"))
        note_reading(document, viewer=world.viewer("stranger"))
    erase_history(world.viewer("owner"), document=documents[0].identifier)
    assert HistoryEntry.objects.filter(account=world.accounts["owner"]).count() == 2
    erase_history(world.viewer("owner"))
    assert HistoryEntry.objects.filter(account=world.accounts["owner"]).count() == 0
    assert HistoryEntry.objects.count() == 3


def test_the_oldest_of_a_long_history_make_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MAX_ENTRIES", 2)
    viewer = world.viewer("owner")
    choose_history(viewer, keeps=True)
    documents = [world.document() for _ in range(3)]
    for document in documents:
        note_reading(document, viewer=viewer)
    kept = HistoryEntry.objects.order_by("read_at")
    assert [entry.document for entry in kept] == documents[1:]
