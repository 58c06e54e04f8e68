"""Every address of notes, for everybody, whoever a note is shown to, by every method.

A row says what each of those in `ROLES` is answered: a letter each, in their order.

`o` is shown (200), `d` is done (302, to a page of ours), `l` is led to the log-in (302), `k` is
kept until he has logged in (202), `x` has no such thing (404), `f` may not (403), `m` is no method
of the address (405).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from muniment.annotations.models import Annotation, Reply
from muniment.annotations.services import notes as services
from muniment.annotations.services.replies import delete_reply
from muniment.annotations.urls import urlpatterns
from tests.annotations.builders import ROLES, World, client_of

# visitor, stranger, former member, member, moderator, owner, staff (without a second step), author
NOBODY = "xxxxxxxx"
MINE = "xxxxxxxo"
GROUPS = "xxxoooxo"
ANYONE = "oooooooo"
NEVER = "mmmmmmmm"

VARIANTS = {
    "private": MINE,
    "group": GROUPS,
    "groups": GROUPS,
    "public": ANYONE,
    "hidden": MINE,
    "closed": MINE,
    "closed_group": MINE,
    "deleted": NOBODY,
    "answered": ANYONE,
    "answered_group": GROUPS,
}
"""Notes, and who sees them; the last two were deleted by their author after others had answered."""


@dataclass(frozen=True, slots=True)
class Row:
    """An address: what it is about, what is sent to it, and what everybody is answered."""

    name: str
    about: str
    get: str
    post: str
    send: str = ""


def changing(seen: str, *, author: str, visitor: str) -> str:
    """Say how an act that only the author may do is answered to those who see the note or not."""
    others = "".join("f" if letter == "o" else "x" for letter in seen[1:-1])
    return visitor + others + (author if seen[-1] == "o" else "x")


def note_rows() -> Iterator[Row]:
    """Give the rows of one note's addresses, for each kind of note."""
    edit = "body=New&colour=blue&audience=private&revision=1"
    place = "text=en&version=1&start=10&end=14&exact=warm&revision=1"
    for about, seen in VARIANTS.items():
        is_gone = about.startswith(("deleted", "answered"))
        own, did = ("f", "f") if is_gone else ("o", "d")
        form = changing(seen, author=own, visitor="l")
        act = changing(seen, author=did, visitor="k")
        yield Row("note", about, seen, NEVER)
        yield Row("edit", about, form, act, edit)
        yield Row("delete", about, NEVER, act)
        back = changing(seen, author="d" if is_gone else "f", visitor="k")
        yield Row("restore", about, NEVER, back[:-1] + "d" if about == "deleted" else back)
        # A closed document has no passages to offer, even to the author of a note on it.
        if about.startswith("closed"):
            form, act = form[:-1] + "x", act[:-1] + "x"
        yield Row("move", about, form, act, place)
        shown = "".join("f" if letter == "o" and is_gone else letter for letter in seen)
        report = shown[:-1] + ("x" if seen[-1] == "x" else "f")
        yield Row("report", about, report, "k" + report[1:].replace("o", "d"), "complaint=Rude")


REPLY_ROWS = (
    Row("reply", "private", NEVER, "kxxxxxxx", "body=Well"),
    Row("reply", "group", NEVER, "kxxdddxd", "body=Well&group={group}"),
    Row("reply", "group", NEVER, "kxxxxxxx", "body=Well"),
    Row("reply", "group", NEVER, "kxxxxxxx", "body=Well&group={other}"),
    Row("reply", "groups", NEVER, "kxxdddxd", "body=Well&group={group}"),
    Row("reply", "groups", NEVER, "kxxxxdxd", "body=Well&group={other}"),
    Row("reply", "public", NEVER, "kddddddd", "body=Well"),
    Row("reply", "public", NEVER, "kxxxxxxx", "body=Well&group={group}"),
    Row("reply", "hidden", NEVER, "kxxxxxxd", "body=Well"),
    Row("reply", "closed", NEVER, "kxxxxxxd", "body=Well"),
    Row("reply", "deleted", NEVER, "kxxxxxxx", "body=Well"),
    Row("reply", "answered", NEVER, "kfffffff", "body=Well"),
    Row("reply_edit", "open_reply", "lffoffff", "kffdffff", "body=New&revision=1"),
    Row("reply_edit", "group_reply", "lxxoffxf", "kxxdffxf", "body=New&revision=1"),
    Row("reply_edit", "hidden_reply", "lxxoxxxx", "kxxdxxxx", "body=New&revision=1"),
    Row("reply_edit", "deleted_reply", "lxxfxxxx", "kxxfxxxx", "body=New&revision=1"),
    Row("reply_edit", "lost_reply", "lxxxxxxx", "kxxxxxxx", "body=New&revision=1"),
    Row("reply_delete", "open_reply", NEVER, "kffdffff"),
    Row("reply_delete", "group_reply", NEVER, "kxxdddxf"),
    Row("reply_delete", "lost_reply", NEVER, "kxxxxxxx"),
    Row("reply_restore", "open_reply", NEVER, "kfffffff"),
    Row("reply_restore", "deleted_reply", NEVER, "kxxdxxxx"),
    Row("reply_restore", "moderated_reply", NEVER, "kxxfdxxx"),
    Row("reply_restore", "lost_reply", NEVER, "kxxxxxxx"),
    Row("reply_report", "open_reply", "ooofoooo", "kddfdddd", "complaint=Rude"),
    Row("reply_report", "group_reply", "xxxfooxo", "kxxfddxd", "complaint=Rude"),
    Row("reply_report", "deleted_reply", "xxxfxxxx", "kxxfxxxx", "complaint=Rude"),
    Row("reply_report", "lost_reply", NOBODY, "kxxxxxxx", "complaint=Rude"),
)

