"""The search page over the sample archive, searched for real."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.archives import Archive

pytestmark = pytest.mark.usefixtures("in_sample")

NAME = "Chashchukhin"


def asked(client: Client, **values: str) -> dict[str, Any]:
    answer = client.get("/search/", {"format": "json", **values})
    assert answer.status_code == 200
    return dict(answer.json())


def test_an_empty_box_lists_everything_with_counts(client: Client) -> None:
    found = asked(client)
    assert found["total"] > 40
    assert len(found["hits"]) == 10
    assert {"type", "language", "author"} <= found["facets"].keys()
    assert sum(found["years"].values()) > 0


def test_json_has_hits_with_snippets_and_pages(client: Client) -> None:
    found = asked(client, q=NAME)
    hit = found["hits"][0]
    assert hit["url"].startswith("http://testserver/documents/")
    assert hit["title"]
    hits = [word for each in found["hits"] for s in each["snippets"] for word in s["hits"]]
    assert hits
    assert found["also_searched"]


def test_the_same_name_is_found_from_either_script(client: Client) -> None:
    latin, cyrillic = asked(client, q=NAME), asked(client, q="Чащухин")
    assert latin["total"] > 0
    assert cyrillic["total"] > 0


def test_counts_leave_out_their_own_choice(client: Client) -> None:
    before = asked(client)["facets"]["language"]
    after = asked(client, language=before[0]["value"])["facets"]["language"]
    assert after == before


def test_a_range_of_years_narrows_the_results_but_not_the_histogram(client: Client) -> None:
    everything, narrowed = asked(client), asked(client, **{"from": "1918"})
    assert 0 < narrowed["total"] < everything["total"]
    assert narrowed["years"] == everything["years"]


def test_a_few_years_are_counted_by_month_and_each_month_leads_to_as_many(client: Client) -> None:
    everything = asked(client)
    assert len(everything["months"]) > 3
    for month, count in everything["months"].items():
        one = asked(client, **{"from": month, "to": month})
        assert one["total"] == count
        assert one["years"] == everything["years"]


def test_a_mistake_is_said_with_its_column_and_searched_all_the_same(client: Client) -> None:
    found = asked(client, q=f"({NAME}")
    assert found["mistakes"][0].startswith("Column 1: ")
    assert found["total"] > 0


@pytest.mark.parametrize("page", ["0", "-1", "two", "999999999999", "900"])
def test_a_page_that_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get("/search/", {"page": page}).status_code == 404


@pytest.mark.parametrize(
    "q", ["", " ", "*", '"', "((((", "a" * 5000, "🙂", "title:", "AND OR NOT", "[1939 TO"]
)
def test_anything_typed_is_answered(client: Client, q: str) -> None:
    assert client.get("/search/", {"q": q}).status_code == 200
    assert client.get("/search/suggest/", {"q": q}).status_code == 200


def test_suggestions_come_from_titles_and_people(client: Client) -> None:
    found = client.get("/search/suggest/", {"q": "Chash"}).json()["suggestions"]
    assert found
    assert {"kind", "kind_words", "label", "lang", "href"} == found[0].keys()
    assert client.get(found[0]["href"]).status_code == 200


def test_what_is_suggested_is_named_in_the_reader_s_language(client: Client) -> None:
    def found(language: str) -> list[tuple[str, str]]:
        spoken = {"accept-language": language}
        answer = client.get("/search/suggest/", {"q": "Mixed Comm"}, headers=spoken).json()
        return [(s["kind_words"], s["label"]) for s in answer["suggestions"]]

    assert [kind for kind, _ in found("en")] == ["Archival unit", "Phrase"]
    assert [kind for kind, _ in found("ru")] == ["Единица описания", "Фраза"]
    assert "Mixed Commission" in found("en")[0][1]
    assert "Смешанная комиссия" in found("ru")[0][1]


def test_a_phrase_leads_to_a_search_for_it(client: Client) -> None:
    *_, phrase = client.get("/search/suggest/", {"q": "Mixed Comm"}).json()["suggestions"]
    assert phrase["query"] == '"Mixed Commission"'
    assert phrase["href"] == "/search/?q=%22Mixed+Commission%22"
    assert asked(client, q=phrase["query"])["total"] >= 3


def test_the_closed_document_of_the_sample_is_found_by_nobody_who_may_not_know_of_it(
    client: Client, in_sample: Archive
) -> None:
    from muniment.access.viewer import Viewer
    from muniment.documents.models import Document

    every = set(Document.objects.values_list("identifier", flat=True))
    visible = Document.objects.visible_to(Viewer.visitor()).values_list("identifier", flat=True)
    hits: set[str] = set()
    for page in range(1, asked(client)["pages"] + 1):
        hits |= {hit["identifier"] for hit in asked(client, page=str(page))["hits"]}
    assert hits <= set(visible)
    assert every - hits >= every - set(visible)
