"""The document's screen as the selector reads it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from muniment.access.viewer import Viewer
from muniment.core.text.model import Mark, MarkKind
from muniment.documents.models import Document
from muniment.documents.selectors.contents import contents_of_volume
from muniment.documents.selectors.document import DocumentNotFound, document_screen
from muniment.documents.selectors.screens import DocumentScreen
from tests.archives import Archive
from tests.reader.factory import (
    add_text,
    make_document,
    make_place,
    name_person,
    paragraphs,
    with_note,
)

pytestmark = pytest.mark.django_db


def screen_of(document: Document, **options: object) -> DocumentScreen:
    return document_screen(document.identifier, viewer=Viewer.visitor(), **options)  # type: ignore[arg-type]


def bilingual(position: int = 1) -> Document:
    document = make_document(make_place(f"volume{position}"), position=position)
    tree = with_note(
        paragraphs("ru", "Орлов пришёл.", "Ушёл.", pages=[("470", 1, 0), ("471", 2, 1)])
    )
    tree.body[0].marks.append(Mark(0, 5, MarkKind.NAME, {"type": "person", "ref": "#orlov"}))
    text = add_text(document, tree)
    english = paragraphs("en", "Orlov came.", "He left.", pages=[("470", 1, 0), ("471", 2, 1)])
    add_text(document, english, kind="TRANSLATION", position=2)
    name_person(document, text)
    return document


def test_a_document_shows_its_transcription_and_its_translation_with_their_pages() -> None:
    screen = screen_of(bilingual())
    assert screen.shown == ("ru", "en")
    assert [page.key for page in screen.pages] == ["470", "471"]
    assert [text.heading for text in screen.texts] == ["Russian", "English"]
    assert 'data-key="471"' in screen.texts[1].body_html


def test_a_bare_day_says_its_year() -> None:
    assert screen_of(bilingual()).title == "8 March 1939"


def test_only_the_first_text_has_anchors_without_its_name() -> None:
    first, second = screen_of(bilingual()).texts
    assert 'id="p1"' in first.body_html and 'id="page-471"' in first.body_html
    assert 'id="p1"' not in second.body_html


def test_a_name_leads_to_the_person_who_may_be_seen() -> None:
    document = bilingual()
    screen = screen_of(document)
    assert 'href="/people/orlov/" data-person="orlov"' in screen.texts[0].body_html
    assert screen.people[0].dates == "1868–1941"


def test_a_name_of_a_closed_person_leads_nowhere() -> None:
    document = bilingual()
    from muniment.access.services import set_scope
    from muniment.people.models import Person

    Person.objects.update(scope=set_scope("closed", level="restricted"))
    screen = screen_of(document)
    assert 'href="/people/' not in screen.texts[0].body_html
    assert screen.people == ()


def test_a_closed_document_is_not_found() -> None:
    document = make_document(make_place("closed", level="restricted"))
    with pytest.raises(DocumentNotFound):
        screen_of(document)


def test_a_withdrawn_document_is_not_found() -> None:
    document = make_document(make_place(), is_withdrawn=True)
    with pytest.raises(DocumentNotFound):
        screen_of(document)


def test_panes_are_those_asked_for_by_name_language_or_kind() -> None:
    document = bilingual()
    assert screen_of(document, panes=["en"]).shown == ("en",)
    assert screen_of(document, panes=["translation", "ru"]).shown == ("en", "ru")
    assert screen_of(document, panes=["nonsense"]).shown == ("ru", "en")


def test_an_absent_translation_says_why() -> None:
    document = make_document(make_place(), absences={"TRANSLATION": "IN_PROGRESS"})
    add_text(document, paragraphs("ru", "Слово."))
    screen = screen_of(document)
    assert screen.shown == ("ru", "translation")
    assert "in progress" in screen.choice("translation").absence


def test_previous_and_next_skip_what_is_closed() -> None:
    place, closed = make_place(), make_place("closed", level="restricted")
    documents = [
        make_document(place, position=n, scope=closed.scope if n == 2 else place.scope)
        for n in range(1, 4)
    ]
    screen = screen_of(documents[0])
    assert screen.previous is None
    assert screen.following is not None
    assert screen.following.href == f"/documents/{documents[2].identifier}/"


def test_the_number_of_queries_does_not_grow_with_archive_or_text() -> None:
    document = bilingual()
    screen_of(document)  # makes the renderings
    with CaptureQueriesContext(connection) as few:
        screen_of(document)
    place = make_place("large")
    for n in range(40):
        other = make_document(place, position=n)
        add_text(other, paragraphs("ru", *["Слово."] * 20))
    Document.objects.filter(volume=place.volume).update(volume=document.volume)
    with CaptureQueriesContext(connection) as many:
        screen_of(document)
    assert len(few) == len(many) == 11


def test_details_have_only_fields_with_a_value() -> None:
    screen = screen_of(bilingual())
    assert all(detail.values for detail in screen.details)
    assert "Recipient" not in [detail.name for detail in screen.details]


def test_details_say_how_a_text_was_made_and_name_types_in_the_interfaces_language() -> None:
    document = make_document(make_place(), type="memorandum", physical_form="Carbon copy")
    add_text(document, paragraphs("en", "Words."), origin="MACHINE_READ")
    with translation.override("ru"):
        details = {d.name: d.values[0].label for d in screen_of(document, language="ru").details}
    assert details["Вид документа"] == "записка"
    assert details["Как получен текст"] == "Английский: распознано машиной, не выверено"
    assert "Carbon copy" in details.values()


def test_a_text_of_no_words_leaves_its_pane_to_the_reason() -> None:
    document = make_document(make_place(), absences={"TRANSCRIPTION": "IN_PROGRESS"})
    add_text(document, paragraphs("ru", ""))
    add_text(document, paragraphs("en", "Words."), kind="TRANSLATION", position=2)
    choice = next(c for c in screen_of(document).choices if c.kind == "TRANSCRIPTION")
    assert "in progress" in choice.absence


def test_a_neighbour_whose_title_has_no_year_says_it_beside() -> None:
    place = make_place()
    document = make_document(place, position=1)
    make_document(place, position=2, title="The Consul to the Secretary of State")
    following = screen_of(document).following
    assert following is not None
    assert following.hint == "1939"
    make_document(place, position=0, title="8 March")
    before = screen_of(document).previous
    assert before is not None
    assert (before.label, before.hint) == ("8 March 1939", "")


def test_entries_of_one_title_are_told_apart_by_their_dates() -> None:
    place = make_place()
    for position, day in enumerate((8, 9), start=1):
        when = date(1939, 3, day)
        fields = {"date_edtf": str(when), "date_earliest": when, "date_latest": when}
        make_document(place, position=position, title="The Consul to the Minister", **fields)
    make_document(place, position=3, title="A third")
    contents = contents_of_volume(place.volume.pk, viewer=Viewer.visitor(), language="en")
    entries = [entry for group in contents.groups for entry in group.entries]
    assert [entry.date for entry in entries] == ["8 March 1939", "9 March 1939", ""]


def test_a_list_of_which_most_have_no_year_is_not_cut_by_years() -> None:
    place = make_place()
    make_document(place, position=1, title="Decree")
    for position in range(2, 6):
        undated = {"date_edtf": "", "date_earliest": None, "date_latest": None}
        make_document(place, position=position, title=f"Dedication {position}", **undated)
    contents = contents_of_volume(place.volume.pk, viewer=Viewer.visitor(), language="en")
    assert [(group.title, len(group.entries)) for group in contents.groups] == [("", 5)]


def test_the_byline_names_the_author_in_the_script_of_the_interface(in_sample: Archive) -> None:
    identifier = Document.objects.get(xml_id="e05").identifier
    english = document_screen(identifier, viewer=Viewer.visitor(), language="en")
    russian = document_screen(identifier, viewer=Viewer.visitor(), language="ru")
    assert english.byline == "Ilya Platonovich Chashchukhin"
    assert russian.byline == "И. П. Чащухин"
