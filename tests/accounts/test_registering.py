"""From the form to the first log-in, and back in when the password is forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from muniment.accounts.models import User
from muniment.audit.models import AuditEntry
from tests.accounts.conftest import PASSWORD, Outbox, is_logged_in, log_in

pytestmark = pytest.mark.django_db

NEW = {"email": "new@example.org", "name": "Новый читатель", "password1": PASSWORD}


def register(client: Client, **more: str) -> Any:
    return client.post("/account/register/", {**NEW, **more})


def test_an_account_is_open_once_its_address_is_confirmed(client: Client, outbox: Outbox) -> None:
    answer = register(client)
    assert answer.headers["Location"] == "/account/confirm/"
    assert not is_logged_in(client)
    link = outbox.link("new@example.org")
    assert b"new@example.org" in client.get(link).content
    answer = client.post(link)
    assert answer.status_code == 302
    assert is_logged_in(client)
    assert User.objects.get().name == "Новый читатель"
    assert AuditEntry.objects.get(action="account.registered").actor == User.objects.get()


def test_looking_at_the_link_confirms_nothing(client: Client, outbox: Outbox) -> None:
    register(client)
    Client().get(outbox.link("new@example.org"))
    assert not EmailAddress.objects.get().verified


def test_the_link_works_on_another_device_which_then_logs_in(
    client: Client, outbox: Outbox
) -> None:
    register(client)
    other = Client()
    answer = other.post(outbox.link("new@example.org"), follow=True)
    assert answer.request["PATH_INFO"] == "/account/login/"
    assert "Your e-mail address is confirmed." in answer.content.decode()
    assert not is_logged_in(other)
    log_in(other, "new@example.org")
    assert is_logged_in(other)


def test_nobody_logs_in_before_the_address_is_confirmed(client: Client, outbox: Outbox) -> None:
    register(client)
    answer = log_in(Client(), "new@example.org")
    assert answer.headers["Location"] == "/account/confirm/"


def test_a_used_link_says_so_and_leads_on(client: Client, outbox: Outbox) -> None:
    register(client)
    link = outbox.link("new@example.org")
    client.post(link)
    answer = Client().get(link)
    assert "This link no longer works" in answer.content.decode()
    assert b"/account/login/" in answer.content


def test_mails_are_in_the_language_of_the_page(client: Client, outbox: Outbox) -> None:
    client.cookies["django_language"] = "ru"
    register(client)
    assert "Subject: Подтвердите адрес" in outbox.last("new@example.org")


def test_links_in_mails_begin_with_the_public_address(
    client: Client, outbox: Outbox, settings: Any
) -> None:
    settings.MUNIMENT_PUBLIC_URL = "https://archive.example.org"
    register(client)
    assert "https://archive.example.org/account/confirm/" in outbox.last("new@example.org")


@pytest.mark.parametrize("password", ["short", "password1234", "12345678"])
def test_a_weak_password_is_refused_and_the_rest_is_kept(client: Client, password: str) -> None:
    answer = register(client, password1=password)
    assert answer.status_code == 200
    assert b"field-errors" in answer.content
    assert b'value="new@example.org"' in answer.content
    assert not User.objects.exists()


def test_registering_does_not_tell_who_has_an_account(
    client: Client, reader: User, outbox: Outbox
) -> None:
    taken = register(client, email=reader.email)
    free = register(Client())
    assert (taken.status_code, taken.headers["Location"]) == (
        free.status_code,
        free.headers["Location"],
    )
    assert "You have an account already" in outbox.last(reader.email)
    assert User.objects.count() == 2


def test_neither_does_a_forgotten_password_nor_a_code(
    client: Client, reader: User, outbox: Outbox
) -> None:
    for path in ("/account/password/forgotten/", "/account/login/code/"):
        known = Client().post(path, {"email": reader.email}, follow=True)
        unknown = Client().post(path, {"email": "nobody@example.org"}, follow=True)
        assert known.request["PATH_INFO"] == unknown.request["PATH_INFO"]
        assert known.status_code == unknown.status_code == 200
    assert "There is no account with this address" in outbox.last("nobody@example.org")


def test_a_forgotten_password_is_chosen_anew_by_a_link(
    client: Client, reader: User, outbox: Outbox
) -> None:
    client.post("/account/password/forgotten/", {"email": reader.email})
    form = client.get(outbox.link(reader.email), follow=True)
    path = form.request["PATH_INFO"]
    client.post(path, {"password1": "another harbour entirely"})
    assert is_logged_in(client)
    reader.refresh_from_db()
    assert reader.check_password("another harbour entirely")
    assert "You have a new password" in outbox.last(reader.email)
    assert AuditEntry.objects.filter(action="account.password_reset", actor=reader).exists()


def test_a_code_from_a_mail_logs_in_without_a_password(
    client: Client, reader: User, outbox: Outbox
) -> None:
    client.post("/account/login/code/", {"email": reader.email, "next": "/browse/"})
    code = re.search(r"Code to log in: (\S+)", outbox.last(reader.email))
    assert code is not None
    answer = client.post("/account/login/code/enter/", {"code": code[1], "next": "/browse/"})
    assert answer.headers["Location"] == "/browse/"
    assert is_logged_in(client)


def test_a_log_in_leads_back_to_the_page_but_never_to_another_site(reader: User) -> None:
    assert log_in(Client(), next="/browse/people/").headers["Location"] == "/browse/people/"
    assert log_in(Client(), next="https://evil.example/").headers["Location"] == "/"


def test_attempts_are_limited_for_all_processes_together(client: Client, reader: User) -> None:
    for _ in range(5):
        client.post("/account/login/", {"login": reader.email, "password": "wrong"})
    answer = log_in(Client())
    assert "too many attempts" in answer.content.decode()
    assert not is_logged_in(client)


def test_too_many_registrations_from_one_address_get_a_helpful_page(client: Client) -> None:
    for _ in range(20):
        client.post("/account/register/", {})
    answer = client.post("/account/register/", {})
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.content.decode()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "limited"),
    [
        (0, "203.0.113.{}", True),  # a header that nobody vouches for is not believed
        (1, "203.0.113.{}", False),
        (1, "203.0.113.{}, 198.51.100.7", True),  # only the last was added by our proxy
        (2, "203.0.113.7", True),  # came past the proxies
    ],
)
def test_the_client_is_who_the_trusted_proxies_say(
    client: Client, settings: Any, proxies: int, forwarded: str, limited: bool
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(21):
        header = {"x-forwarded-for": forwarded.format(number)}
        answer = client.post("/account/register/", {}, headers=header)
    assert (answer.status_code == 429) is limited


def test_whoever_logs_out_has_no_session_left(client: Client, reader: User) -> None:
    log_in(client)
    assert is_logged_in(client)
    answer = client.post("/account/logout/")
    assert answer.headers["Location"] == "/"
    assert client.cookies["sessionid"].value == ""
    assert not is_logged_in(client)


def test_looking_at_the_address_of_the_log_out_logs_nobody_out(
    client: Client, reader: User
) -> None:
    log_in(client)
    client.get("/account/logout/")
    assert is_logged_in(client)


def test_an_administrator_made_on_the_command_line_needs_no_mail(client: Client) -> None:
    User.objects.create_superuser("Admin@Example.org", password=PASSWORD)
    log_in(client, "admin@example.org")
    assert is_logged_in(client)


def test_a_closed_account_lets_nobody_in(client: Client, make_reader: Callable[..., User]) -> None:
    make_reader(is_active=False)
    answer = log_in(client)
    assert not is_logged_in(client)
    assert answer.status_code == 302
