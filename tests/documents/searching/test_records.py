"""What search is told of a document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test.utils import CaptureQueriesContext

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.documents.models import Collection, Repository, Surface, Unit
from muniment.documents.models.document import DocumentSurface
from muniment.documents.searching.records import (
    document_records,
    in_order,
    months_between,
    years_between,
)
from muniment.search.records import DocumentRecord, Facet, Zone
from tests.reader.factory import (
    add_text,
    make_document,
    make_place,
    name_person,
    paragraphs,
    with_note,
)

if TYPE_CHECKING:
    from muniment.documents.models import Document

pytestmark = pytest.mark.django_db


def record_of(document: Document) -> DocumentRecord:
    return document_records([document.identifier])[document.identifier]


def zone(record: DocumentRecord, wanted: Zone) -> set[str]:
    return {text.plain for text in record.zones if text.zone == wanted}


def test_the_texts_come_in_the_readers_order_with_what_they_are() -> None:
    document = make_document(make_place())
    add_text(document, paragraphs("en", "Read proofs."), kind="TRANSLATION", position=1)
    add_text(document, paragraphs("ru", "Читал корректуру."), position=2, origin="MACHINE_READ")
    record = record_of(document)
    assert [(t.language, t.kind, t.origin) for t in record.texts] == [
        ("ru", "TRANSCRIPTION", "MACHINE_READ"),
        ("en", "TRANSLATION", "EDITED"),
    ]
    assert record.facets[Facet.LANGUAGE] == ("ru", "en")
    assert record.facets[Facet.ORIGIN] == ("machine_read", "edited")


def test_page_keys_are_those_of_the_reader() -> None:
    from muniment.documents.selectors.document import document_screen

    document = make_document(make_place())
    pages = [("12", 1, 0), ("", 2, 0), ("12", 2, 4)]
    add_text(document, paragraphs("en", "one", "two three", pages=pages))
    record = record_of(document)
    screen = document_screen(document.identifier, viewer=Viewer.visitor())
    keys = {page.key for page in screen.pages}
    starts = [page.key for page in record.texts[0].pages]
    assert set(starts) <= keys
    assert starts[0] == screen.texts[0].first_page


def test_surfaces_give_keys_and_say_that_there_is_an_image() -> None:
    place = make_place()
    document = make_document(place)
    add_text(document, paragraphs("en", "one two", pages=[("1r", 1, 0), ("1v", 1, 4)]))
    for number, label in enumerate(("1r", "1v")):
        surface = Surface.objects.create(package=place.package, key=label, label=label)
        DocumentSurface.objects.create(document=document, surface=surface, position=number)
    record = record_of(document)
    assert [page.key for page in record.texts[0].pages] == ["1r", "1v"]
    assert record.facets[Facet.IMAGE] == ("no",)


def test_people_are_given_with_all_their_names() -> None:
    document = make_document(make_place())
    name_person(document, add_text(document, paragraphs("en", "Orlov came.")))
    record = record_of(document)
    assert zone(record, Zone.PERSON) == {"Orlov", "Orlov, Pyotr", "Пётр Орлов", "Pyotr Orlov"}
    assert record.facets[Facet.PERSON] == ("orlov",)
    assert Facet.AUTHOR not in record.facets


def test_of_a_person_who_is_closed_only_the_documents_own_words_are_told() -> None:
    document = make_document(make_place())
    person = name_person(document, add_text(document, paragraphs("en", "Orlov came.")))
    person.scope = set_scope("closed", level="restricted")
    person.save()
    record = record_of(document)
    assert zone(record, Zone.PERSON) == {"Orlov"}
    assert record.facets[Facet.PERSON] == ("Orlov",)


def test_a_closed_volume_or_collection_is_not_named_by_an_open_document() -> None:
    place = make_place()
    document = make_document(place)
    closed = set_scope("closed", level="restricted")
    collection = Collection.objects.create(slug="secret", scope=closed, title="Secret")
    collection.volumes.add(place.volume)
    assert record_of(document).facets[Facet.VOLUME] == ("diary",)
    place.volume.scope = closed
    place.volume.save()
    record = record_of(document)
    assert Facet.VOLUME not in record.facets and Facet.COLLECTION not in record.facets


def test_the_file_and_all_above_it_are_facets() -> None:
    place = make_place()
    repository = Repository.objects.create(slug="state", name="State Archive")
    common = {"repository": repository, "package": place.package, "scope": place.scope}
    fonds = Unit.objects.create(key="f", slug="f1", title="F", path="0001", depth=0, **common)
    file = Unit.objects.create(
        key="d",
        slug="f1-1",
        title="D",
        path="0001/0001",
        depth=1,
        parent=fonds,
        reference_code="F. 1 no. 12",
        **common,
    )
    collection = Collection.objects.create(slug="all", scope=place.scope, title="All")
    collection.units.add(fonds)
    record = record_of(make_document(place, unit=file))
    assert record.facets[Facet.UNIT] == ("state/f1", "state/f1-1")
    assert record.facets[Facet.COLLECTION] == ("all",)
    assert "F. 1 no. 12" in zone(record, Zone.REFERENCE)
    assert record.reference_order == "f. 000001 no. 000012"


def test_the_tokens_are_those_of_the_documents_scope() -> None:
    place = make_place(level="restricted")
    record = record_of(make_document(place))
    assert record.see == record.read == {f"restricted:{place.scope.pk}"}


def test_a_withdrawn_document_has_no_record() -> None:
    document = make_document(make_place(), is_withdrawn=True)
    assert document_records([document.identifier]) == {}


def test_a_withdrawn_text_is_not_told() -> None:
    document = make_document(make_place())
    add_text(document, paragraphs("en", "Gone."), is_withdrawn=True)
    assert record_of(document).texts == ()


def test_titles_of_all_languages_are_told() -> None:
    document = make_document(make_place(), title="8 March", titles={"ru": "8 марта"})
    assert zone(record_of(document), Zone.TITLE) == {"8 March", "8 марта"}


def test_days_are_told_and_the_years_that_they_touch() -> None:
    document = make_document(
        make_place(), date_earliest=date(1917, 11, 3), date_latest=date(1919, 1, 1)
    )
    record = record_of(document)
    assert record.first_day == date(1917, 11, 3).toordinal()
    assert record.last_day == date(1919, 1, 1).toordinal()
    assert record.facets[Facet.YEAR] == ("1917", "1918", "1919")


def test_a_date_gets_no_month_that_it_does_not_name() -> None:
    assert months_between(date(1917, 3, 8), date(1917, 3, 8)) == ["1917-03"]
    assert months_between(date(1917, 12, 1), date(1918, 2, 28)) == ["1917-12", "1918-01", "1918-02"]
    assert months_between(date(1917, 1, 1), date(1917, 12, 31)) == ["1917"]
    assert months_between(date(1917, 1, 14), date(1918, 1, 13)) == ["1917", "1918"]
    assert months_between(None, None) == []


def test_a_span_without_an_end_is_its_beginning() -> None:
    assert years_between(date(1917, 1, 1), None) == ["1917"]
    assert years_between(None, None) == []
    assert years_between(date(1, 1, 1), date(1999, 1, 1)) == ["0001", "1999"]


def test_numbers_in_titles_are_sorted_as_numbers() -> None:
    assert in_order("Letter 9") < in_order("“Letter 10”")


def test_voices_of_notes_are_facets() -> None:
    document = make_document(make_place())
    add_text(document, with_note(paragraphs("en", "Cabin fever.")))
    assert record_of(document).facets[Facet.VOICE] == ("author", "note")


def test_a_batch_costs_the_same_number_of_queries_whatever_its_size(
    django_assert_max_num_queries: Any,
) -> None:
    place = make_place()
    documents = [make_document(place, position=n) for n in range(1, 21)]
    for document in documents:
        add_text(document, paragraphs("en", "one two", pages=[("1", 1, 0)]))
    identifiers = [document.identifier for document in documents]
    found: list[CaptureQueriesContext] = []
    for batch in (identifiers[:1], identifiers):
        with django_assert_max_num_queries(12) as queries:
            assert len(document_records(batch)) == len(batch)
        found.append(queries)
    assert len(found[0]) == len(found[1])
