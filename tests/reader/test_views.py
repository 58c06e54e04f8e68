"""The reader's addresses, as a browser without JavaScript gets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from lxml import html
from pytest_django import DjangoAssertNumQueries

from muniment.access.services import set_scope
from muniment.core.identifiers import check_character
from muniment.core.revision import touch_revision
from muniment.documents.models import Document
from tests.reader.factory import (
    add_text,
    make_document,
    make_place,
    name_person,
    paragraphs,
    with_note,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    place = make_place()
    made = make_document(place, position=2, byline="A. Orlov", reference_code="f. 1, d. 2")
    make_document(place, position=1, title="7 March")
    make_document(place, position=3, title="9 March")
    text = add_text(made, with_note(paragraphs("ru", "Орлов.", "Два.", pages=[("1", 1, 0)])))
    add_text(made, paragraphs("en", "Orlov.", "Two.", pages=[("1", 1, 0)]), kind="TRANSLATION")
    name_person(made, text)
    return made


def read(client: Client, document: Document, query: str = "") -> html.HtmlElement:
    response = client.get(f"/documents/{document.identifier}/{query}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def test_the_page_holds_texts_notes_and_links_without_any_script(
    client: Client, document: Document
) -> None:
    root = read(client, document)
    assert root.findtext(".//h1") == "8 March 1939"
    assert [a.get("lang") for a in root.iter("article")] == ["ru", "en"]
    section = root.xpath('//section[@role="doc-endnotes"]')[0]
    assert "Compare the itinerary." in section.text_content()
    call = root.xpath('//a[@role="doc-noteref"]')[0]
    assert root.get_element_by_id(call.get("href")[1:]) is not None


def test_each_text_says_its_language_and_direction(client: Client) -> None:
    made = make_document(make_place())
    add_text(made, paragraphs("he", "שלום"))
    article = next(read(client, made).iter("article"))
    assert (article.get("lang"), article.get("dir")) == ("he", "rtl")


def test_the_panes_of_the_address_are_shown(client: Client, document: Document) -> None:
    root = read(client, document, "?panes=en")
    assert [p.get("data-pane") for p in root.find_class("pane")] == ["en"]


def test_the_panes_of_the_cookie_are_shown_where_the_address_names_none(
    client: Client, document: Document
) -> None:
    client.cookies["panes"] = "en%2Cru"
    assert [p.get("data-pane") for p in read(client, document).find_class("pane")] == ["en", "ru"]


def test_reading_sets_no_cookie(client: Client, document: Document) -> None:
    response = client.get(f"/documents/{document.identifier}/")
    assert not response.cookies


def test_voices_are_put_away_by_the_address(client: Client, document: Document) -> None:
    root = read(client, document, "?voices=author")
    assert root.find(".//reader-panes").get("data-hide") == "NOTE"
    assert root.xpath('//input[@name="voices" and @type="checkbox" and not(@checked)]')


def test_every_way_to_arrange_the_panes_is_a_link_that_answers(
    client: Client, document: Document
) -> None:
    root = read(client, document)
    base = f"/documents/{document.identifier}/"
    links = root.xpath('//a[contains(@class, "switch")]/@href')
    assert links
    for link in links:
        assert client.get(base + link).status_code == 200


def test_an_empty_pane_says_why(client: Client) -> None:
    made = make_document(make_place(), absences={"TRANSCRIPTION": "IN_PROGRESS"})
    assert "in progress" in read(client, made).text_content()
    root = read(client, made, "?panes=image")
    assert "holds no page images" in root.text_content()


def test_no_counter_ever_says_of_nothing(client: Client) -> None:
    made = make_document(make_place())
    add_text(made, paragraphs("ru", "Слово."))
    root = read(client, made)
    assert not root.find_class("stepper")


def test_previous_and_next_keep_the_panes(client: Client, document: Document) -> None:
    root = read(client, document, "?panes=en&page=1")
    assert root.xpath('//a[@rel="prev"]/@href')[0].endswith("/?panes=en")


def test_the_list_at_the_side_marks_the_current_entry(client: Client, document: Document) -> None:
    root = read(client, document)
    current = root.xpath('//nav[@class="contents"]//a[@aria-current="page"]')
    assert [a.text for a in current] == ["8 March 1939"]
    alone = client.get(f"/documents/{document.identifier}/contents/")
    assert 'aria-current="page"' in alone.content.decode()


@pytest.mark.parametrize("path", ["", "contents/", "?panes=image"])
def test_a_closed_document_is_nowhere(client: Client, path: str) -> None:
    closed = make_document(make_place("closed", level="restricted"))
    assert client.get(f"/documents/{closed.identifier}/{path}").status_code == 404


def test_a_document_that_is_closed_later_is_gone_at_once(
    client: Client, document: Document
) -> None:
    read(client, document)
    set_scope("diary", level="restricted")
    touch_revision(Path(settings.MUNIMENT_HOME))
    assert client.get(f"/documents/{document.identifier}/").status_code == 404


# Permanent identifiers ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["ark:/99999/{}", "ark:99999/{}", "ark:/99999/{}/"])
def test_an_ark_leads_to_its_document(client: Client, document: Document, form: str) -> None:
    response = client.get("/" + form.format(document.identifier))
    assert response.status_code == 302
    assert response["Location"] == f"/documents/{document.identifier}/"


def test_hyphens_and_upper_case_of_an_ark_do_not_matter(client: Client, document: Document) -> None:
    name = document.identifier
    response = client.get(f"/ark:/99999/{name[:4].upper()}-{name[4:]}")
    assert response["Location"] == f"/documents/{name}/"


def test_an_ark_may_name_a_page(client: Client, document: Document) -> None:
    response = client.get(f"/ark:/99999/{document.identifier}/p.1")
    assert response["Location"] == f"/documents/{document.identifier}/?page=1#page-1"


def test_an_ark_that_was_never_minted_is_not_found(client: Client) -> None:
    name = "m0000000" + check_character("99999/m0000000")
    assert client.get(f"/ark:/99999/{name}").status_code == 404
    assert client.get("/ark:/12345/x").status_code == 404


# What each address asks of the database ----------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "queries"), [("/documents/{}/contents/", 4), ("/ark:/99999/{}", 1)]
)
def test_lists_and_redirects_need_as_many_queries_whatever_the_volume_holds(
    client: Client,
    document: Document,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    address = path.format(document.identifier)
    with django_assert_num_queries(queries):
        client.get(address)
    make_many(document, 40)
    touch_revision(Path(settings.MUNIMENT_HOME))
    with django_assert_num_queries(queries):
        client.get(address)


def make_many(document: Document, count: int) -> None:
    place = make_place("large")
    for position in range(count):
        make_document(place, position=position + 10)
    Document.objects.filter(volume=place.volume).update(volume=document.volume)


@override_settings(MUNIMENT_CONTACT_EMAIL="archive@example.org")
def test_details_name_whom_to_write_to_about_an_error_or_a_claim(
    client: Client, document: Document
) -> None:
    page = client.get(f"/documents/{document.identifier}/").content.decode()
    assert 'href="mailto:archive@example.org?subject=http' in page
    assert "Errors and claims" in page


def test_an_archive_that_names_nobody_offers_no_address(client: Client, document: Document) -> None:
    page = client.get(f"/documents/{document.identifier}/").content.decode()
    assert "Errors and claims" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Theme: system"), ("ru", "Тема: системная")]
)
def test_the_choice_of_light_says_what_it_chooses(
    client: Client, document: Document, language: str, words: str
) -> None:
    page = client.get(f"/documents/{document.identifier}/", headers={"accept-language": language})
    assert f'data-auto="{words}"' in page.content.decode()