LIST_ROWS = (
    Row("document", "open_document", ANYONE, NEVER),
    Row("document", "closed_document", NOBODY, NEVER),
    Row("new", "open_document", ANYONE, "kddddddd", "body=New&colour=blue&audience=public"),
    Row("new", "closed_document", NOBODY, "kxxxxxxx", "body=New"),
    Row("group", "group_itself", "lxxoooxo", NEVER),
    Row("mine", "", "looooooo", NEVER),
)

ROWS = (*note_rows(), *REPLY_ROWS, *LIST_ROWS)
OTHER_METHODS = ("PUT", "PATCH", "DELETE")


@pytest.fixture
def things(world: World) -> dict[str, str]:
    """Make a note of each kind by the author, and replies by the member; give identifiers."""
    closed = world.archive.document("Closed", "1917-03-09")
    on_closed = world.whole(closed)
    notes = {
        "private": world.note("private words"),
        "group": world.note("group words", show_to=(world.group,)),
        "groups": world.note("groups words", show_to=(world.group, world.other)),
        "public": world.note("public words", is_public=True),
        "hidden": world.note("hidden words", is_public=True),
        "closed": world.note("closed words", about=on_closed, is_public=True),
        "closed_group": world.note("closed_group words", about=on_closed, show_to=(world.group,)),
        "deleted": world.note("deleted words", is_public=True),
        "answered": world.note("answered words", is_public=True),
        "answered_group": world.note("answered_group words", show_to=(world.group,)),
    }
    replies = make_replies(world, notes)
    for name in ("deleted", "answered", "answered_group"):
        services.delete(notes[name], viewer=world.viewer("author"))
    notes["hidden"].hidden_at = timezone.now()
    notes["hidden"].save()
    closed.is_withdrawn = True
    closed.save()
    made = {name: note.identifier for name, note in notes.items()}
    made |= {name: reply.identifier for name, reply in replies.items()}
    return made | {
        "open_document": world.document.identifier,
        "closed_document": closed.identifier,
        "group_itself": world.group.identifier,
        "other": world.other.identifier,
    }


def make_replies(world: World, notes: dict[str, Annotation]) -> dict[str, Reply]:
    """Let the member answer; `lost_reply` stands in a thread of which its note was taken out."""
    world.reply(notes["answered"], by="stranger")
    world.reply(notes["answered_group"], by="owner", group=world.group)
    replies = {
        name: world.reply(notes[about], f"{name} words", by="member", group=group)
        for name, about, group in (
            ("open_reply", "public", None),
            ("hidden_reply", "public", None),
            ("deleted_reply", "public", None),
            ("group_reply", "group", world.group),
            ("moderated_reply", "group", world.group),
            ("lost_reply", "groups", world.group),
        )
    }
    Reply.objects.filter(pk=replies["hidden_reply"].pk).update(hidden_at=timezone.now())
    delete_reply(replies["deleted_reply"], viewer=world.viewer("member"))
    delete_reply(replies["moderated_reply"], viewer=world.viewer("moderator"))
    return replies


def kind_of(response: Any) -> str:
    """Say in a letter how something was answered."""
    if response.status_code == 302:
        return "l" if "/account/login/" in response["Location"] else "d"
    kinds = {200: "o", 202: "k", 403: "f", 404: "x", 405: "m"}
    return kinds.get(response.status_code, str(response.status_code))


