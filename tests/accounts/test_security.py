"""How somebody logs in is changed by nobody else, and every change is told and written down."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muniment.accounts.models import User
from muniment.accounts.tasks import forget_expired
from muniment.audit.models import AuditEntry
from tests.accounts.conftest import PASSWORD, Outbox, confirm_identity, is_logged_in, log_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def totp(secret: str, *, steps_from_now: int = 0) -> str:
    """Compute the code that an app shows (RFC 6238)."""
    counter = int(time.time()) // 30 + steps_from_now
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def connect_app(client: Client) -> str:
    """Connect an app and give its key."""
    confirm_identity(client)
    page = client.get("/account/security/app/").content.decode()
    secret = re.search(r'class="account-secret">(\w+)<', page)
    assert secret is not None
    answer = client.post("/account/security/app/", {"code": totp(secret[1])})
    assert answer.headers["Location"] == "/account/security/codes/"
    return secret[1]


def acts(user: User) -> set[str]:
    return set(AuditEntry.objects.filter(actor=user).values_list("action", flat=True))


def test_a_changed_password_ends_the_other_sessions_and_is_told(
    client: Client, reader: User, outbox: Outbox
) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    log_in(client)
    new = {"oldpassword": PASSWORD, "password1": "a quite different one"}
    client.post("/account/password/", new)
    assert is_logged_in(client) and not is_logged_in(elsewhere)
    assert "Your password was changed" in outbox.last(reader.email)
    assert "account.password_changed" in acts(reader)


def test_the_old_password_is_asked_for(client: Client, reader: User) -> None:
    log_in(client)
    wrong = {"oldpassword": "wrong", "password1": "a quite different one"}
    page = client.post("/account/password/", wrong).content.decode()
    assert "This is not your present password." in page


def test_a_new_address_holds_once_its_link_is_opened_and_the_old_one_is_told(
    client: Client, reader: User, outbox: Outbox
) -> None:
    log_in(client)
    confirm_identity(client)
    client.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    reader.refresh_from_db()
    assert reader.email == "reader@example.org"
    assert "other@example.org" in client.get("/account/email/").content.decode()
    client.post(outbox.link("other@example.org"))
    reader.refresh_from_db()
    assert reader.email == "other@example.org"
    assert "other@example.org instead of reader@example.org" in outbox.last("reader@example.org")
    assert "account.email_changed" in acts(reader)


def test_a_change_of_address_can_be_dropped(client: Client, reader: User, outbox: Outbox) -> None:
    log_in(client)
    confirm_identity(client)
    client.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    link = outbox.link("other@example.org")
    client.post("/account/email/", {"email": "other@example.org", "action_remove": ""})
    client.post(link)
    reader.refresh_from_db()
    assert reader.email == "reader@example.org"


def test_the_address_is_not_changed_without_the_password(
    client: Client, reader: User, outbox: Outbox
) -> None:
    log_in(client)
    answer = client.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    assert answer.headers["Location"].startswith("/account/check/")
    assert outbox.all() == []


def test_with_an_app_the_password_alone_lets_nobody_in(
    client: Client, reader: User, outbox: Outbox, django_capture_on_commit_callbacks: Any
) -> None:
    log_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = connect_app(client)
    assert "An app was connected" in "".join(outbox.all())
    assert "account.second_step_added" in acts(reader)
    other = Client()
    answer = log_in(other, next="/browse/")
    assert answer.headers["Location"] == "/account/login/second-step/"
    assert not is_logged_in(other)
    page = other.post("/account/login/second-step/", {"code": "000000"}).content.decode()
    assert "This code is not right." in page
    answer = other.post("/account/login/second-step/", {"code": totp(secret, steps_from_now=1)})
    assert answer.headers["Location"] == "/browse/"
    assert is_logged_in(other)


def test_an_account_with_a_second_step_changes_its_address_too(
    client: Client, reader: User, outbox: Outbox
) -> None:
    log_in(client)
    connect_app(client)
    client.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    client.post(outbox.link("other@example.org"))
    reader.refresh_from_db()
    assert reader.email == "other@example.org"


def test_whoever_must_say_again_who_it_is_may_choose_how(client: Client, reader: User) -> None:
    log_in(client)
    connect_app(client)
    client.cookies["django_language"] = "ru"
    page = client.get("/account/check/").content.decode()
    assert "Код из приложения или запасной код" in page


def test_a_recovery_code_works_once(client: Client, reader: User) -> None:
    log_in(client)
    connect_app(client)
    page = client.get("/account/security/codes/").content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert len(codes) == 10
    listed = client.get("/account/security/codes/download/").content.decode().split()
    assert listed == codes
    for expected in (True, False):
        other = Client()
        log_in(other)
        other.post("/account/login/second-step/", {"code": codes[0]})
        assert is_logged_in(other) is expected


def test_a_disconnected_app_is_asked_for_no_more(
    client: Client, reader: User, outbox: Outbox
) -> None:
    log_in(client)
    connect_app(client)
    client.post("/account/security/app/off/")
    assert not Authenticator.objects.exists()
    other = Client()
    log_in(other)
    assert is_logged_in(other)
    assert "The app was disconnected" in "".join(outbox.all())
    assert "account.second_step_removed" in acts(reader)


@pytest.mark.parametrize(
    "path",
    [
        "/account/security/app/",
        "/account/security/codes/new/",
        "/account/security/passkeys/add/",
        "/account/delete/",
    ],
)
def test_what_matters_asks_again_who_it_is(client: Client, reader: User, path: str) -> None:
    log_in(client)
    answer = client.get(path)
    assert answer.headers["Location"].startswith("/account/check/")


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/name/",
        "/account/email/",
        "/account/password/",
        "/account/sessions/",
        "/account/export/",
        "/account/delete/",
        "/account/security/",
        "/account/security/app/",
        "/account/security/codes/",
        "/account/security/passkeys/add/",
    ],
)
def test_the_pages_of_an_account_ask_a_visitor_to_log_in_first(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert unquote(answer.headers["Location"]) == f"/account/login/?next={path}"


def test_sessions_are_listed_and_ended(client: Client, reader: User) -> None:
    elsewhere = Client(headers={"user-agent": FIREFOX})
    log_in(elsewhere)
    log_in(client)
    page = client.get("/account/sessions/").content.decode()
    assert "Firefox on Linux" in page and "this one" in page
    number = UserSession.objects.get(user_agent=FIREFOX).pk
    client.post("/account/sessions/", {"session": str(number)})
    assert is_logged_in(client) and not is_logged_in(elsewhere)


def test_all_others_are_ended_at_once_but_never_this_one(client: Client, reader: User) -> None:
    others = [Client(), Client()]
    for other in others:
        log_in(other)
    log_in(client)
    page = client.post("/account/sessions/", follow=True).content.decode()
    assert "2 sessions are ended." in page
    assert is_logged_in(client)
    assert not any(is_logged_in(other) for other in others)


def test_nobody_ends_the_session_of_another(
    client: Client, reader: User, make_reader: Callable[..., User]
) -> None:
    make_reader("stranger@example.org")
    log_in(client)
    stranger = Client()
    log_in(stranger, "stranger@example.org")
    number = UserSession.objects.get(user=reader).pk
    stranger.post("/account/sessions/", {"session": str(number)})
    assert is_logged_in(client)


def test_a_session_that_has_run_out_is_forgotten_with_its_address(
    client: Client, reader: User
) -> None:
    log_in(client)
    client.session.flush()
    forget_expired()
    assert not UserSession.objects.exists()


def test_what_is_no_number_of_a_session_ends_none(client: Client, reader: User) -> None:
    log_in(Client())
    log_in(client)
    for chosen in ("x", "-1", "9" * 5000):
        assert client.post("/account/sessions/", {"session": chosen}).status_code == 404
    assert UserSession.objects.count() == 2


def test_the_name_is_changed(client: Client, reader: User) -> None:
    log_in(client)
    name = {"name": "Анна\r\n С."}  # comes to stand on one line
    page = client.post("/account/name/", name, follow=True).content.decode()
    assert "Your name is changed." in page
    reader.refresh_from_db()
    assert reader.name == "Анна С."


@pytest.mark.parametrize(("path", "own"), [("/account/", 1), ("/account/sessions/", 2)])
def test_the_screens_ask_the_database_as_often_however_much_there_is(
    client: Client, reader: User, path: str, own: int
) -> None:
    log_in(client)
    with CaptureQueriesContext(connection) as plain:
        client.get("/account/name/")
    for _ in range(5):
        log_in(Client())
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert len(asked) - len(plain) == own
