"""A folder is read as a list: previous and next follow it, and a link leads back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from muniment.library.models import Folder, SavedItem
from muniment.library.reading import place_in_folder
from muniment.library.services.items import delete_item
from tests.library.builders import World


@pytest.fixture
def folder(world: World) -> Folder:
    """Give a folder in which one document stands twice and one is withdrawn."""
    made = world.folder()
    first, second, closed, last = (world.document() for _ in range(4))
    for document in (first, second, first, closed, last):
        world.item(made, document=document)
    closed.is_withdrawn = True
    closed.save(update_fields=["is_withdrawn"])
    return made


def order(folder: Folder) -> list[str]:
    return [item.document_identifier for item in folder.items.all()]


def test_each_document_stands_once_in_the_list(world: World, folder: Folder) -> None:
    first, second, _, closed, last = order(folder)
    viewer = world.viewer("owner")

    def around(identifier: str) -> tuple[str, str, int, int]:
        place = place_in_folder(folder.identifier, identifier, viewer=viewer)
        assert place is not None
        before, after = place.previous, place.following
        return (
            before.identifier if before else "",
            after.identifier if after else "",
            place.number,
            place.total,
        )

    assert around(first) == ("", second, 1, 3)
    assert around(second) == (first, last, 2, 3)
    assert around(last) == (second, "", 3, 3)
    assert place_in_folder(folder.identifier, closed, viewer=viewer) is None


def test_a_document_that_was_taken_away_is_passed_over(world: World, folder: Folder) -> None:
    first, second, *_ = order(folder)
    delete_item(SavedItem.objects.get(document_identifier=second))
    place = place_in_folder(folder.identifier, first, viewer=world.viewer("owner"))
    assert place is not None and place.following is not None
    assert (place.following.identifier, place.total) == (order(folder)[4], 2)


@pytest.mark.parametrize("word", ["visitor", "stranger", "former", "staff"])
def test_a_folder_of_somebody_else_is_no_list(world: World, folder: Folder, word: str) -> None:
    viewer = world.viewer(word)
    assert place_in_folder(folder.identifier, order(folder)[0], viewer=viewer) is None


def test_the_length_of_the_folder_costs_no_query(
    world: World, folder: Folder, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document, here = world.document(), order(folder)[1]
    for more in (0, 200):
        SavedItem.objects.bulk_create(
            SavedItem(
                identifier=f"more{number}",
                folder=folder,
                document=document,
                document_identifier=document.identifier,
                position=100 + number,
            )
            for number in range(more)
        )
        with django_assert_num_queries(5):
            place_in_folder(folder.identifier, here, viewer=world.viewer("owner"))


def test_the_reader_follows_the_folder_and_leads_back_to_it(
    client: Client, world: World, folder: Folder
) -> None:
    client.force_login(world.accounts["owner"])
    first, second, *_ = order(folder)
    page = client.get(f"/documents/{second}/?folder={folder.identifier}").content.decode()
    root: Any = html.fromstring(page)
    assert [a.get("href") for a in root.find_class("neighbour")] == [
        f"/documents/{first}/?folder={folder.identifier}",
        f"/documents/{order(folder)[4]}/?folder={folder.identifier}",
    ]
    back = root.find_class("trail-back")[0]
    assert back.get("href").startswith(f"/library/folders/{folder.identifier}/#")
    assert root.find_class("trail-place")[0].text_content() == "2 of 3 in “Peace”"


def test_a_public_folder_is_read_by_visitors_as_long_as_it_is_public(
    client: Client, world: World
) -> None:
    folder = world.folder("Open", is_public=True)
    item = world.item(folder)
    address = f"/documents/{item.document_identifier}/?folder={folder.identifier}"
    assert "in “Open”" in client.get(address).content.decode()
    Folder.objects.update(is_public=False)
    assert "in “Open”" not in client.get(address).content.decode()
