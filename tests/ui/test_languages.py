"""The interface speaks the language that was asked for, chosen, or wished by the browser."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("ru", "ru"), ("ru-RU,en;q=0.5", "ru"), ("en-GB", "en"), ("fi,ru;q=0.3", "ru"), ("fi", "en")],
)
def test_the_browsers_wish_is_followed(accepted: str, language: str, client: Client) -> None:
    response = client.get("/about/", headers={"accept-language": accepted})
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


def test_a_choice_is_kept_in_a_cookie_and_leads_back_to_the_page(client: Client) -> None:
    response = client.post("/language/", {"language": "ru", "next": "/browse/?page=2&lang=en"})
    assert response.headers["Location"] == "/browse/?page=2"
    assert list(response.cookies) == ["django_language"]
    assert client.get("/about/").headers["Content-Language"] == "ru"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_the_switch_leads_nowhere_else(address: str, client: Client) -> None:
    response = client.post("/language/", {"language": "ru", "next": address})
    assert response.headers["Location"] == "/"


def test_a_language_that_is_not_spoken_is_refused(client: Client) -> None:
    assert client.post("/language/", {"language": "xx", "next": "/"}).status_code == 400


def test_an_address_may_ask_for_a_language_for_itself_alone(client: Client) -> None:
    assert client.get("/about/?lang=ru").headers["Content-Language"] == "ru"
    assert not client.cookies
    assert client.get("/about/").headers["Content-Language"] == "en"


def test_a_visitor_who_chooses_nothing_gets_no_cookie_and_caches_are_told_why_pages_differ(
    client: Client,
) -> None:
    response = client.get("/")
    assert not response.cookies
    assert {v.strip() for v in response.headers["Vary"].split(",")} == {"Accept-Language", "Cookie"}
