"""Documents and pages are saved, noted, moved and put in order."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from muniment.documents.selectors.document import DocumentNotFound
from muniment.library.errors import TooMany
from muniment.library.models import Folder, SavedItem
from muniment.library.ordering import Move, Step
from muniment.library.services import items
from muniment.library.services.items import (
    Place,
    change_note,
    delete_item,
    items_in,
    move_item,
    order_item,
    restore_item,
    save_item,
)
from muniment.passages.errors import BadTarget
from muniment.passages.targeting import views_of
from muniment.passages.targets import Target
from muniment.ui.conflicts import Conflict
from tests.library.builders import World


def titles(folder: Folder) -> list[str]:
    return [item.document_title.removesuffix(" (1917)") for item in items_in(folder)]


def test_a_document_is_saved_with_a_note(world: World) -> None:
    folder = world.folder()
    item = world.item(folder, note="Read  *again*\r\n")
    assert (item.note, item.saved_by, titles(folder)) == (
        "Read  *again*",
        world.accounts["owner"],
        ["Letter 1"],
    )


def test_a_document_is_saved_in_a_new_folder_inside_another(world: World) -> None:
    outer = world.folder("Outer")
    target = Target(world.document().identifier)
    item = save_item(
        target, viewer=world.viewer("owner"), place=Place(folder=outer, new_name="New")
    )
    assert (item.folder.name, item.folder.parent) == ("New", outer)


def test_what_is_saved_nowhere_in_particular_lies_in_one_folder(world: World) -> None:
    viewer = world.viewer("owner")
    items = [
        save_item(Target(world.document().identifier), viewer=viewer, place=Place())
        for _ in range(2)
    ]
    assert items[0].folder == items[1].folder
    assert items[0].folder.name == "Unsorted"


def test_a_document_that_the_reader_may_not_see_cannot_be_saved(world: World) -> None:
    folder = world.folder()
    for target in (Target("nosuch"), Target(world.document(is_withdrawn=True).identifier)):
        with pytest.raises(DocumentNotFound):
            save_item(target, viewer=world.viewer("owner"), place=Place(folder=folder))


def test_a_page_that_the_document_does_not_have_cannot_be_saved(world: World) -> None:
    target = Target(world.document().identifier, page="12")
    with pytest.raises(BadTarget):
        save_item(target, viewer=world.viewer("owner"), place=Place(folder=world.folder()))
    assert SavedItem.objects.count() == 0


def test_nothing_new_is_made_when_the_saving_fails(world: World) -> None:
    with pytest.raises(DocumentNotFound):
        save_item(Target("nosuch"), viewer=world.viewer("owner"), place=Place(new_name="New"))
    assert Folder.objects.count() == 0


def test_nobody_fills_the_archive_with_what_he_saves(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "MAX_ITEMS", 1)
    folder = world.group_folder()
    world.item(folder)
    with pytest.raises(TooMany):
        world.item(folder)
    world.item(folder, by="member")


def test_items_are_put_in_order(world: World) -> None:
    folder = world.folder()
    first, second, third = (world.item(folder) for _ in range(3))
    order_item(third, Move(step=Step.UP))
    assert titles(folder) == ["Letter 1", "Letter 3", "Letter 2"]
    order_item(first, Move(step=Step.DOWN))
    assert titles(folder) == ["Letter 3", "Letter 1", "Letter 2"]
    order_item(second, Move(before=third))
    assert titles(folder) == ["Letter 2", "Letter 3", "Letter 1"]
    order_item(second, Move())
    assert titles(folder) == ["Letter 3", "Letter 1", "Letter 2"]


def test_putting_in_order_takes_as_many_statements_in_a_long_folder_as_in_a_short_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    folder = world.folder()
    item = world.item(folder)
    for more in (4, 100):
        document = world.document()
        SavedItem.objects.bulk_create(
            SavedItem(
                identifier=f"i{more}x{number}",
                folder=folder,
                document=document,
                document_identifier=document.identifier,
                position=1000 * more + number,
            )
            for number in range(more)
        )
        with django_assert_num_queries(11):
            order_item(item, Move(step=Step.DOWN))
        with django_assert_num_queries(5):
            order_item(item, Move())
        with django_assert_num_queries(7):
            order_item(item, Move(before=items_in(folder).first()))


def test_an_item_moves_behind_what_is_in_another_folder(world: World) -> None:
    here, there = world.folder("Here"), world.folder("There")
    item = world.item(here)
    world.item(there)
    move_item(item, into=there)
    assert (titles(here), titles(there)) == ([], ["Letter 2", "Letter 1"])


def test_nobody_takes_out_of_a_group_what_others_have_saved_for_it(world: World) -> None:
    shared, mine = world.group_folder(), world.folder("Mine", by="moderator", is_public=True)
    item = world.item(shared, by="member")
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(world.accounts["moderator"])
    address = f"/library/items/{item.identifier}/move/"
    assert mine.identifier not in client.get(address).content.decode()
    assert client.post(address, {"folder": mine.identifier}).status_code == 403
    other = world.group_folder("Other")
    assert client.post(address, {"folder": other.identifier}).status_code == 302
    client.force_login(world.accounts["member"])
    own = world.folder("Own", by="member")
    assert client.post(address, {"folder": own.identifier}).status_code == 302


def test_a_deleted_item_comes_back_to_its_place(world: World) -> None:
    folder = world.folder()
    item = world.item(folder)
    world.item(folder)
    delete_item(item)
    assert titles(folder) == ["Letter 2"]
    restore_item(item)
    assert titles(folder) == ["Letter 1", "Letter 2"]


def test_the_second_of_two_who_change_a_note_is_told(world: World) -> None:
    item = world.item(world.group_folder(), note="First")
    change_note(item, note="Mine", revision=1)
    with pytest.raises(Conflict) as told:
        change_note(item, note="Yours", revision=1)
    assert told.value.current.note == "Mine"


def test_what_can_no_longer_be_opened_stays_and_says_why(world: World) -> None:
    folder = world.folder()
    documents = [world.document() for _ in range(3)]
    for document in documents:
        world.item(folder, document=document)
    documents[0].is_withdrawn = True
    documents[0].save(update_fields=["is_withdrawn"])
    documents[1].delete()
    views = views_of(items_in(folder), world.viewer("owner"))
    assert [(view.href != "", view.reason) for view in views] == [
        (False, "The archive has withdrawn this document."),
        (False, "This document is no longer in the archive."),
        (True, ""),
    ]
    assert [view.title for view in views][:2] == ["Letter 1", "Letter 2"]
