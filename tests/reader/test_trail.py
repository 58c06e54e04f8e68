"""Previous and next follow the way that a reader has come."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from muniment.access.viewer import Viewer
from muniment.core.revision import touch_revision
from muniment.documents.models import Document
from muniment.documents.searching.indexing import rebuild
from muniment.documents.selectors.neighbours import links_to
from muniment.reader.state import ReaderState
from muniment.reader.trail import trail_of
from tests.reader.factory import add_text, make_document, make_place, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents() -> list[Document]:
    """Make four documents in the order of their volume; the third is closed."""
    place, closed = make_place(), make_place("closed", level="restricted")
    made = []
    for number in range(1, 5):
        own = closed if number == 3 else place
        one = make_document(
            place, position=number, title=f"Letter {number}", scope=own.scope, date_edtf=""
        )
        add_text(one, paragraphs("en", f"The lighthouse, number {number}."))
        made.append(one)
    return made


def read(client: Client, document: Document, query: str = "") -> html.HtmlElement:
    response = client.get(f"/documents/{document.identifier}/{query}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def steps(root: html.HtmlElement) -> list[tuple[str, str]]:
    return [
        (a.find_class("neighbour-title")[0].text_content(), a.get("href"))
        for a in root.find_class("neighbour")
    ]


def place_of(root: html.HtmlElement) -> str:
    return "".join(e.text_content() for e in root.find_class("trail-place"))


# A selection -------------------------------------------------------------------------------------


def test_a_selection_is_followed_in_its_own_order(
    client: Client, documents: list[Document]
) -> None:
    first, second, _, fourth = documents
    chosen = f"?list={fourth.identifier},{first.identifier},{second.identifier}"
    root = read(client, first, chosen)
    assert place_of(root) == "2 of 3 selected"
    assert [title for title, _ in steps(root)] == ["Letter 4", "Letter 2"]
    assert all(href.endswith(chosen) for _, href in steps(root))


def test_a_selection_leaves_out_what_is_closed(client: Client, documents: list[Document]) -> None:
    _, second, third, fourth = documents
    root = read(
        client,
        second,
        f"?list={second.identifier},{third.identifier},nothing,{fourth.identifier}",
    )
    assert place_of(root) == "1 of 2 selected"
    assert [title for title, _ in steps(root)] == ["Letter 4"]
    assert "Letter 3" not in html.tostring(root, encoding="unicode")


def test_a_selection_that_does_not_hold_the_document_changes_nothing(
    client: Client, documents: list[Document]
) -> None:
    _, second, _, fourth = documents
    root = read(client, second, f"?list={fourth.identifier}")
    assert [title for title, _ in steps(root)] == ["Letter 1", "Letter 4"]
    assert not root.find_class("trail")


def test_a_selection_holds_at_most_fifty_documents() -> None:
    names = ",".join(f"d{number}" for number in range(90))
    assert len(ReaderState.read({"list": names}, None).listed) == 50


def test_a_selection_costs_one_query(
    documents: list[Document], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    names = tuple(document.identifier for document in documents)
    state = ReaderState(listed=names)
    with django_assert_num_queries(1):
        trail_of(state, names[1], viewer=Viewer.visitor(), language="en")
    with django_assert_num_queries(0):
        trail_of(ReaderState(), names[1], viewer=Viewer.visitor(), language="en")


def test_links_are_only_to_what_may_be_seen(documents: list[Document]) -> None:
    names = [document.identifier for document in documents]
    found = links_to(names, viewer=Viewer.visitor(), language="en")
    assert set(found) == {names[0], names[1], names[3]}


# Results -----------------------------------------------------------------------------------------


@pytest.fixture
def index(documents: list[Document], tmp_path: Path, settings: Any) -> None:
    """Build the index of the documents in a folder of its own."""
    settings.MUNIMENT_HOME = tmp_path / "home"
    settings.MUNIMENT_HOME.mkdir()
    touch_revision(settings.MUNIMENT_HOME)
    rebuild()


RESULTS = "q=lighthouse&sort=title"


@pytest.mark.usefixtures("index")
def test_results_are_followed_in_their_order_without_what_is_closed(
    client: Client, documents: list[Document]
) -> None:
    root = read(client, documents[1], f"?q=lighthouse&results={quote(RESULTS, safe='')}&at=1")
    assert place_of(root) == "Result 2 of 3"
    assert [title for title, _ in steps(root)] == ["Letter 1", "Letter 4"]
    assert "Letter 3" not in html.tostring(root, encoding="unicode")
    back = root.find_class("trail-back")[0].get("href")
    assert back == f"/search/?{RESULTS}#{documents[1].identifier}"


@pytest.mark.usefixtures("index")
def test_a_step_through_results_carries_query_and_place_along(
    client: Client, documents: list[Document]
) -> None:
    query = f"?q=lighthouse&page=1&results={quote(RESULTS, safe='')}&at=1"
    for (_, href), at in zip(steps(read(client, documents[1], query)), ("0", "2"), strict=True):
        asked = parse_qs(urlsplit(href).query)
        assert asked == {"q": ["lighthouse"], "results": [RESULTS], "at": [at]}
    following = client.get(steps(read(client, documents[1], query))[1][1]).content.decode()
    assert "Result 3 of 3" in following
    assert "<mark" in following


@pytest.mark.usefixtures("index")
def test_a_document_whose_place_has_changed_is_still_stepped_on_from(
    client: Client, documents: list[Document]
) -> None:
    root = read(client, documents[1], f"?q=lighthouse&results={quote(RESULTS, safe='')}&at=12")
    assert place_of(root) == "Result 2 of 3"
    assert [title for title, _ in steps(root)] == ["Letter 1", "Letter 4"]
    assert [parse_qs(urlsplit(href).query)["at"] for _, href in steps(root)] == [["0"], ["2"]]
    back = root.find_class("trail-back")[0].get("href")
    assert back == f"/search/?{RESULTS}#{documents[1].identifier}"


@pytest.mark.usefixtures("index")
def test_a_document_closed_since_the_index_was_built_is_no_neighbour(
    client: Client, documents: list[Document]
) -> None:
    Document.objects.filter(pk=documents[3].pk).update(scope=documents[2].scope)
    root = read(client, documents[1], f"?results={quote(RESULTS, safe='')}&at=1")
    assert [title for title, _ in steps(root)] == ["Letter 1"]
    assert "Letter 4" not in html.tostring(root, encoding="unicode")


@pytest.mark.usefixtures("index")
def test_a_selection_of_results_goes_before_them(client: Client, documents: list[Document]) -> None:
    chosen = f"{documents[0].identifier},{documents[3].identifier}"
    root = read(client, documents[0], f"?results={quote(RESULTS, safe='')}&list={chosen}")
    assert place_of(root) == "1 of 2 selected"
    assert [title for title, _ in steps(root)] == ["Letter 4"]
    assert root.find_class("trail-back")


def test_the_address_of_results_is_never_another_site(
    client: Client, documents: list[Document]
) -> None:
    for results in ("//evil.example/", "https://evil.example/?q=a", "?q=lighthouse", "q=a#//evil"):
        root = read(client, documents[0], f"?results={quote(results, safe='')}&at=0")
        href = root.find_class("trail-back")[0].get("href")
        assert href.startswith("/search/?")
        assert href.endswith(f"#{documents[0].identifier}")


@pytest.mark.parametrize("results", ["q=" + "a" * 3000, "q=a\nb", ""])
def test_results_that_no_search_page_has_are_no_trail(
    client: Client, documents: list[Document], results: str
) -> None:
    root = read(client, documents[0], f"?results={quote(results, safe='')}&at=0")
    assert not root.find_class("trail")
    assert [title for title, _ in steps(root)] == ["Letter 2"]


@pytest.mark.parametrize("at", ["-1", "x", "99999999999", "²", ""])
def test_any_place_among_results_is_safe(
    client: Client, documents: list[Document], at: str
) -> None:
    read(client, documents[0], f"?results=q%3Dlighthouse&at={at}")


def test_without_a_trail_previous_and_next_are_those_of_the_volume(
    client: Client, documents: list[Document]
) -> None:
    root = read(client, documents[1])
    assert [title for title, _ in steps(root)] == ["Letter 1", "Letter 4"]
    assert not root.find_class("trail")
