"""What a visitor does that needs an account is kept, and carried out once, as the right account."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from muniment.accounts.intents import MAX_BYTES
from muniment.accounts.models import PendingIntent, User
from muniment.accounts.tasks import forget_expired
from tests.accounts.addresses import BOARD
from tests.accounts.conftest import PASSWORD, Outbox, confirm_identity, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.addresses")]

OURS = {"origin": "http://testserver", "referer": "http://testserver/browse/people/?page=2"}
BACK = "/browse/people/?page=2"


@pytest.fixture(autouse=True)
def _empty_board() -> Iterator[None]:
    BOARD.clear()
    yield
    BOARD.clear()


def pin(client: Client, text: str = "A slip", **more: Any) -> Any:
    return client.post("/pin/", {"text": text, **more}, headers=OURS)


def onward(answer: Any, name: str = "login") -> str:
    """Give the address to which the question leads on after the log-in."""
    link = re.search(rf'href="(/account/{name}/\?next=[^"]+)"', answer.content.decode())
    assert link is not None
    return parse_qs(urlsplit(link[1]).query)["next"][0]


def texts() -> list[str]:
    return [text for _, text in BOARD]


def test_a_visitor_is_asked_and_nothing_is_done_yet(client: Client) -> None:
    answer = pin(client)
    assert answer.status_code == 202
    page = answer.content.decode()
    assert "Log in or register to pin this." in page
    assert "What you typed is kept" in page
    assert f'href="{BACK}"' in page
    assert texts() == []


def test_after_the_log_in_it_is_done_once_and_the_reader_is_told(
    client: Client, reader: User
) -> None:
    wanted = onward(pin(client))
    answer = log_in(client, next=wanted)
    assert answer.headers["Location"] == wanted
    done = client.get(wanted, follow=True)
    assert done.request["PATH_INFO"] == "/about/"
    assert "It is pinned." in done.content.decode()
    assert [(reader.pk, "A slip")] == BOARD
    client.get(wanted)
    client.post(wanted)
    assert texts() == ["A slip"]


def test_a_reader_who_is_logged_in_acts_at_once(client: Client, reader: User) -> None:
    log_in(client)
    assert pin(client).status_code == 302
    assert [(reader.pk, "A slip")] == BOARD


def test_it_is_done_also_after_the_log_in_of_the_pages_head(client: Client, reader: User) -> None:
    pin(client)
    answer = log_in(client, next="/browse/")
    client.get(answer.headers["Location"])
    assert texts() == ["A slip"]


def test_it_waits_through_registering_by_the_mail_in_the_same_browser(
    client: Client, outbox: Outbox
) -> None:
    wanted = onward(pin(client), "register")
    client.post(
        "/account/register/", {"email": "new@example.org", "password1": PASSWORD, "next": wanted}
    )
    client.post(outbox.link("new@example.org"), follow=True)
    assert texts() == ["A slip"]


def test_it_waits_through_registering_by_the_mail_on_another_device(
    client: Client, outbox: Outbox
) -> None:
    wanted = onward(pin(client), "register")
    client.post(
        "/account/register/", {"email": "new@example.org", "password1": PASSWORD, "next": wanted}
    )
    other = Client()
    link = outbox.link("new@example.org")
    shown = other.get(link).content.decode()
    assert f'name="next" value="{wanted}"' in shown
    asked = other.post(link.partition("?")[0], {"next": wanted}, follow=True)
    assert asked.request["PATH_INFO"] == "/account/login/"
    assert texts() == []
    done = log_in(other, "new@example.org", next=wanted)
    other.get(done.headers["Location"], follow=True)
    assert [(User.objects.get().pk, "A slip")] == BOARD


def test_it_waits_through_a_forgotten_password(
    client: Client, reader: User, outbox: Outbox
) -> None:
    wanted = onward(pin(client))
    client.post("/account/password/forgotten/", {"email": reader.email, "next": wanted})
    form = client.get(outbox.link(reader.email), follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": "another harbour", "next": wanted}, follow=True
    )
    assert texts() == ["A slip"]


def test_what_nobody_has_claimed_is_asked_about_in_another_browser(
    client: Client, reader: User
) -> None:
    wanted = onward(pin(client))
    victim = Client()
    log_in(victim)
    asked = victim.get(wanted)
    page = asked.content.decode()
    assert "If that was you, go on" in page
    assert "<dd>A slip</dd>" in page
    assert texts() == []
    victim.post(wanted)
    assert [(reader.pk, "A slip")] == BOARD


def test_nobody_prepares_for_others_what_only_they_could_begin(
    client: Client, reader: User
) -> None:
    wanted = onward(client.post("/pin/own/", headers=OURS))
    victim = Client()
    log_in(victim)
    assert victim.get(wanted).status_code == 404
    assert victim.post(wanted).status_code == 404
    assert texts() == []


def test_what_is_sent_after_a_session_has_ended_is_done_in_the_same_browser(
    client: Client, reader: User
) -> None:
    wanted = onward(client.post("/pin/own/", headers=OURS))
    log_in(client)
    client.get(wanted)
    assert texts() == ["own"]


def test_what_one_account_has_claimed_is_nothing_to_another(
    client: Client, reader: User, make_reader: Callable[..., User]
) -> None:
    make_reader("stranger@example.org")
    wanted = onward(pin(client))
    PendingIntent.objects.update(account=reader)
    stranger = Client()
    log_in(stranger, "stranger@example.org")
    assert stranger.get(wanted).status_code == 404
    assert stranger.post(wanted).status_code == 404
    assert texts() == []


def test_it_is_kept_for_a_week(client: Client, reader: User) -> None:
    wanted = onward(pin(client))
    PendingIntent.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    log_in(client)
    answer = client.get(wanted)
    assert answer.status_code == 404
    assert "Nothing is waiting here any more" in answer.content.decode()
    forget_expired()
    assert not PendingIntent.objects.exists()


def test_an_old_wish_is_not_done_by_a_log_in_for_something_else(
    client: Client, reader: User
) -> None:
    pin(client)
    PendingIntent.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert log_in(client, next="/browse/").headers["Location"] == "/browse/"


def test_only_the_tokens_sum_is_stored_and_the_words_go_when_all_is_done(
    client: Client, reader: User
) -> None:
    wanted = onward(pin(client, text="Secret words"))
    token = wanted.split("/")[-2]
    assert token not in str(PendingIntent.objects.values())
    log_in(client)
    client.get(wanted)
    assert "Secret" not in str(PendingIntent.objects.values())


def test_a_mistake_in_the_form_is_shown_and_the_form_kept(client: Client, reader: User) -> None:
    wanted = onward(pin(client, text=""))
    log_in(client)
    answer = client.get(wanted)
    assert (answer.status_code, answer.content) == (422, b"There is nothing on the slip.")
    assert PendingIntent.objects.get().done_at is None


def test_the_views_own_words_stand_for_ours(client: Client, reader: User) -> None:
    wanted = onward(pin(client, say="1"))
    log_in(client)
    page = client.get(wanted, follow=True).content.decode()
    assert "Pinned with thanks." in page
    assert "It is pinned." not in page


def test_the_query_of_the_form_is_kept_too(client: Client, reader: User) -> None:
    answer = client.post("/pin/?goto=/terms/", {"text": "A slip"}, headers=OURS)
    wanted = onward(answer)
    log_in(client)
    assert client.get(wanted).headers["Location"] == "/terms/"


def test_nobody_is_led_to_another_site(client: Client, reader: User) -> None:
    wanted = onward(pin(client, goto="https://evil.example/"))
    log_in(client)
    assert client.get(wanted).headers["Location"] == BACK


def test_a_page_of_another_site_is_never_led_back_to(client: Client) -> None:
    headers = {"origin": "http://testserver", "referer": "https://evil.example/x"}
    answer = client.post("/pin/", {"text": "A slip"}, headers=headers)
    assert b"evil.example" not in answer.content


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/pin/", {"text": "A slip"}, headers=headers)
    assert answer.status_code == 403
    assert not PendingIntent.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
def test_nobody_elses_page_makes_a_reader_who_is_logged_in_act(
    reader: User, headers: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.post("/pin/", {"text": "A slip"}, headers=headers).status_code == 403
    assert texts() == []


def test_the_token_of_the_page_is_taken_where_the_browser_says_nothing(reader: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    page = client.get("/browse/").content.decode()
    token = re.search(r'<meta name="csrf-token" content="(\w+)">', page)
    assert token is not None
    client.post("/pin/", {"text": "A slip", "csrfmiddlewaretoken": token[1]})
    assert texts() == ["A slip"]


def test_a_page_from_before_the_log_in_still_works_after_it(reader: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert pin(client).status_code == 302
    assert texts() == ["A slip"]


def test_a_token_in_an_address_alone_lets_nobody_in(client: Client) -> None:
    wanted = onward(pin(client))
    answer = Client().get(wanted)
    assert answer.headers["Location"].startswith("/account/login/?next=/account/continue/")
    assert texts() == []


def test_only_views_that_ask_for_it_are_carried_out(client: Client, reader: User) -> None:
    wanted = onward(pin(client))
    PendingIntent.objects.update(path="/pin/unguarded/")
    log_in(client)
    assert client.get(wanted).status_code == 404
    assert texts() == []


def test_what_is_too_long_is_said_to_be_lost(client: Client) -> None:
    answer = pin(client, text="x" * (MAX_BYTES + 1))
    assert answer.status_code == 202
    assert "too long to be kept" in answer.content.decode()
    assert not PendingIntent.objects.exists()


def test_a_script_gets_the_question_alone(client: Client) -> None:
    answer = client.post("/pin/", {"text": "A slip"}, headers={**OURS, "hx-request": "true"})
    assert answer.status_code == 202
    page = answer.content.decode()
    assert "<html" not in page
    assert 'id="prompt-title"' in page


def test_json_is_kept_byte_for_byte(client: Client, reader: User) -> None:
    sent = '{"body": "Заметка", "n": [1, 2]}'
    answer = client.post(
        "/pin/json/",
        sent,
        content_type="application/json",
        headers={**OURS, "accept": "application/json"},
    )
    assert answer.status_code == 202
    wanted = parse_qs(urlsplit(answer.json()["log_in"]).query)["next"][0]
    log_in(client)
    assert client.get(wanted).headers["Location"] == BACK
    assert [(reader.pk, sent)] == BOARD


def test_a_flood_of_forms_is_stopped(client: Client) -> None:
    for _ in range(60):
        pin(client)
    assert pin(client).status_code == 429


def test_what_waits_goes_with_the_account(client: Client, reader: User) -> None:
    onward(pin(client))
    PendingIntent.objects.update(account=reader)
    log_in(client)
    confirm_identity(client)
    client.post("/account/delete/")
    assert not PendingIntent.objects.exists()
