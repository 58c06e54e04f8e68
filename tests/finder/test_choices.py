"""The lists of the advanced form: what the archive has and the reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html

from muniment.access.viewer import Viewer
from muniment.finder.choices import Choice, Offered, offered
from muniment.search.query.names import FACET_FIELDS

pytestmark = pytest.mark.usefixtures("in_sample")


def choices(values: Offered, field: str) -> Iterator[Choice]:
    return (choice for group in values[field] for choice in group.choices)


def test_every_value_that_is_offered_finds_as_many_documents_as_it_says(client: Client) -> None:
    values = offered(viewer=Viewer.visitor(), language="en")
    assert values.keys() == FACET_FIELDS.keys()
    for field in values:
        assert values[field]
        for choice in choices(values, field):
            asked = {"format": "json", "q": f"{field}:{choice.typed}"}
            assert client.get("/search/", asked).json()["total"] == choice.count


def test_volumes_files_and_collections_are_offered_by_their_titles(client: Client) -> None:
    page: Any = html.fromstring(client.get("/search/advanced/").content.decode())
    box = page.get_element_by_id("advanced-within")
    labels = [group.get("label") for group in box.iter("optgroup")]
    assert labels == ["Collection", "Volume", "Fonds, series, file"]
    assert "A Hydrographer’s Diary" in box.text_content()
    assert "Russian (" in page.get_element_by_id("advanced-lang").text_content()


def test_a_row_with_a_field_of_values_offers_them_without_scripts(client: Client) -> None:
    found = client.get("/search/advanced/?view=rows&q=lang:ru").content.decode()
    page: Any = html.fromstring(found)
    first, second, *_ = page.xpath("//input[@name='words']")
    assert (first.get("value"), first.get("list")) == ("ru", "values-lang")
    assert second.get("list") == "values"
    for name in ("values-lang", "values"):
        options = page.get_element_by_id(name).iter("option")
        assert "ru" in {option.get("value") for option in options}
