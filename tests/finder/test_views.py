"""Opening what was selected, suggestions, and the help."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from muniment.access.services import set_scope
from muniment.documents.searching.indexing import rebuild
from tests.site.builders import Archive


def test_selected_documents_open_one_after_the_other(archive: Archive, client: Client) -> None:
    asked = {"id": ["x0002", "x0001"], "results": "q=peace&language=ru"}
    target = urlsplit(client.get("/search/open/", asked)["Location"])
    assert target.path == "/documents/x0002/"
    assert parse_qs(target.query) == {
        "q": ["peace"],
        "list": ["x0002,x0001"],
        "results": ["q=peace&language=ru"],
    }


def test_what_the_viewer_may_not_see_is_not_opened(archive: Archive, client: Client) -> None:
    hidden = set_scope("document:x0003", level="hidden")
    archive.document("Hidden", "1919", scope=hidden)
    asked = {"id": ["x0003", "nothing", "x0001"], "results": "q=a"}
    target = urlsplit(client.get("/search/open/", asked)["Location"])
    assert parse_qs(target.query)["list"] == ["x0001"]


def test_with_nothing_selected_one_stays_at_the_results(archive: Archive, client: Client) -> None:
    assert client.get("/search/open/", {"results": "q=a"})["Location"] == "/search/?q=a"


@pytest.mark.parametrize(("language", "title"), [("en", "How to search"), ("ru", "Как искать")])
def test_the_help_speaks_the_reader_s_language(
    archive: Archive, client: Client, language: str, title: str
) -> None:
    page = client.get("/search/help/", headers={"accept-language": language})
    assert f'<article lang="{language}">' in page.content.decode()
    assert f"<h1>{title}</h1>" in page.content.decode()


def test_pages_of_the_search_are_not_kept_for_other_readers(
    archive: Archive, client: Client
) -> None:
    page = client.get("/search/help/")
    assert page["Cache-Control"].startswith("private")
    assert "X-Muniment-Public" not in page


def test_nothing_typed_suggests_nothing(archive: Archive, client: Client) -> None:
    assert client.get("/search/suggest/").json() == {"suggestions": []}


def test_what_was_closed_a_moment_ago_is_not_suggested(
    archive: Archive, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MUNIMENT_HOME = tmp_path
    rebuild()
    offered = [s["label"] for s in client.get("/search/suggest/?q=Letter").json()["suggestions"]]
    assert len(offered) == 1
    set_scope("package:test", level="hidden")
    assert client.get("/search/suggest/?q=Letter").json() == {"suggestions": []}
