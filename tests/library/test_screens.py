"""Screens of the library: as many queries whatever is kept, and nothing that acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muniment.documents.models import Document
from muniment.library.models import (
    Bookmark,
    DocumentTag,
    Folder,
    HistoryEntry,
    SavedItem,
    Tag,
)
from muniment.library.services.tags import add_tag
from tests.library.builders import World

LONG = 200
SHORT = 10


def fill_folder(world: World, folder: Folder, documents: list[Document]) -> None:
    for owner in ({"account": world.accounts["owner"]}, {"group": world.group}):
        Folder.objects.bulk_create(
            Folder(
                identifier=f"f{len(documents)}{next(world.numbers)}",
                name="More",
                parent=folder if "account" in owner else None,
                **owner,
            )
            for _ in documents
        )
    SavedItem.objects.bulk_create(
        SavedItem(
            identifier=f"i{document.pk}",
            folder=folder,
            document=document,
            document_identifier=document.identifier,
            document_title=document.title,
            saved_by=world.accounts["owner"],
            note="*Read*",
            position=place,
        )
        for place, document in enumerate(documents)
    )


def fill_rest(world: World, tag: Tag, documents: list[Document]) -> None:
    account = world.accounts["owner"]
    Bookmark.objects.bulk_create(
        Bookmark(
            identifier=f"b{document.pk}",
            account=account,
            document=document,
            document_identifier=document.identifier,
            position=place,
        )
        for place, document in enumerate(documents)
    )
    Tag.objects.bulk_create(
        Tag(identifier=f"t{document.pk}", account=account, name="x", folded=f"x{document.pk}")
        for document in documents
    )
    DocumentTag.objects.bulk_create(DocumentTag(tag=tag, document=d) for d in documents)
    HistoryEntry.objects.bulk_create(
        HistoryEntry(account=account, document=document, read_at=document.changed_at)
        for document in documents
    )


def documents(world: World, number: int) -> list[Document]:
    return [world.document() for _ in range(number)]


@pytest.fixture
def count(world: World, client: Client) -> Callable[[str], int]:
    """Count the queries of a page as the owner sees it, without those of who he is."""
    client.force_login(world.accounts["owner"])

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    return queries


def test_pages_need_as_many_queries_for_much_as_for_little(
    world: World, count: Callable[[str], int]
) -> None:
    folder = world.folder()
    first = world.document()
    tag = add_tag(first, name="peace", viewer=world.viewer("owner"))
    addresses = {
        "/library/": 12,
        f"/library/folders/{folder.identifier}/": 12,
        f"/library/save/?document={first.identifier}": 12,
        "/library/bookmarks/": 12,
        "/library/tags/": 12,
        f"/library/tags/{tag.identifier}/": 12,
        "/library/history/": 12,
        f"/library/documents/{first.identifier}/": 14,
        "/groups/thegroup/folders/": 14,
    }
    fill_folder(world, folder, documents(world, SHORT))
    fill_rest(world, tag, documents(world, SHORT))
    little = {address: count(address) for address in addresses}
    fill_folder(world, folder, documents(world, LONG))
    fill_rest(world, tag, documents(world, LONG))
    much = {address: count(address) for address in addresses}
    assert much == little
    assert {a: n for a, n in much.items() if n > addresses[a]} == {}


def test_a_long_folder_is_shown_page_by_page(world: World, client: Client) -> None:
    client.force_login(world.accounts["owner"])
    folder = world.folder()
    fill_folder(world, folder, documents(world, 100))
    page = client.get(f"/library/folders/{folder.identifier}/?page=3").content.decode()
    assert page.count('value="up" formaction="/library/items/') == 20
    assert client.get(f"/library/folders/{folder.identifier}/?page=4").status_code == 404


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_what_readers_write_cannot_act(world: World, client: Client, words: str) -> None:
    client.force_login(world.accounts["owner"])
    folder = world.folder(words, description=words)
    item = world.item(folder, note=words)
    add_tag(item.document, name=words, viewer=world.viewer("owner"))  # type: ignore[arg-type]
    for address in (
        "/library/",
        f"/library/folders/{folder.identifier}/",
        f"/library/items/{item.identifier}/",
        "/library/tags/",
        f"/library/documents/{item.document_identifier}/",
    ):
        page = client.get(address).content.decode()
        for sign in ("<script>alert", "<img", 'href="javascript:', "onerror=alert(1)>"):
            assert sign not in page.replace("&lt;img src=x onerror=alert(1)&gt;", ""), address


def test_others_do_not_learn_what_is_closed_from_a_public_folder(
    world: World, client: Client
) -> None:
    folder = world.folder("Open", is_public=True)
    document = world.document()
    item = world.item(folder, document=document, note="My own words")
    document.is_withdrawn = True
    document.save(update_fields=["is_withdrawn"])
    for address in (
        f"/library/folders/{folder.identifier}/",
        f"/library/items/{item.identifier}/",
    ):
        assert "Letter 1" not in client.get(address).content.decode()
    client.force_login(world.accounts["owner"])
    page = client.get(f"/library/folders/{folder.identifier}/").content.decode()
    assert "Letter 1" in page and "My own words" in page
    assert "The archive has withdrawn this document." in page


def test_the_page_of_a_visitor_in_the_reader_stays_the_same_for_all(
    world: World, client: Client
) -> None:
    document = world.document()
    response = client.get(f"/documents/{document.identifier}/")
    assert response["X-Muniment-Public"] == "1"
    page = response.content.decode()
    assert "csrfmiddlewaretoken" not in page and "library-panel data-src" not in page
    assert client.cookies.keys() <= {"panes"}
    client.get(f"/library/save/?document={document.identifier}")
    assert client.cookies.keys() <= {"panes"}
