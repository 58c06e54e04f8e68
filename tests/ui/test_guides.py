"""Every guide is there in each language of the interface, and leads to pages that exist."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from muniment.ui.guides import guide_links, guide_page

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_is_written_in_every_language(language: str) -> None:
    links = guide_links(language)
    assert [link.title for link in links if link.lang != language] == []
    assert "/search/help/" in {link.href for link in links}
    assert "/help/groups/" in {link.href for link in links}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_a_guide_leads_to_a_page(language: str) -> None:
    slugs = [link.href.strip("/").rpartition("/")[2] for link in guide_links(language)]
    for slug in slugs:
        body = guide_page("search" if slug == "help" else slug, language).body
        for address in re.findall(r'href="(/[^"?#]*)', body):
            resolve(address)


def test_a_language_without_a_guide_gets_the_english_one() -> None:
    assert guide_page("groups", "de").lang == "en"


def test_guides_are_pages_of_the_site(client: Client) -> None:
    page = client.get("/help/", headers={"Accept-Language": "ru"}).content.decode()
    assert "Закрытые группы и обсуждения" in page
    guide = client.get("/help/groups/").content.decode()
    assert "<table>" in guide and "Private groups and discussions" in guide
    assert client.get("/help/nothing/").status_code == 404
