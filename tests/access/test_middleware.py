"""What caches between the archive and its readers are told."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/browse/", "/documents/m0/", "/ark:/99999/m0", "/no-such-page/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_somebody_with_a_session_is_kept_anywhere(address: str, client: Client) -> None:
    client.force_login(get_user_model().objects.create_user(email="reader@example.org"))
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitors_page_is_asked_for_again_before_it_is_shown(
    address: str, client: Client
) -> None:
    assert client.get(address).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_policy_and_no_cookie(address: str, client: Client) -> None:
    response = client.get(address)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert not response.cookies


def test_a_host_that_is_not_ours_is_refused_under_the_policy(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert b"evil.example" not in response.content


def test_an_error_of_ours_is_a_page_under_the_policy(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("It rains.")

    monkeypatch.setattr("muniment.site.views.browse_reads.browse_screen", fails)
    client.raise_request_exception = False
    response = client.get("/browse/")
    assert response.status_code == 500
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert b"It rains" not in response.content
