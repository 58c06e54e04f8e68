"""Tokens let programs in where they may go, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from muniment.accounts.models import AccessToken, User
from muniment.accounts.tasks import forget_expired
from muniment.accounts.tokens import services
from muniment.accounts.tokens.bearer import for_programs
from muniment.audit.models import AuditEntry
from tests.accounts.conftest import confirm_identity, log_in

pytestmark = pytest.mark.django_db

NEW = {"name": "My notebook", "scope": "write", "days": "90"}


@for_programs
def who(request: HttpRequest) -> HttpResponse:
    account = request.viewer.account_id  # type: ignore[attr-defined]
    return HttpResponse(f"{account or 'visitor'}")


urlpatterns = [path("who/", who), path("", include("muniment.config.urls"))]


def secret_of(account: User, *, scope: str = "write") -> str:
    return services.make_token(account, name="Notebook", scope=scope, days=30)[1]


def bearer(secret: str) -> Client:
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


def make_on_screen(client: Client) -> str:
    log_in(client)
    confirm_identity(client)
    page = client.post("/account/tokens/new/", NEW).content.decode()
    found = re.search(r"mun_[\w-]{43}", page)
    assert found is not None
    return found[0]


def test_a_token_is_shown_once_and_only_its_digest_is_kept(client: Client, reader: User) -> None:
    secret = make_on_screen(client)
    listed = client.get("/account/tokens/").content.decode()
    assert secret not in listed and secret[:12] in listed and "My notebook" in listed
    kept = AccessToken.objects.values().get()
    assert secret not in str(kept)
    assert AuditEntry.objects.filter(action="account.token_made", actor=reader).exists()


def test_making_one_asks_once_more_who_it_is(client: Client, reader: User) -> None:
    client.force_login(reader)
    answer = client.get("/account/tokens/new/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/check/")
    assert client.post("/account/tokens/new/", NEW).status_code == 302
    assert not AccessToken.objects.exists()


def test_what_is_missing_in_the_form_is_said(client: Client, reader: User) -> None:
    log_in(client)
    confirm_identity(client)
    answer = client.post("/account/tokens/new/", {**NEW, "name": "", "days": "4000"})
    assert answer.status_code == 422
    assert not AccessToken.objects.exists()


def test_an_account_has_no_more_tokens_than_it_can_survey(
    client: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_TOKENS", 1)
    make_on_screen(client)
    answer = client.post("/account/tokens/new/", NEW)
    assert answer.status_code == 422
    assert "Revoke one" in answer.content.decode()


@pytest.mark.urls("tests.accounts.test_tokens")
class TestAtAnAddressForPrograms:
    """What a token is worth."""

    def test_the_bearer_is_the_account(self, reader: User) -> None:
        assert bearer(secret_of(reader)).get("/who/").content.decode() == str(reader.pk)

    def test_it_writes_without_a_token_against_forgery(self, reader: User) -> None:
        assert bearer(secret_of(reader)).post("/who/").status_code == 200

    def test_a_session_does_not(self, reader: User) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(reader)
        assert client.get("/who/").content.decode() == str(reader.pk)
        assert client.post("/who/").status_code == 403

    def test_the_token_counts_and_not_the_cookies_beside_it(
        self, reader: User, make_reader: Callable[..., User]
    ) -> None:
        other = make_reader("other@example.org")
        client = bearer(secret_of(reader))
        client.force_login(other)
        assert client.get("/who/").content.decode() == str(reader.pk)

    def test_one_that_may_only_read_writes_nothing(self, reader: User) -> None:
        client = bearer(secret_of(reader, scope="read"))
        assert client.get("/who/").status_code == 200
        answer = client.post("/who/")
        assert answer.status_code == 403
        assert "insufficient_scope" in answer.headers["WWW-Authenticate"]

    @pytest.mark.parametrize("secret", ["", "mun_", "mun_" + "a" * 43, "x" * 5000, "mun_\x7f é"])
    def test_a_wrong_one_is_refused_and_not_taken_for_a_visitor(self, secret: str) -> None:
        answer = bearer(secret).get("/who/")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")

    def test_wrong_ones_cannot_be_tried_for_ever(self) -> None:
        answers = {bearer("mun_x").post("/who/").status_code for _ in range(25)}
        assert answers == {401, 429}

    def test_revoked_and_expired_ones_open_nothing(self, client: Client, reader: User) -> None:
        token, secret = services.make_token(reader, name="a", scope="read", days=30)
        client.force_login(reader)
        assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
        assert bearer(secret).get("/who/").status_code == 401
        token, secret = services.make_token(reader, name="b", scope="read", days=30)
        AccessToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())
        assert bearer(secret).get("/who/").status_code == 401

    def test_the_token_of_a_closed_account_opens_nothing(self, reader: User) -> None:
        secret = secret_of(reader)
        User.objects.filter(pk=reader.pk).update(is_active=False)
        assert bearer(secret).get("/who/").status_code == 401

    def test_no_more_than_the_day_of_its_use_is_noted(self, reader: User) -> None:
        client = bearer(secret_of(reader))
        client.get("/who/")
        used = AccessToken.objects.get().last_used_at
        assert used is not None
        local = timezone.localtime(used)
        assert (local.hour, local.minute, local.second) == (0, 0, 0)


def test_it_opens_no_page_for_people(reader: User) -> None:
    assert bearer(secret_of(reader)).get("/account/").status_code == 302


def test_nobody_revokes_the_token_of_another(
    client: Client, reader: User, make_reader: Callable[..., User]
) -> None:
    token, _ = services.make_token(make_reader("b@example.org"), name="a", scope="read", days=30)
    client.force_login(reader)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert AccessToken.objects.valid().exists()


def test_old_ones_are_forgotten(reader: User) -> None:
    secret_of(reader)
    kept, _ = services.make_token(reader, name="b", scope="read", days=30)
    long_ago = timezone.now() - timedelta(days=100)
    AccessToken.objects.exclude(pk=kept.pk).update(expires_at=long_ago)
    forget_expired()
    assert [token.pk for token in AccessToken.objects.all()] == [kept.pk]
