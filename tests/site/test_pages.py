"""The pages about the archive: ours, until its owner writes his own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from muniment.site.pages import NAMES, owners_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", [*NAMES, "home"])
def test_every_page_comes_in_both_languages(name: str, language: str) -> None:
    page = owners_page(name, language)
    assert page.lang == language
    assert page.title
    assert page.body.startswith("<p>")


def test_the_owners_page_stands_in_place_of_ours(
    tmp_path: Path, settings: Any, client: Client
) -> None:
    settings.MUNIMENT_HOME = tmp_path
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "terms.en.md").write_text(
        "# House rules\n\nRead *slowly*. <script>alert(1)</script>", encoding="utf-8"
    )
    body = client.get("/terms/").content.decode()
    assert "<h1>House rules</h1>" in body
    assert "<em>slowly</em>" in body
    assert "<script>alert" not in body


def test_an_owners_page_in_another_language_is_better_than_ours(
    tmp_path: Path, settings: Any
) -> None:
    settings.MUNIMENT_HOME = tmp_path
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.ru.md").write_text("# Наш архив\n\nСлова.", encoding="utf-8")
    assert owners_page("about", "en").title == "Наш архив"
    assert owners_page("about", "en").lang == "ru"


def test_the_foot_names_publisher_and_address(settings: Any, client: Client) -> None:
    settings.MUNIMENT_PUBLISHER = "The House"
    settings.MUNIMENT_CONTACT_EMAIL = "archive@example.org"
    body = client.get("/about/").content.decode()
    assert "Published by The House" in body
    assert 'href="mailto:archive@example.org"' in body
