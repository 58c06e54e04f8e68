"""Characters that no database keeps: a page says that the request was not understood."""

from __future__ import annotations

import pytest
from django.test import Client

SAID = "The archive did not understand this request"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/?q=a%00b", "/search/?%00=a", "/documents/a%00b/"])
def test_an_address_with_nul_is_answered_with_a_page(address: str, client: Client) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert SAID in response.content.decode()
    assert "Content-Security-Policy" in response.headers


@pytest.mark.django_db
def test_an_address_in_an_encoding_with_half_characters_is_refused(client: Client) -> None:
    sent = client.get("/search/?q=%2B2AA-", CONTENT_TYPE="text/plain; charset=utf-7")
    assert sent.status_code == 400


@pytest.mark.django_db
def test_a_form_with_nul_is_refused_however_it_is_sent(client: Client) -> None:
    form = "application/x-www-form-urlencoded"
    assert client.post("/account/login/", "login=a%00b", content_type=form).status_code == 400
    assert client.post("/account/login/", {"login": "a\0b"}).status_code == 400


@pytest.mark.django_db
def test_other_characters_go_through(client: Client) -> None:
    assert client.get("/search/?q=%F0%9F%98%80+%2500").status_code == 200
