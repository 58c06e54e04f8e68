"""Forms of the library: what is typed is never lost, mistakes are said, others' changes shown."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from muniment.accounts.intents import SESSION_KEY, continue_address
from muniment.groups.models import GroupEvent
from muniment.library.models import Bookmark, Folder, SavedItem, Tag
from muniment.library.services.items import delete_item
from muniment.library.services.sweeping import sweep
from muniment.library.services.tags import add_tag
from muniment.passages.models import Passage
from tests.library.builders import World
from tests.reader.factory import add_text, paragraphs


@pytest.fixture
def owner(world: World, client: Client) -> Client:
    """Give the browser of the owner."""
    client.force_login(world.accounts["owner"])
    return client


HERE = {"Origin": "http://testserver"}


def test_what_a_visitor_saves_is_saved_once_he_has_logged_in(world: World, client: Client) -> None:
    document = world.document()
    sent = {"document": document.identifier, "new": "Winter", "note": "Typed before"}
    asked = client.post(reverse("library:save"), sent, headers=HERE)
    assert (asked.status_code, SavedItem.objects.count()) == (202, 0)
    token = client.session[SESSION_KEY]
    client.force_login(world.accounts["stranger"])
    done = client.get(continue_address(token))
    item = SavedItem.objects.get()
    assert (item.note, item.folder.name) == ("Typed before", "Winter")
    assert item.folder.account == world.accounts["stranger"]
    assert done["Location"] == f"/library/items/{item.identifier}/?saved=1"


@pytest.mark.parametrize(
    ("name", "sent", "made"),
    [
        ("bookmark_add", {"name": "Here"}, Bookmark),
        ("tag_add", {"name": "ice"}, Tag),
    ],
)
def test_a_visitors_bookmark_or_tag_waits_for_him(
    world: World, client: Client, name: str, sent: dict[str, str], made: type[Bookmark | Tag]
) -> None:
    fields = {"document": world.document().identifier, **sent}
    assert client.post(reverse(f"library:{name}"), fields, headers=HERE).status_code == 202
    token = client.session[SESSION_KEY]
    client.force_login(world.accounts["stranger"])
    client.get(continue_address(token))
    assert made.objects.get().account == world.accounts["stranger"]


def test_a_passage_is_saved_and_leads_back_to_its_words(world: World, owner: Client) -> None:
    document = world.document()
    text = add_text(document, paragraphs("en", "The ice went on the fourteenth."))
    sent: dict[str, str | int] = {
        "document": document.identifier,
        "new": "Ice",
        "text": text.key,
        "version": 1,
        "start": 4,
        "end": 12,
        "exact": "ice went",
    }
    form = owner.get(reverse("library:save"), sent).content.decode()
    assert "ice went" in form and 'name="exact" value="ice went"' in form
    assert Passage.objects.count() == 0
    owner.post(reverse("library:save"), sent)
    item = SavedItem.objects.get()
    assert item.passage is not None and item.passage.exact == "ice went"
    page = owner.get(reverse("library:folder", args=[item.folder.identifier])).content.decode()
    assert "ice went" in page and "#passage" in page
    delete_item(item)
    sweep(timezone.now() + timedelta(days=31))
    assert SavedItem.objects.count() == 0


def test_a_passage_that_says_something_else_is_refused_and_the_note_kept(
    world: World, owner: Client
) -> None:
    document = world.document()
    text = add_text(document, paragraphs("en", "The ice went on the fourteenth."))
    sent: dict[str, str | int] = {
        "document": document.identifier,
        "note": "Long thought",
        "text": text.key,
        "version": 1,
        "start": 4,
        "end": 12,
        "exact": "ice came",
    }
    refused = owner.post(reverse("library:save"), sent)
    assert refused.status_code == 409
    assert "Long thought" in refused.content.decode()
    assert SavedItem.objects.count() == Folder.objects.count() == 0


@pytest.mark.parametrize(
    "sent", [{}, {"document": "no such, surely"}, {"document": "x0001", "page": "999"}]
)
def test_a_form_that_names_no_place_is_answered_with_a_sentence(
    world: World, owner: Client, sent: dict[str, str]
) -> None:
    world.document()
    for answer in (
        owner.get(reverse("library:save"), sent),
        owner.post(reverse("library:bookmark_add"), sent),
    ):
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()


def test_what_is_refused_stands_in_the_form_with_the_reason(world: World, owner: Client) -> None:
    answer = owner.post(
        reverse("library:folder_new"), {"name": " ", "description": "Typed with care"}
    )
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Give it a name." in page and "Typed with care" in page


def test_a_folder_is_not_moved_into_one_inside_it(world: World, owner: Client) -> None:
    outer = world.folder("Outer")
    inner = world.folder("Inner", parent=outer)
    address = reverse("library:folder_move", args=[outer.identifier])
    offered = owner.get(address).content.decode()
    assert inner.identifier not in re.findall(r'<option value="(\w*)"', offered)
    refused = owner.post(address, {"folder": inner.identifier})
    assert refused.status_code == 400
    assert "cannot be moved into itself" in refused.content.decode()


def test_two_wordings_of_a_note_are_shown_side_by_side(world: World, owner: Client) -> None:
    item = world.item(world.group_folder(), note="First")
    address = reverse("library:item", args=[item.identifier])
    owner.post(address, {"note": "Theirs", "revision": 1})
    answer = owner.post(address, {"note": "Mine", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page and "Mine</textarea>" in page and 'name="revision" value="2"' in page
    assert owner.post(address, {"note": "Both", "revision": 2}).status_code == 302
    item.refresh_from_db()
    assert item.note == "Both"


def test_two_names_of_a_tag_are_shown_side_by_side(world: World, owner: Client) -> None:
    tag = add_tag(world.document(), name="ice", viewer=world.viewer("owner"), group=world.group)
    address = reverse("library:tag_change", args=[tag.identifier])
    owner.post(address, {"name": "snow", "revision": 1})
    answer = owner.post(address, {"name": "frost", "revision": 1})
    assert answer.status_code == 409
    assert "snow" in answer.content.decode() and 'value="frost"' in answer.content.decode()


def test_a_group_reads_what_was_saved_in_its_activity(world: World, owner: Client) -> None:
    owner.post(reverse("library:folder_new") + "?group=thegroup", {"name": "Week 1"})
    folder = Folder.objects.get()
    owner.post(
        reverse("library:save"),
        {"document": world.document().identifier, "folder": folder.identifier},
    )
    owner.post(reverse("library:folder_new"), {"name": "Of my own"})
    events = GroupEvent.objects.order_by("pk").values_list("kind", "subject")
    assert list(events) == [("folder.added", "Week 1"), ("folder.filled", "Week 1")]
    assert "made the folder" in owner.get("/groups/thegroup/activity/").content.decode()


def test_a_form_leads_only_to_our_own_pages(world: World, owner: Client) -> None:
    document = world.document()
    for asked in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = owner.post(
            reverse("library:tag_add"),
            {"document": document.identifier, "name": "ice", "next": asked},
        )
        assert answer["Location"].startswith("/library/tags/")
