"""Every address of the library, for everybody, by every method.

A row says what each of those in `WORDS` is answered: a letter each, in their order.

`o` is shown (200), `d` is done (302, to a page of ours), `n` is noted (204), `l` is led to the
log-in (302), `k` is kept until he has logged in (202), `x` has no such thing (404), `f` may not
(403), `r` is refused with a sentence (400), `m` is no method of the address (405).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from muniment.library.models import SavedSearch, Tag
from muniment.library.services.bookmarks import add_bookmark, delete_bookmark
from muniment.library.services.folders import delete_folder
from muniment.library.services.items import delete_item
from muniment.library.services.searches import save_search
from muniment.library.services.tags import add_tag
from muniment.library.urls import urlpatterns
from muniment.passages.targets import Target
from tests.library.builders import WORDS, World

# visitor, stranger, member, moderator, owner, former, staff
ANYONE = "ooooooo"
MINE = "lxxxoxx"  # the owner's own
GROUPS = "lxoooxx"  # what members share
SIGNED_IN = "loooooo"
DO_MINE = "kxxxdxx"
DO_MEMBERS = "kxdddxx"
DO_RUNS = "kxfddxx"
DO_ANYBODY = "kdddddd"
NEVER = "mmmmmmm"


@dataclass(frozen=True, slots=True)
class Row:
    """An address: what it is about, what is sent to it, and what everybody is answered."""

    name: str
    get: str
    post: str
    about: str = ""
    send: str = ""
    query: str = ""


ROWS = (
    Row("index", SIGNED_IN, NEVER),
    Row("folder_new", SIGNED_IN, DO_ANYBODY, send="name=New"),
    Row("folder_new", MINE, DO_MINE, send="name=New", query="parent={folder}"),
    Row("folder_new", "lxoooxx", DO_MEMBERS, send="name=New", query="group=thegroup"),
    Row("folder_new", "lxoooxx", DO_MEMBERS, send="name=New", query="parent={group_folder}"),
    Row("folder_new", "lfffoff", "kfffdff", send="name=New", query="parent={public_folder}"),
    Row("folder", MINE, NEVER, "folder"),
    Row("folder", GROUPS, NEVER, "group_folder"),
    Row("folder", ANYONE, NEVER, "public_folder"),
    Row("folder", "lxxxxxx", NEVER, "deleted_folder"),
    Row("folder_change", MINE, DO_MINE, "folder", "name=New&revision=1"),
    Row("folder_change", GROUPS, DO_MEMBERS, "group_folder", "name=New&revision=1"),
    Row("folder_change", "lfffoff", "kfffdff", "public_folder", "name=New&revision=1"),
    Row("folder_move", MINE, DO_MINE, "folder"),
    Row("folder_move", GROUPS, DO_MEMBERS, "group_folder"),
    Row("folder_move", "lfffoff", "kfffdff", "public_folder"),
    Row("folder_order", NEVER, DO_MINE, "folder", "step=up"),
    Row("folder_order", NEVER, DO_MEMBERS, "group_folder", "step=up"),
    Row("folder_order", NEVER, "kfffdff", "public_folder", "step=up"),
    Row("folder_order", NEVER, "kfffxff", "public_folder", "before={group_item}"),
    Row("folder_delete", NEVER, DO_MINE, "folder"),
    Row("folder_delete", NEVER, DO_RUNS, "group_folder"),
    Row("folder_delete", NEVER, "kfffdff", "public_folder"),
    Row("folder_restore", NEVER, DO_MINE, "deleted_folder"),
    Row("folder_restore", NEVER, DO_RUNS, "deleted_group_folder"),
    Row("folder_export", "xxxxoxx", NEVER, "folder"),
    Row("folder_export", "xxoooxx", NEVER, "group_folder"),
    Row("folder_export", ANYONE, NEVER, "public_folder"),
    Row("save", ANYONE, DO_ANYBODY, send="document={document}", query="document={document}"),
    Row("save", "xxxxxxx", "kxxxxxx", send="document={closed}", query="document={closed}"),
    Row("save", ANYONE, DO_MINE, send="document={document}&folder={folder}",
        query="document={document}"),
    Row("save", ANYONE, DO_MEMBERS, send="document={document}&folder={group_folder}",
        query="document={document}"),
    Row("save", ANYONE, DO_MEMBERS, send="document={document}&folder=group:thegroup&new=New",
        query="document={document}"),
    Row("save", ANYONE, "kfffdff", send="document={document}&folder={public_folder}",
        query="document={document}"),
    Row("item", "xxxxoxx", DO_MINE, "item", "note=New&revision=1"),
    Row("item", "xxoooxx", DO_RUNS, "group_item", "note=New&revision=1"),
    Row("item", ANYONE, "kfffdff", "public_item", "note=New&revision=1"),
    Row("item_move", MINE, DO_MINE, "item", "folder={folder}"),
    Row("item_move", "lxfooxx", "kxfxdxx", "group_item", "folder={folder}"),
    Row("item_move", "lfffoff", "kfffdff", "public_item", "folder={folder}"),
    Row("item_order", NEVER, DO_MINE, "item", "step=up"),
    Row("item_order", NEVER, DO_MEMBERS, "group_item", "step=up"),
    Row("item_order", NEVER, "kfffdff", "public_item", "step=up"),
    Row("item_order", NEVER, "kxxxdxx", "item", "before={public_item}"),
    Row("item_delete", NEVER, DO_MINE, "item"),
    Row("item_delete", NEVER, DO_RUNS, "group_item"),
    Row("item_delete", NEVER, "kfffdff", "public_item"),
    Row("item_restore", NEVER, DO_MINE, "deleted_item"),
    Row("item_restore", NEVER, DO_RUNS, "deleted_group_item"),
    Row("bookmarks", SIGNED_IN, NEVER),
    Row("bookmark_add", ANYONE, DO_ANYBODY, send="document={document}",
        query="document={document}"),
    Row("bookmark", MINE, DO_MINE, "bookmark", "name=New&revision=1"),
    Row("bookmark_order", NEVER, DO_MINE, "bookmark", "step=up"),
    Row("bookmark_delete", NEVER, DO_MINE, "bookmark"),
    Row("bookmark_restore", NEVER, DO_MINE, "deleted_bookmark"),
    Row("tags", SIGNED_IN, NEVER),
    Row("tag_add", ANYONE, DO_ANYBODY, send="document={document}&name=new",
        query="document={document}"),
    Row("tag_add", ANYONE, DO_MEMBERS, send="document={document}&name=new&who=thegroup",
        query="document={document}"),
    Row("tag_add", "xxxxxxx", "kxxxxxx", send="document={closed}&name=new",
        query="document={closed}"),
    Row("tag", MINE, NEVER, "tag"),
    Row("tag", GROUPS, NEVER, "group_tag"),
    Row("tag", ANYONE, NEVER, "public_tag"),
    Row("tag_change", MINE, DO_MINE, "tag", "name=new&revision=1"),
    Row("tag_change", "lxfooxx", DO_RUNS, "group_tag", "name=new&revision=1"),
    Row("tag_change", "lfffoff", "kfffdff", "public_tag", "name=new&revision=1"),
    Row("tag_merge", NEVER, DO_MINE, "tag", "into={public_tag}"),
    Row("tag_merge", NEVER, "kxfxrxx", "group_tag", "into={tag}"),
    Row("tag_merge", NEVER, "kfffdff", "public_tag", "into={tag}"),
    Row("tag_delete", NEVER, DO_MINE, "tag"),
    Row("tag_delete", NEVER, DO_RUNS, "group_tag"),
    Row("tag_delete", NEVER, "kfffdff", "public_tag"),
    Row("tag_remove", NEVER, DO_MINE, "tag", "document={document}"),
    Row("tag_remove", NEVER, DO_MEMBERS, "group_tag", "document={document}"),
    Row("tag_remove", NEVER, "kfffdff", "public_tag", "document={document}"),
    Row("searches", SIGNED_IN, NEVER),
    Row("search_save", ANYONE, DO_ANYBODY, send="search=q%3Dpeace&name=Peace",
        query="search=q%3Dpeace"),
    Row("search", "lxxxdxx", NEVER, "search"),
    Row("search", MINE, NEVER, "search", query="since=2026-01-01T00:00:00Z"),
    Row("search_change", MINE, DO_MINE, "search", "name=New&revision=1"),
    Row("search_delete", NEVER, DO_MINE, "search"),
    Row("history", SIGNED_IN, NEVER),
    Row("history_choice", NEVER, DO_ANYBODY, send="keep=yes"),
    Row("history_erase", NEVER, DO_ANYBODY, send="what=all"),
    Row("history_note", NEVER, "nnnnnnn", send="document={document}"),
    Row("history_note", NEVER, "nxxxxxx", send="document={closed}"),
    Row("panel", SIGNED_IN, NEVER, "document"),
    Row("panel", "lxxxxxx", NEVER, "closed"),
    Row("export", SIGNED_IN, NEVER),
    Row("group_folders", "lxoooxx", NEVER),
    Row("group_tags", "lxoooxx", NEVER),
)  # fmt: skip


@pytest.fixture
def things(world: World) -> dict[str, str]:
    """Make one of everything, by the owner; give the identifiers by name."""
    owner = world.viewer("owner")
    document, closed = world.document(), world.document(is_withdrawn=True)
    folders = {
        "folder": world.folder("Own"),
        "group_folder": world.group_folder(),
        "public_folder": world.folder("Public", is_public=True),
        "deleted_folder": world.folder("Gone"),
        "deleted_group_folder": world.group_folder("Gone"),
    }
    items = {
        name: world.item(folders[place], document=document)
        for name, place in {
            "item": "folder",
            "group_item": "group_folder",
            "public_item": "public_folder",
            "deleted_item": "folder",
            "deleted_group_item": "group_folder",
        }.items()
    }
    for name in ("deleted_folder", "deleted_group_folder"):
        delete_folder(folders[name])
    for name in ("deleted_item", "deleted_group_item"):
        delete_item(items[name])
    bookmarks = {
        name: add_bookmark(Target(world.document().identifier), viewer=owner)
        for name in ("bookmark", "deleted_bookmark")
    }
    delete_bookmark(bookmarks["deleted_bookmark"])
    tags = {
        "tag": add_tag(document, name="own", viewer=owner),
        "public_tag": add_tag(document, name="public", viewer=owner, is_public=True),
        "group_tag": add_tag(document, name="shared", viewer=owner, group=world.group),
    }
    made: dict[str, Any] = {**folders, **items, **bookmarks, **tags}
    return {
        **{name: thing.identifier for name, thing in made.items()},
        "search": save_search("q=peace", viewer=owner, name="Peace").identifier,
        "document": document.identifier,
        "closed": closed.identifier,
    }


def kind_of(response: Any) -> str:
    """Say by a letter what somebody was answered."""
    if response.status_code == 302:
        return "l" if response["Location"].startswith("/account/") else "d"
    letters = {200: "o", 204: "n", 202: "k", 404: "x", 403: "f", 400: "r", 405: "m"}
    return letters.get(response.status_code, str(response.status_code))


def client_of(world: World, word: str, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    if word != "visitor":
        client.force_login(world.accounts[word])
    return client


def address(row: Row, things: dict[str, str]) -> str:
    kwargs = {"identifier": things[row.about]} if row.about else {}
    if row.name.startswith("group_"):
        kwargs = {"group": "thegroup"}
    if row.name in ("folder_export", "export"):
        kwargs["form"] = "json"
    query = row.query.format(**things)
    return reverse(f"library:{row.name}", kwargs=kwargs) + (f"?{query}" if query else "")


def ask(
    method: str,
    row: Row,
    things: dict[str, str],
    client: Client,
    *,
    origin: str = "http://testserver",
) -> Any:
    """Send what a browser would send from a page at `origin`."""
    return client.generic(
        method,
        address(row, things),
        row.send.format(**things) if method == "POST" else "",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": origin},
    )


NAMES = [f"{row.name} {row.about or row.query or row.send}" for row in ROWS]


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_everybody_is_answered_as_the_row_says(
    row: Row, world: World, things: dict[str, str]
) -> None:
    answered: dict[str, list[str]] = {"GET": [], "HEAD": [], "POST": []}
    for word in WORDS:
        client = client_of(world, word)
        for method, kinds in answered.items():
            with undone():
                kinds.append(kind_of(ask(method, row, things, client)))
    said = {method: "".join(kinds) for method, kinds in answered.items()}
    assert said == {"GET": row.get, "HEAD": row.get, "POST": row.post}


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_no_address_answers_other_methods_or_forms_from_elsewhere(
    row: Row, world: World, things: dict[str, str]
) -> None:
    for word in ("visitor", "owner"):
        client = client_of(world, word, enforce_csrf_checks=True)
        for method in ("PUT", "PATCH", "DELETE"):
            assert ask(method, row, things, client).status_code in (403, 405), method
        foreign = ask("POST", row, things, client, origin="https://elsewhere.example")
        is_noted_for_nobody = row.name == "history_note" and word == "visitor"
        assert foreign.status_code == 405 or foreign.status_code == 403 or is_noted_for_nobody


def test_every_address_has_a_row() -> None:
    assert {str(pattern.name) for pattern in urlpatterns} == {row.name for row in ROWS}


def test_a_closed_group_is_read_by_nobody(world: World, things: dict[str, str]) -> None:
    world.group.closed_at = timezone.now()
    world.group.save()
    rows = [row for row in ROWS if row.about in ("group_folder", "group_item", "group_tag")]
    for row in rows:
        for word in ("member", "moderator", "owner"):
            client = client_of(world, word)
            assert kind_of(ask("GET", row, things, client)) in ("x", "m"), (row.name, word)
            assert kind_of(ask("POST", row, things, client)) in ("x", "m"), (row.name, word)


def test_a_member_changes_what_he_has_saved_himself(world: World) -> None:
    item = world.item(world.group_folder(), by="member")
    client = client_of(world, "member")
    note = client.post(
        reverse("library:item", args=[item.identifier]), {"note": "Mine", "revision": 1}
    )
    gone = client.post(reverse("library:item_delete", args=[item.identifier]))
    assert (kind_of(note), kind_of(gone)) == ("d", "d")


def test_tags_and_searches_of_others_are_in_no_list(world: World, things: dict[str, str]) -> None:
    assert Tag.objects.count() == 3 and SavedSearch.objects.count() == 1
    for word in ("stranger", "former", "staff"):
        client = client_of(world, word)
        for name in ("tags", "searches", "index", "bookmarks"):
            page = client.get(reverse(f"library:{name}")).content.decode()
            for secret in ("shared", "public", "Peace", "Shared", "Letter"):
                assert f">{secret}" not in page, (word, name, secret)
