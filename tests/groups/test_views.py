"""The pages of groups, as a browser asks for them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from muniment.accounts.models import PendingIntent
from muniment.groups import services
from muniment.groups.models import Group, Invitation
from muniment.mail.models import OutgoingMail
from tests.groups.builders import ROLES, World, client_of


def address(world: World, name: str, **more: object) -> str:
    return reverse(f"groups:{name}", kwargs={"group": world.group.identifier, **more})


def words(response: Any) -> str:
    said: str = response.content.decode()
    return said


def followed(client: Client, location: str) -> str:
    return client.get(location, headers={"Accept-Language": "en"}).content.decode()


def test_whoever_makes_a_group_is_led_to_inviting(world: World) -> None:
    client = client_of(world.stranger)
    led = client.post(reverse("groups:new"), {"name": "  My   seminar ", "description": "x"})
    made = Group.objects.get(name="My seminar")
    assert led.headers["Location"] == f"/groups/{made.identifier}/invitations/"
    assert "The group was made." in followed(client, led.headers["Location"])


def test_a_group_without_a_name_comes_back_with_a_sentence(world: World) -> None:
    sent = {"name": " ", "description": "Kept as typed"}
    page = client_of(world.stranger).post(reverse("groups:new"), sent)
    assert page.status_code == 422
    assert "Give the group a name." in words(page) and "Kept as typed" in words(page)


def test_of_two_windows_the_second_is_shown_both_wordings(world: World) -> None:
    settings = address(world, "settings")
    sent = {"description": "D", "revision": "1"}
    client_of(world.owner).post(settings, {"name": "First window", **sent})
    page = client_of(world.moderator).post(settings, {"name": "Second window", **sent})
    assert page.status_code == 409
    assert "First window" in words(page) and 'value="Second window"' in words(page)
    assert 'name="revision" value="2"' in words(page)


def test_a_new_link_is_shown_once(world: World) -> None:
    client = client_of(world.owner)
    made = words(client.post(address(world, "make_link"), {"days": "30"}))
    shown = re.search(r'value="(http://testserver/groups/join/[\w-]{43}/)"', made)
    assert shown
    later = words(client.get(address(world, "invitations")))
    assert "/groups/join/" not in later
    assert client_of(world.stranger).get(shown[1]).status_code == 200


def test_an_invitation_has_the_archives_own_address_whatever_host_was_asked(
    world: World, settings: Any
) -> None:
    settings.MUNIMENT_PUBLIC_URL = "https://archive.example.org"
    client = client_of(world.owner)
    sent = {"addresses": "a@example.org", "days": "7"}
    client.post(address(world, "invitations"), sent)
    assert "https://archive.example.org/groups/join/" in OutgoingMail.objects.get().text
    made = words(client.post(address(world, "make_link"), {"days": "30"}))
    assert 'value="https://archive.example.org/groups/join/' in made


def test_mailed_invitations_are_counted_in_the_answer(world: World) -> None:
    client = client_of(world.owner)
    sent = {"addresses": "a@example.org b@example.org", "days": "7"}
    led = client.post(address(world, "invitations"), sent)
    assert "2 invitations are on their way." in followed(client, led.headers["Location"])


def test_a_mistaken_address_comes_back_with_a_sentence(world: World) -> None:
    page = client_of(world.owner).post(address(world, "invitations"), {"addresses": "a@b, nobody"})
    assert page.status_code == 422
    assert "a@b, nobody" in words(page) and "is not an e-mail address" in words(page)


@pytest.mark.parametrize("role", ROLES)
def test_every_invitation_that_leads_nowhere_says_the_same(role: str, world: World) -> None:
    wrong = "/groups/join/no-such-secret/"
    secrets = {name: services.make_link(world.place(world.owner), days=7) for name in "abc"}
    rows = dict(zip("abc", Invitation.objects.order_by("pk"), strict=True))
    Invitation.objects.filter(pk=rows["a"].pk).update(expires_at=rows["a"].created_at)
    services.withdraw(world.place(world.owner), rows["b"].pk)
    Invitation.objects.filter(pk=rows["c"].pk).update(used_at=rows["c"].created_at)
    addresses = [wrong, *(f"/groups/join/{secret}/" for secret in secrets.values())]
    pages = [client_of(world.account(role)).get(each) for each in addresses]
    assert {page.status_code for page in pages} == {404}
    said = {re.sub(r'value="[^"]*"|content="[^"]*"', "", words(page)) for page in pages}
    assert len({re.sub(r"/groups/join/[^/]*/|groups/join/[^&\"]*", "", page) for page in said}) == 1


def test_the_page_of_an_invitation_is_kept_by_no_cache_and_named_to_no_other_site(
    world: World,
) -> None:
    secret = services.make_link(world.place(world.owner), days=7)
    page = Client().get(f"/groups/join/{secret}/")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Readers of diaries" in words(page) and "Olga Owner" in words(page)


def test_a_visitor_who_would_join_is_asked_to_log_in_and_lands_in_the_group(world: World) -> None:
    secret = services.make_link(world.place(world.owner), days=7)
    client = client_of(None)
    asked = client.post(f"/groups/join/{secret}/")
    assert asked.status_code == 202
    assert "Log in or register to join the group." in words(asked)
    assert PendingIntent.objects.get().path == f"/groups/join/{secret}/"
    onward = re.search(r"/account/continue/[^&\"/]+/", words(asked).replace("%2F", "/"))
    assert onward
    client.force_login(world.stranger)
    led = client.get(onward[0])
    assert led.headers["Location"] == address(world, "group")
    assert "You are in the group." in followed(client, led.headers["Location"])


def test_a_form_that_is_sent_after_logging_out_is_kept(world: World) -> None:
    client = client_of(world.owner)
    client.logout()
    asked = client.post(address(world, "settings"), {"name": "New", "revision": "1"})
    assert asked.status_code == 202
    assert "name=New" in PendingIntent.objects.get().body


def test_a_plain_member_finds_no_way_to_what_he_may_not_do(world: World) -> None:
    page = words(client_of(world.member).get(address(world, "group")))
    for name in ("settings", "invitations", "close"):
        assert address(world, name) not in page
    assert address(world, "leave") in page
    members = words(client_of(world.member).get(address(world, "members")))
    assert not re.search(r"/members/\d+/", members)


def test_no_page_shows_an_e_mail_address_of_a_member(world: World) -> None:
    client = client_of(world.owner)
    for name in ("group", "members", "activity", "settings"):
        assert "@example.org" not in words(client.get(address(world, name)))


def test_a_closed_group_is_opened_again_from_the_list(world: World) -> None:
    client = client_of(world.owner)
    client.post(address(world, "close"))
    assert address(world, "reopen") in words(client.get("/groups/"))
    client.post(address(world, "reopen"))
    assert client_of(world.member).get(address(world, "group")).status_code == 200


def test_no_such_page_of_a_list_is_answered_404(world: World) -> None:
    client = client_of(world.owner)
    for name in ("members", "activity", "invitations"):
        assert client.get(address(world, name), {"page": "99"}).status_code == 404
    assert client.get("/groups/", {"page": "x"}).status_code == 404
    assert client.get("/notices/", {"page": "0"}).status_code == 404
