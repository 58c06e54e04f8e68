"""Every address of the protocol, asked for by everyone, by token and by session.

A row gives what each of `ROLES` gets, in their order: the first digit of the answer's status,
or for refusals of their own

    A  401, a token is needed        F  403, he sees it but it is not his
    N  404, there is nothing         G  410, it was deleted
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from muniment.access.services import set_scope
from muniment.annotations.models import Annotation
from muniment.annotations.services import notes
from muniment.annotations.services.places import About
from muniment.annotations.w3c.urls import urlpatterns
from muniment.documents.models import Document
from muniment.groups.services import leave
from muniment.passages.targets import Target
from tests.annotations.builders import ROLES, World
from tests.annotations.w3c.clients import ROOT, Program, quoting

pytestmark = pytest.mark.django_db

# visitor, stranger, former, member, moderator, owner, staff, author
READ = {
    "everything": "2 2 2 2 2 2 2 2",
    "public": "2 2 2 2 2 2 2 2",
    "mine": "A 2 2 2 2 2 2 2",
    "group": "N N N 2 2 2 N 2",
    "document": "2 2 2 2 2 2 2 2",
    "document closed": "N N N N N N N N",
    "annotation private": "N N N N N N N 2",
    "annotation group": "N N N 2 2 2 N 2",
    "annotation other group": "N N N N N 2 N 2",
    "annotation public": "2 2 2 2 2 2 2 2",
    "annotation hidden": "N N N N N N N 2",
    "annotation on closed": "N N N N N N N 2",
    "annotation deleted": "G G G G G G G G",
    "annotation private deleted": "N N N N N N N G",
    "annotation missing": "N N N N N N N N",
}

CHANGE = {
    "annotation private": "N N N N N N N 2",
    "annotation group": "N N N F F F N 2",
    "annotation other group": "N N N N N F N 2",
    "annotation public": "A F F F F F F 2",
    "annotation hidden": "N N N N N N N 2",
    "annotation deleted": "G G G G G G G G",
    "annotation private deleted": "N N N N N N N G",
    "annotation missing": "N N N N N N N N",
}

CREATE = "A 2 2 2 2 2 2 2"
CREATE_FOR_GROUP = "A F F 2 2 2 F 2"

LETTERS = {401: "A", 403: "F", 404: "N", 410: "G"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A world with a note of each kind in it."""

    world: World
    paths: dict[str, str]


@pytest.fixture
def scene(world: World) -> Scene:
    closed = world.archive.document("Closed")
    made = {
        "annotation private": world.note(),
        "annotation group": world.note(show_to=(world.group,)),
        "annotation other group": world.note(show_to=(world.other,)),
        "annotation public": world.note(is_public=True),
        "annotation hidden": world.note(is_public=True),
        "annotation on closed": world.note("On it", about=_whole(closed), is_public=True),
        "annotation deleted": world.note(is_public=True),
        "annotation private deleted": world.note(),
    }
    Annotation.objects.filter(pk=made["annotation hidden"].pk).update(hidden_at="2026-01-01T00:00Z")
    for name in ("annotation deleted", "annotation private deleted"):
        notes.delete(made[name], viewer=world.viewer("author"))
    closed.scope = set_scope("package:closed", level="restricted")
    closed.save()
    paths = {name: f"/annotations/{note.identifier}" for name, note in made.items()}
    paths |= {
        "everything": "/annotations/",
        "public": "/annotations/public/",
        "mine": "/annotations/mine/",
        "group": f"/annotations/groups/{world.group.identifier}/",
        "document": f"/annotations/documents/{world.document.identifier}/",
        "document closed": f"/annotations/documents/{closed.identifier}/",
        "annotation missing": "/annotations/nothing",
    }
    return Scene(world, paths)


def _whole(document: Document) -> About:
    return About(Target(document.identifier))


def by_session(world: World, role: str) -> Client:
    client = Client()
    if account := world.account(role):
        client.force_login(account)
    return client


def row(scene: Scene, ask: Callable[[str], Any]) -> str:
    """Ask as everyone, and write down what each gets."""
    statuses = [ask(role).status_code for role in ROLES]
    return " ".join(LETTERS.get(status, str(status)[0]) for status in statuses)


def test_every_address_has_a_row() -> None:
    named = {entry.name for entry in urlpatterns}
    assert {name.split()[0] for name in READ} == named


@pytest.mark.parametrize("name", READ)
def test_who_may_read(scene: Scene, name: str) -> None:
    world, path = scene.world, scene.paths[name]
    assert row(scene, lambda role: Program(world.account(role)).get(path)) == READ[name]
    assert row(scene, lambda role: Program(world.account(role)).head(path)) == READ[name]
    assert row(scene, lambda role: by_session(world, role).get(path)) == READ[name]


@pytest.mark.parametrize("name", CHANGE)
def test_who_may_delete(scene: Scene, name: str) -> None:
    world, path = scene.world, scene.paths[name]
    found = row(scene, lambda role: Program(world.account(role)).delete(path, If_Match="*"))
    assert found == CHANGE[name]


@pytest.mark.parametrize("name", CHANGE)
def test_who_may_replace(scene: Scene, name: str) -> None:
    world, path = scene.world, scene.paths[name]
    sent = quoting(world)
    by_token = row(scene, lambda role: Program(world.account(role)).put(path, sent, If_Match="*"))
    assert by_token == CHANGE[name]
    by_cookie = row(
        scene,
        lambda role: by_session(world, role).put(
            path, sent, content_type="application/json", headers={"If-Match": "*"}
        ),
    )
    assert by_cookie == CHANGE[name]


def test_who_may_create(scene: Scene) -> None:
    world = scene.world
    sent = quoting(world)
    assert row(scene, lambda role: Program(world.account(role)).post(sent)) == CREATE
    sent["audience"] = f"{ROOT}{scene.paths['group']}"
    found = row(scene, lambda role: Program(world.account(role)).post(sent))
    assert found == CREATE_FOR_GROUP


@pytest.mark.parametrize("name", ["public", "mine", "group", "document"])
def test_nothing_is_sent_to_the_other_containers(scene: Scene, name: str) -> None:
    """An annotation's address is that of its container and one part more (Protocol, 5.1)."""
    answer = Program(scene.world.author).post(quoting(scene.world), scene.paths[name])
    assert answer.status_code == 405


def test_containers_hold_for_nobody_what_he_may_not_see(scene: Scene) -> None:
    world = scene.world
    for role in ROLES:
        program = Program(world.account(role))
        for name in ("everything", "public", "document"):
            for item in program.get(scene.paths[name]).json().get("first", {}).get("items", []):
                assert program.get(item["id"]).status_code == 200, (role, name, item["id"])


def test_nobody_learns_of_groups_that_he_is_not_in(scene: Scene) -> None:
    world = scene.world
    note = world.note(show_to=(world.group, world.other))
    path = f"/annotations/{note.identifier}"
    told = {role: Program(world.account(role)).get(path) for role in ("member", "author", "owner")}
    assert world.other.identifier not in told["member"].content.decode()
    assert world.group.identifier in told["member"].content.decode()
    for role in ("author", "owner"):
        assert len(told[role].json()["audience"]) == 2


def test_a_group_that_was_left_is_closed_at_once(scene: Scene) -> None:
    world = scene.world
    program, path = Program(world.account("member")), scene.paths["annotation group"]
    assert program.get(path).status_code == 200
    member = world.account("member")
    assert member is not None
    leave(world.readers.place(member))
    assert program.get(path).status_code == 404
    assert program.get(scene.paths["group"]).status_code == 404
