"""What a visitor begins with notes is done once he has logged in."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import reverse

from muniment.annotations.models import Annotation, Reply, Report
from tests.annotations.builders import World, client_of
from tests.passages.builders import on

JSON = {"Accept": "application/json"}


def log_in_and_go_on(world: World, client: Client, asked: dict[str, str]) -> str:
    """Log in as the stranger; give the page on which he finds his action done."""
    onward = parse_qs(urlsplit(asked["log_in"]).query)["next"][0]
    client.force_login(world.readers.stranger)
    done = client.get(onward, follow=True)
    assert done.status_code == 200
    return done.content.decode()


def test_a_note_is_written_after_the_log_in(world: World) -> None:
    client = client_of(None)
    chosen = on(world.document, "warm").passage
    assert chosen
    place = {"text": "en", "version": 1, "start": chosen.start, "end": chosen.end, "exact": "warm"}
    new = reverse("annotations:new", args=[world.document.identifier])
    asked = client.post(new, {**place, "body": "Was it?", "colour": "pink"}, headers=JSON)
    assert (asked.status_code, Annotation.objects.count()) == (202, 0)
    page = log_in_and_go_on(world, client, asked.json())
    assert "Your note is kept." in page and "Was it?" in page
    note = Annotation.objects.get()
    assert (note.author, note.colour) == (world.readers.stranger, "pink")


def test_a_reply_and_a_report_are_sent_after_the_log_in(world: World) -> None:
    note = world.note(is_public=True)
    for name, sent, made in (
        ("reply", {"body": "It was."}, Reply),
        ("report", {"complaint": "Rude"}, Report),
    ):
        client = client_of(None)
        address = reverse(f"annotations:{name}", args=[note.identifier])
        asked = client.post(address, sent, headers=JSON)
        assert not made._default_manager.exists()
        log_in_and_go_on(world, client, asked.json())
        assert made._default_manager.count() == 1


def test_a_note_on_a_document_closed_meanwhile_is_not_written(world: World) -> None:
    client = client_of(None)
    new = reverse("annotations:new", args=[world.document.identifier])
    asked = client.post(new, {"body": "Words"}, headers=JSON).json()
    world.document.is_withdrawn = True
    world.document.save()
    client.force_login(world.readers.stranger)
    onward = parse_qs(urlsplit(asked["log_in"]).query)["next"][0]
    assert client.get(onward, follow=True).status_code == 404
    assert not Annotation.objects.exists()
