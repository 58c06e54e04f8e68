"""Find in this document, as a browser without JavaScript gets it."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.core.text.model import Block, Mark, MarkKind
from muniment.documents.models import Document, DocumentSurface, Line, Surface
from muniment.documents.selectors.document import document_screen
from muniment.images.models import Image, ImageState
from muniment.search.query.parser import parse
from tests.reader.factory import (
    add_text,
    make_document,
    make_place,
    name_person,
    paragraphs,
    with_note,
)
from tests.rendering.canonical import canonical_of

pytestmark = pytest.mark.django_db

RUSSIAN = ("Орлов прибыл.", "Капитан видел маяк и маяк.")
ENGLISH = ("Orlov arrived. Compare Orlov.", "The captain saw the lighthouse.")


@pytest.fixture
def document() -> Document:
    made = make_document(make_place(), byline="A. Orlov")
    pages = [("1", 1, 0), ("2", 2, 0)]
    add_text(made, with_note(paragraphs("en", *ENGLISH, pages=pages)))
    add_text(made, paragraphs("ru", *RUSSIAN, pages=pages), kind="TRANSLATION")
    return made


def read(client: Client, document: Document, query: str = "") -> html.HtmlElement:
    response = client.get(f"/documents/{document.identifier}/{query}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def marked(root: html.HtmlElement) -> list[str]:
    return [mark.text_content() for mark in root.iter("mark")]


def test_hits_are_marked_and_numbered_through_all_texts_that_are_shown(
    client: Client, document: Document
) -> None:
    root = read(client, document, "?q=lighthouse OR маяк")
    assert marked(root) == ["lighthouse", "маяк", "маяк"]
    assert [mark.get("id") for mark in root.iter("mark")] == ["hit-1", "hit-2", "hit-3"]
    assert root.find_class("find-count")[0].text_content() == "1 of 3"


def test_marked_words_leave_the_canonical_string_as_it_was(
    client: Client, document: Document
) -> None:
    article = next(read(client, document, "?q=captain&panes=en").iter("article"))
    written = html.tostring(article, encoding="unicode")
    assert "<mark" in written
    assert len(canonical_of(written)) == int(article.get("data-length"))


def test_notes_are_searched_too(client: Client, document: Document) -> None:
    root = read(client, document, "?q=itinerary&panes=en")
    assert [mark.getparent().getparent().get("class") for mark in root.iter("mark")] == ["note"]


def test_previous_and_next_hit_are_links_that_need_no_script(
    client: Client, document: Document
) -> None:
    root = read(client, document, "?q=orlov&panes=en")
    back, on = (a.get("href") for a in root.find_class("find-step"))
    assert (back, on) == ("?panes=en&q=orlov&hit=2#hit-2", "?panes=en&q=orlov&hit=2#hit-2")
    root = read(client, document, "?panes=en&q=orlov&hit=2")
    assert root.find_class("find-count")[0].text_content() == "2 of 2"
    assert root.find_class("find-step")[1].get("href").endswith("hit=1#hit-1")


def test_the_page_of_the_address_decides_which_hit_is_read(
    client: Client, document: Document
) -> None:
    root = read(client, document, "?q=orlov OR captain&page=2&panes=en")
    assert root.find_class("find-count")[0].text_content() == "3 of 3"


def test_a_text_that_is_not_shown_says_how_many_hits_it_has(
    client: Client, document: Document
) -> None:
    root = read(client, document, "?q=маяк&panes=en")
    assert marked(root) == []
    assert root.find_class("find-sentence")[0].text_content() == (
        "Nothing in the texts that are shown."
    )
    link = root.find_class("find-elsewhere")[0]
    assert link.text_content().startswith("2 more in")
    assert marked(read(client, document, link.get("href"))) == ["маяк", "маяк"]


def test_nothing_found_says_what_to_try(client: Client, document: Document) -> None:
    root = read(client, document, "?q=zeppelin")
    assert "Try fewer words" in root.find_class("find-sentence")[0].text_content()


def test_a_mistake_in_the_query_is_said_in_a_sentence(client: Client, document: Document) -> None:
    root = read(client, document, '?q="captain saw')
    assert root.find_class("find-mistake")[0].text_content() == (
        "This quotation mark is not closed."
    )
    assert marked(root)


def test_the_way_out_forgets_the_query(client: Client, document: Document) -> None:
    root = read(client, document, "?q=orlov&panes=en")
    assert root.find_class("find-clear")[0].get("href") == "?panes=en"
    assert read(client, document, "?q=orlov").find_class("find-clear")[0].get("href") == "?"


def test_the_box_keeps_the_view(client: Client, document: Document) -> None:
    form = read(client, document, "?panes=en&voices=author").find_class("find-form")[0]
    kept = {e.get("name"): e.get("value") for e in form.xpath(".//input[@type='hidden']")}
    assert kept == {"panes": "en", "voices": "author"}


def test_what_is_typed_is_never_html(client: Client, document: Document) -> None:
    content = client.get(
        f"/documents/{document.identifier}/", {"q": '"><script>alert(1)</script>'}
    ).content.decode()
    assert "<script>alert" not in content


def test_a_word_across_an_inline_mark_is_one_hit(client: Client) -> None:
    made = make_document(make_place())
    tree = paragraphs("en", "The lighthouse stands.")
    tree.body[0].marks.append(Mark(4, 9, MarkKind.EMPHASIS))
    add_text(made, tree)
    root = read(client, made, "?q=lighthouse")
    assert [(m.text_content(), m.get("id")) for m in root.iter("mark")] == [
        ("light", "hit-1"),
        ("house", None),
    ]
    assert root.find_class("find-count")[0].text_content() == "1 of 1"


def test_a_phrase_over_two_paragraphs_is_one_hit(client: Client) -> None:
    made = make_document(make_place())
    add_text(made, paragraphs("en", "He came to the light-", "house keeper.", "Nobody came."))
    root = read(client, made, '?q="to the lighthouse keeper" OR nobody')
    assert [(m.text_content(), m.get("id"), m.get("data-hit")) for m in root.iter("mark")] == [
        ("to the light-", "hit-1", "1"),
        ("house keeper", None, "1"),
        ("Nobody", "hit-2", "2"),
    ]
    assert root.find_class("find-count")[0].text_content() == "1 of 2"


def test_a_word_of_a_note_is_marked_in_notes_alone(client: Client, document: Document) -> None:
    every = len(marked(read(client, document, "?q=compare&panes=en")))
    notes = read(client, document, "?q=note:itinerary OR note:orlov&panes=en")
    assert every and marked(notes)
    assert all(mark.xpath("ancestor::*[@class='note']") for mark in notes.iter("mark"))


def test_other_names_of_a_person_are_marked_as_the_register_has_them(client: Client) -> None:
    made = make_document(make_place())
    text = add_text(made, paragraphs("en", "The old hydrographer came.", "Liakhovetsky came."))
    person = name_person(made, text)
    person.names = [
        {"text": "Ivan Maisky", "lang": "en"},
        {"text": "Ivan Liakhovetsky", "lang": "en"},
    ]
    person.save()
    assert "Liakhovetsky" in marked(read(client, made, "?q=Maisky"))


def test_a_closed_document_is_not_found_by_its_words(client: Client) -> None:
    set_scope("archive", level="restricted")
    made = make_document(make_place("archive", level="restricted"))
    add_text(made, paragraphs("en", "A secret lighthouse."))
    response = client.get(f"/documents/{made.identifier}/?q=lighthouse")
    assert response.status_code == 404
    assert b"secret" not in response.content


def test_finding_needs_one_query_more_and_one_where_images_are_shown(
    document: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def look(words: str = "") -> None:
        query = parse(words).tree if words else None
        document_screen(document.identifier, viewer=Viewer.visitor(), query=query)

    look()
    look("orlov")  # the book of names is kept
    with django_assert_num_queries(PLAIN_QUERIES):
        look()
    with django_assert_num_queries(PLAIN_QUERIES):  # the trees, but no renderings
        look("orlov OR маяк")


PLAIN_QUERIES = 10


# Lines on the image ------------------------------------------------------------------------------


def scanned(*, state: str = ImageState.READY) -> Document:
    """Make a machine-read page of two lines whose places are known."""
    place = make_place()
    made = make_document(place)
    text = add_text(
        made, paragraphs("en", "The lighthouse", "and the harbour", pages=[("1", 1, 0)])
    )
    image = Image.objects.create(
        identifier="scan", state=state, width_px=1000, height_px=1500, size_bytes=1, sha256="0" * 64
    )
    version = text.current
    assert version is not None
    surface = Surface.objects.create(package=place.package, key="s1", label="1", image=image)
    DocumentSurface.objects.create(document=made, surface=surface, position=1)
    for number, leaf in enumerate(("p1", "p2")):
        top = 100 + 50 * number
        Line.objects.create(
            version=version,
            surface=surface,
            leaf=leaf,
            start=0,
            end=14,
            polygon=[[10, top], [900, top], [900, top + 40], [10, top + 40]],
        )
    return made


def lines_of(root: html.HtmlElement) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        root.get_element_by_id("hit-lines").text or ""
    )
    return found


def test_words_are_given_with_their_place_within_their_line_on_the_image(client: Client) -> None:
    lines = lines_of(read(client, scanned(), "?q=lighthouse"))
    assert lines == {
        "1": [{"hits": [1], "polygon": [[201, 100], [900, 100], [900, 140], [201, 140]]}]
    }


def test_lines_are_given_where_the_image_stands_alone(client: Client) -> None:
    assert [line["hits"] for line in lines_of(read(client, scanned(), "?q=the&panes=image"))["1"]]


def test_without_hits_no_lines_are_given(client: Client) -> None:
    root = read(client, scanned(), "?q=zeppelin")
    assert not root.xpath('//*[@id="hit-lines"]')


def test_words_of_another_language_inside_a_leaf_are_found(client: Client) -> None:
    made = make_document(make_place())
    words = "He said маяки and left."
    tree = paragraphs("en", words)
    start = words.index("м")
    tree.body[0] = Block(
        tree.body[0].kind,
        "p1",
        words,
        [Mark(start, start + 5, MarkKind.LANGUAGE, {"lang": "ru"})],
    )
    add_text(made, tree)
    assert marked(read(client, made, "?q=маяк")) == ["маяки"]
