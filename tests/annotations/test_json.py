"""What scripts of the reader get and send: notes of a document as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from muniment.annotations.exchange import notes_json
from muniment.annotations.models import Annotation
from muniment.annotations.selectors.rows import document_notes
from muniment.annotations.services import notes as services
from muniment.annotations.services.places import About
from muniment.passages.models import Anchor
from muniment.passages.targets import Target
from tests.annotations.builders import World, client_of
from tests.passages.builders import WORDS, correct

JSON = {"Accept": "application/json"}


def address(world: World) -> str:
    return reverse("annotations:document", args=[world.document.identifier])


def fetched(world: World, client: Client) -> Any:
    response = client.get(address(world), {"format": "json"})
    assert response.status_code == 200
    return response.json()


def form(world: World, **more: str) -> dict[str, str]:
    start = "\n".join(WORDS).index("warm")
    place = {"text": "en", "version": "1", "start": str(start), "end": str(start + 4)}
    return {**place, "exact": "warm", "body": "Was it?", **more}


def test_notes_come_with_their_places_and_what_the_viewer_may_do(world: World) -> None:
    note = world.note("Was it *warm*?", show_to=(world.group, world.other), tags=("weather",))
    got = fetched(world, client_of(world.readers.owner))
    current = world.text.current
    assert current
    assert got["texts"] == {"en": {"version": 1, "sha256": current.sha256}}
    names = [{"id": g.identifier, "name": g.name} for g in (world.other, world.group)]
    assert got["may"] == {"annotate": True, "groups": names}
    order = got["notes"][0]["order"]
    assert isinstance(order, int)
    assert got["notes"] == [
        {
            "id": note.identifier,
            "kind": "passage",
            "text": "en",
            "start": 10,
            "end": 14,
            "status": "same",
            "surface": None,
            "box": None,
            "page": "",
            "page_label": "",
            "colour": "yellow",
            "mine": False,
            "audience": "groups",
            "groups": [world.other.identifier, world.group.identifier],
            "seen_by": "Members of Friends of peace and Readers of diaries",
            "author": "Anna Author",
            "excerpt": "Was it warm?",
            "tags": ["weather"],
            "replies": 0,
            "deleted": False,
            "hidden": False,
            "href": services.address(note),
            "order": order,
        }
    ]


def test_a_member_is_not_told_of_groups_that_he_is_not_in(world: World) -> None:
    world.note(show_to=(world.group, world.other))
    (note,) = fetched(world, client_of(world.readers.member))["notes"]
    assert note["seen_by"] == "Members of Readers of diaries"
    assert note["groups"] == [world.group.identifier]


def test_a_box_says_on_which_image_and_page_it_lies(world: World) -> None:
    world.note(about=world.box())
    (note,) = fetched(world, client_of(world.author))["notes"]
    assert (note["kind"], note["surface"]) == ("box", world.image.identifier)
    assert (note["box"], note["page"], note["start"]) == ([10, 20, 30, 40], "12", None)


def test_notes_stand_in_the_order_of_the_document(world: World) -> None:
    world.note("5", on_words="peace")
    world.note("4", on_words="river")
    world.note("3", about=world.box(box=(0, 500, 10, 10)))
    world.note("2", about=world.box(box=(0, 100, 10, 10)))
    page = About(Target(world.document.identifier, "12"))
    world.note("1", about=page)
    world.note("0", about=world.whole())
    got = fetched(world, client_of(world.author))["notes"]
    assert [note["excerpt"] for note in got] == ["0", "1", "2", "3", "4", "5"]
    assert [note["order"] for note in got] == sorted(note["order"] for note in got)


def test_places_are_those_of_the_current_version(world: World) -> None:
    notes = {word: world.note(word, on_words=word) for word in ("warm", "river", "peace")}
    text = correct(world.text, "Spring came.", "It was a *warm* day in March.", "We spoke of it.")
    for word, status in (("warm", "moved"), ("peace", "orphan")):
        passage, version = notes[word].passage, text.current
        assert passage and version
        start, end = (23, 27) if status == "moved" else (42, 42)
        Anchor.objects.create(passage=passage, version=version, status=status, start=start, end=end)
    got = {n["excerpt"]: n for n in fetched(world, client_of(world.author))["notes"]}
    seen = {word: (n["status"], n["start"], n["end"]) for word, n in got.items()}
    assert seen["warm"] == ("moved", 23, 27)
    assert seen["peace"] == ("orphan", None, None)
    assert seen["river"] == ("orphan", None, None)  # nothing is known of it


def test_a_visitor_gets_public_notes_and_asks_whether_they_are_the_same(world: World) -> None:
    world.note("Mine")
    world.note("Everyone's", is_public=True)
    client = client_of(None)
    response = client.get(address(world), {"format": "json"})
    assert [note["excerpt"] for note in response.json()["notes"]] == ["Everyone's"]
    headers = {"If-None-Match": response["ETag"]}
    assert client.get(address(world), {"format": "json"}, headers=headers).status_code == 304
    world.note("Another", is_public=True)
    assert client.get(address(world), {"format": "json"}, headers=headers).status_code == 200


def test_what_a_reader_gets_is_kept_nowhere(world: World) -> None:
    response = client_of(world.author).get(address(world), {"format": "json"})
    assert response["Cache-Control"] == "private, no-store"


def test_a_script_writes_edits_deletes_and_brings_back(world: World) -> None:
    client = client_of(world.author)
    new = reverse("annotations:new", args=[world.document.identifier])
    made = client.post(new, form(world, colour="blue", tags="a, b"), headers=JSON)
    assert (made.status_code, made.json()["colour"]) == (201, "blue")
    assert made.json()["tags"] == ["a", "b"]
    note = made.json()["id"]

    def act(name: str, **sent: str) -> Any:
        return client.post(reverse(f"annotations:{name}", args=[note]), sent, headers=JSON)

    edited = act("edit", body="It was.", colour="pink", revision="1")
    assert (edited.status_code, edited.json()["excerpt"]) == (200, "It was.")
    late = act("edit", body="Late", colour="pink", revision="1")
    assert (late.status_code, "another window" in late.json()["error"]) == (409, True)
    assert act("delete").status_code == 204
    assert fetched(world, client)["notes"] == []
    assert act("restore").status_code == 200
    assert len(fetched(world, client)["notes"]) == 1


def test_a_script_replies(world: World) -> None:
    note = world.note(show_to=(world.group,))
    client = client_of(world.readers.member)
    sent = {"body": "It was.", "group": world.group.identifier}
    said = client.post(reverse("annotations:reply", args=[note.identifier]), sent, headers=JSON)
    assert said.status_code == 201
    assert said.json()["href"].endswith(f"#reply-{said.json()['id']}")
    (got,) = fetched(world, client)["notes"]
    assert got["replies"] == 1


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"exact": "cold"}, 409, "Load the page again"),
        ({"text": "fr"}, 400, "no such text"),
        ({"audience": "groups"}, 422, "at least one group"),
        ({"audience": "groups", "group": "nonsense"}, 422, "not, or no longer, a member"),
        ({"colour": "black"}, 422, "cannot be chosen"),
        ({"tags": "x" * 61}, 422, "at most 60"),
        ({"body": "x" * 20_001}, 422, "at most 20000"),
    ],
)
def test_a_script_is_told_why_not(
    sent: dict[str, str], status: int, said: str, world: World
) -> None:
    new = reverse("annotations:new", args=[world.document.identifier])
    response = client_of(world.author).post(new, form(world, **sent), headers=JSON)
    assert (response.status_code, said in response.json()["error"]) == (status, True)
    assert not Annotation.objects.exists()


def test_a_visitors_script_is_asked_to_log_in(world: World) -> None:
    new = reverse("annotations:new", args=[world.document.identifier])
    response = client_of(None).post(new, form(world), headers=JSON)
    assert response.status_code == 202
    assert response.json()["log_in"]


@pytest.mark.parametrize("number", [1, 40])
def test_many_notes_ask_no_more_than_one(
    number: int, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        note = world.note(f"Note {n}", show_to=(world.group, world.other))
        world.reply(note, by="member", group=world.group)
    with django_assert_num_queries(8):
        found = document_notes(world.document, viewer=world.viewer("owner"))
    with django_assert_num_queries(0):
        notes_json(found, may_annotate=True)
    assert [row.replies for row in found.rows] == [1] * number