def address(row: Row, things: dict[str, str]) -> str:
    return reverse(f"annotations:{row.name}", args=[things[row.about]] if row.about else [])


def ask(method: str, row: Row, things: dict[str, str]) -> Callable[[Client], Any]:
    """Send what a browser on our own pages would send."""
    named = {"group": things["group_itself"], "other": things["other"]}

    def send(client: Client) -> Any:
        return client.generic(
            method,
            address(row, things),
            row.send.format(**named) if method == "POST" else "",
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "http://testserver"},
        )

    return send


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.about} {row.send}")
def test_everybody_is_answered_as_the_row_says(
    row: Row, world: World, things: dict[str, str]
) -> None:
    if row.about == "lost_reply":
        note = Annotation.objects.get(identifier=things["groups"])
        note.shares.filter(group=world.group).delete()
    for place, role in enumerate(ROLES):
        client = client_of(world.account(role))
        seen = {method: kind_of(ask(method, row, things)(client)) for method in ("GET", "HEAD")}
        assert seen == {"GET": row.get[place], "HEAD": row.get[place]}, role
        with transaction.atomic():  # so that each finds everything as it was
            assert kind_of(ask("POST", row, things)(client)) == row.post[place], role
            transaction.set_rollback(True)
    assert {kind_of(ask(method, row, things)(client)) for method in OTHER_METHODS} == {"m"}


def test_every_address_has_a_row() -> None:
    assert {str(pattern.name) for pattern in urlpatterns} == {row.name for row in ROWS}


@pytest.mark.parametrize("role", ["visitor", "author"])
def test_nothing_is_done_for_a_form_that_comes_from_elsewhere(
    role: str, world: World, things: dict[str, str]
) -> None:
    for row in ROWS:
        if row.post == NEVER:
            continue
        client = Client(enforce_csrf_checks=True, headers={"Origin": "https://elsewhere.example"})
        if account := world.account(role):
            client.force_login(account)
        assert client.post(address(row, things)).status_code == 403, (row.name, row.about)


@pytest.mark.parametrize("role", ROLES)
def test_lists_tell_of_no_note_that_is_not_seen(
    role: str, world: World, things: dict[str, str]
) -> None:
    client = client_of(world.account(role))
    pages = [reverse("annotations:document", args=[world.document.identifier])]
    pages += [f"{pages[0]}?format=json", f"{pages[0]}?fragment=panel"]
    pages += [reverse("annotations:mine"), reverse("annotations:mine") + "?shelf=deleted"]
    pages += [reverse("annotations:group", args=[world.group.identifier])]
    told = "".join(client.get(page).content.decode() for page in pages)
    seen = {about for about in VARIANTS if f"{about} words" in told}
    may = {about for about, letters in VARIANTS.items() if letters[ROLES.index(role)] == "o"}
    # Lists say nothing of what was deleted but to who may bring it back.
    may -= {"answered", "answered_group"}
    if role == "author":
        may |= {"deleted", "answered", "answered_group"}
    assert seen == may


@pytest.mark.parametrize("role", ROLES)
def test_a_note_tells_of_no_reply_that_is_not_seen(
    role: str, world: World, things: dict[str, str]
) -> None:
    client = client_of(world.account(role))
    told = "".join(
        client.get(reverse("annotations:note", args=[things[name]])).content.decode()
        for name in VARIANTS
    )
    seen = {name for name in things if name.endswith("reply") and f"{name} words" in told}
    may = {"open_reply"}
    if role in ("member", "moderator", "owner", "author"):
        may |= {"group_reply", "lost_reply"}
    if role == "member":
        may |= {"hidden_reply"}
    assert seen == may


def test_a_closed_group_is_read_by_nobody(world: World, things: dict[str, str]) -> None:
    world.group.closed_at = timezone.now()
    world.group.save()
    for role in ROLES[:-1]:
        client = client_of(world.account(role))
        note = reverse("annotations:note", args=[things["group"]])
        assert client.get(note).status_code == 404
        listed = client.get(reverse("annotations:document", args=[world.document.identifier]))
        assert "group words" not in listed.content.decode()
    for row in ROWS:
        if row.about in ("group_reply", "group_itself"):
            for role in ("member", "moderator", "owner", "author"):
                client = client_of(world.account(role))
                for method in ("GET", "POST"):
                    assert kind_of(ask(method, row, things)(client)) in ("x", "m")
