"""All that a reader keeps leaves the archive whole, and carries nothing that acts."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from lxml import html

from muniment.accounts.models import User
from muniment.accounts.owned import registered
from muniment.documents.models import Document
from muniment.groups.models import Membership
from muniment.library.models import Bookmark, DocumentTag, Folder, HistoryEntry, SavedItem, Tag
from muniment.library.services.bookmarks import add_bookmark
from muniment.library.services.folders import delete_folder
from muniment.library.services.history import choose_history, note_reading
from muniment.library.services.searches import save_search
from muniment.library.services.tags import add_tag
from muniment.passages.targets import Target
from tests.library.builders import World

EVIL = '=HYPERLINK("https://evil.example") <script>alert(1)</script> [x](javascript:alert(1))'


@pytest.fixture
def library(world: World) -> dict[str, Folder]:
    """Give the owner a library of everything, with a note that would like to act."""
    viewer = world.viewer("owner")
    outer = world.folder("Внешняя", description="About *peace*")
    inner = world.folder("Inner", parent=outer)
    world.item(outer, note=EVIL)
    world.item(inner)
    shared = world.group_folder()
    world.item(shared, note="By the owner")
    world.item(shared, by="member", note="By a member")
    document = world.document()
    add_bookmark(Target(document.identifier), viewer=viewer, name="-2+3")
    add_tag(document, name="peace", viewer=viewer)
    add_tag(document, name="shared", viewer=viewer, group=world.group)
    save_search("q=peace", viewer=viewer, name="Peace")
    choose_history(viewer, keeps=True)
    note_reading(document, viewer=viewer)
    return {"outer": outer, "inner": inner, "shared": shared}


def exported(client: Client, folder: Folder, form: str) -> bytes:
    response = client.get(f"/library/folders/{folder.identifier}/export.{form}")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return response.content


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_folder_is_exported_with_those_inside_it(
    client: Client, world: World, library: dict[str, Folder]
) -> None:
    client.force_login(world.accounts["owner"])
    folders = json.loads(exported(client, library["outer"], "json"))["folders"]
    assert [folder["path"] for folder in folders] == [["Внешняя"], ["Внешняя", "Inner"]]
    assert folders[0]["items"][0]["note"] == EVIL
    inner = json.loads(exported(client, library["inner"], "json"))["folders"]
    assert [folder["path"] for folder in inner] == [["Внешняя", "Inner"]]


def test_a_table_computes_nothing(client: Client, world: World, library: dict[str, Folder]) -> None:
    client.force_login(world.accounts["owner"])
    rows = table(exported(client, library["outer"], "csv"))
    assert [row["folder"] for row in rows] == ["Внешняя", "Внешняя / Inner"]
    assert rows[0]["note"] == f"'{EVIL}"


def test_a_page_of_a_folder_carries_no_script(
    client: Client, world: World, library: dict[str, Folder]
) -> None:
    client.force_login(world.accounts["owner"])
    page = exported(client, library["outer"], "html").decode()
    root: Any = html.fromstring(page)
    assert root.xpath("//script | //*[starts-with(@href, 'javascript:')]") == []
    assert [heading.text for heading in root.xpath("//h1 | //h2")] == ["Внешняя", "Inner"]


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_the_whole_library_is_exported(
    client: Client, world: World, library: dict[str, Folder], form: str
) -> None:
    client.force_login(world.accounts["owner"])
    response = client.get(f"/library/export.{form}")
    content = response.content.decode("utf-8-sig")
    assert "Inner" in content and "By the owner" in content
    assert "By a member" not in content


def test_a_form_that_there_is_not_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.accounts["owner"])
    assert client.get("/library/export.exe").status_code == 404
    folder = world.folder()
    assert client.get(f"/library/folders/{folder.identifier}/export.exe").status_code == 404


def test_what_others_may_not_see_is_not_in_their_export_of_a_public_folder(
    client: Client, world: World
) -> None:
    folder = world.folder("Open", is_public=True)
    closed = world.document()
    world.item(folder, document=closed)
    world.item(world.folder("Hidden", parent=folder))
    closed.is_withdrawn = True
    closed.save(update_fields=["is_withdrawn"])
    for form in ("json", "csv", "html"):
        content = exported(client, folder, form).decode()
        assert "Letter" not in content and "Hidden" not in content, form
    client.force_login(world.accounts["owner"])
    assert "Letter 1" in exported(client, folder, "json").decode()


# With the account --------------------------------------------------------------------------------


def things() -> Any:
    return next(each for each in registered() if each.name == "library")


def test_the_export_of_an_account_holds_the_library(
    world: World, library: dict[str, Folder]
) -> None:
    files = {file.path: file.content for file in things().export(world.accounts["owner"])}
    assert set(files) == {
        *("library.json", "folders.html", "saved.csv", "bookmarks.csv", "tags.csv", "history.csv"),
    }
    packet = json.loads(files["library.json"])
    assert {name: len(packet[name]) for name in packet} == {
        "folders": 3,
        "bookmarks": 1,
        "tags": 2,
        "searches": 1,
        "history": 1,
    }
    assert table(files["bookmarks.csv"])[0]["name"] == "'-2+3"


def test_the_export_of_a_former_member_tells_nothing_of_the_group_but_his_own_words(
    world: World, library: dict[str, Folder]
) -> None:
    world.item(library["shared"], by="member", note="My thought")
    add_tag(world.document(), name="secret", viewer=world.viewer("member"), group=world.group)
    Membership.objects.filter(account=world.accounts["member"]).delete()
    files = {file.path: file.content for file in things().export(world.accounts["member"])}
    for content in files.values():
        words = content.decode()
        assert "Shared" not in words and "Reading circle" not in words and "secret" not in words
    assert "My thought" in files["library.json"].decode()


def test_the_export_does_not_name_documents_that_were_closed(
    world: World, library: dict[str, Folder]
) -> None:
    Document.objects.update(is_withdrawn=True)
    files = {file.path: file.content for file in things().export(world.accounts["owner"])}
    assert {row["title"] for row in table(files["tags.csv"])} == {""}
    assert {row["title"] for row in table(files["history.csv"])} == {""}


def test_with_an_account_goes_its_library_but_not_what_groups_share(
    world: World, library: dict[str, Folder]
) -> None:
    delete_folder(library["inner"])
    owner = world.accounts["owner"]
    things().delete(owner)
    world.group.memberships.filter(account=owner).delete()
    User.objects.filter(pk=owner.pk).delete()
    assert [folder.name for folder in Folder.objects.all()] == ["Shared"]
    assert sorted((item.note, item.saved_by_id) for item in SavedItem.objects.all()) == [
        ("By a member", world.accounts["member"].pk),
        ("By the owner", None),
    ]
    assert Bookmark.objects.count() == HistoryEntry.objects.count() == 0
    assert [tag.name for tag in Tag.objects.all()] == ["shared"]
    assert DocumentTag.objects.get().added_by is None
