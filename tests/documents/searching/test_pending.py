"""Whatever changes is noted for the index, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from muniment.access.models import Scope
from muniment.access.services import set_scope
from muniment.documents.models import Document, PendingEntry
from muniment.documents.searching.pending import note_changed, note_subtrees, note_units
from muniment.documents.tasks import update_search
from muniment.ingest.services import import_package
from muniment.ingest.tally import Tally
from muniment.jobs.queue import queue_state
from muniment.people.models import Person
from muniment.sources.model import (
    SourceCollection,
    SourceDocument,
    SourcePerson,
    SourcePersonName,
    SourceRepository,
    SourceUnit,
)
from tests.ingest.packages import PEOPLE, entry, package
from tests.reader.factory import add_text, make_document, make_place, name_person, paragraphs
from tests.site.builders import build_archive

pytestmark = pytest.mark.django_db

Documents = Callable[[], list[SourceDocument]]


@pytest.fixture
def bring(tmp_path: Path, settings: Any) -> Callable[..., set[str]]:
    """Import documents and give what that noted, the documents by their keys."""
    settings.MUNIMENT_HOME = tmp_path / "home"
    settings.MUNIMENT_HOME.mkdir()

    def bring(documents: Documents, *, withdraw_missing: bool = False, **facts: Any) -> set[str]:
        PendingEntry.objects.all().delete()
        source = package(tmp_path / "package", documents, **facts)
        import_package(source, Tally(), withdraw_missing=withdraw_missing)
        return noted()

    return bring


def noted() -> set[str]:
    keys = dict(Document.objects.values_list("identifier", "key"))
    owners = PendingEntry.objects.values_list("owner", flat=True)
    return {keys.get(owner, owner) for owner in owners}


def two() -> list[SourceDocument]:
    return [entry("a", "First."), entry("b", "Second.")]


def test_an_import_notes_what_is_new(bring: Callable[..., set[str]]) -> None:
    found = bring(two)
    assert {"a", "b", "volume:a-diary-of-1917"} <= found
    assert "person:anton-kern" in found
    assert queue_state(update_search).ready == 1


def test_an_import_notes_archival_units_that_are_new_or_changed(
    bring: Callable[..., set[str]],
) -> None:
    held = {"repository": SourceRepository("State Archive")}
    papers, letters = (SourceUnit(t, "", "FONDS", t) for t in ("Papers", "Letters"))
    assert "unit:state-archive/papers" in bring(two, units=(papers,), **held)
    assert bring(two, units=(papers, letters), **held) == {"unit:state-archive/letters"}
    renamed = replace(letters, titles=(("ru", "Письма"),))
    assert bring(two, units=(papers, renamed), **held) == {"unit:state-archive/letters"}


def test_the_same_import_again_notes_nothing(bring: Callable[..., set[str]]) -> None:
    bring(two)
    assert bring(two) == set()


def test_an_import_notes_what_has_changed(bring: Callable[..., set[str]]) -> None:
    bring(two)
    assert bring(lambda: [entry("a", "First."), entry("b", "Corrected.")]) == {"b"}


def test_a_withdrawn_document_is_noted_once(bring: Callable[..., set[str]]) -> None:
    bring(two)
    only = lambda: [entry("a", "First.")]  # noqa: E731
    assert bring(only, withdraw_missing=True) == {"b"}
    assert bring(only, withdraw_missing=True) == set()


def test_a_document_that_is_left_out_but_closed_is_noted(bring: Callable[..., set[str]]) -> None:
    bring(two)

    def broken() -> list[SourceDocument]:
        bad = entry("b", "Second.", access="restricted")
        bad.source_characters += 5
        return [entry("a", "First."), bad]

    assert bring(broken) == {"b"}


def test_a_person_with_another_name_is_noted_with_his_documents(
    bring: Callable[..., set[str]],
) -> None:
    bring(two)
    named = SourcePerson(ids=("ivanova", "p1"), names=(SourcePersonName("Vera Kern", "en"),))
    assert bring(two, people=(named, PEOPLE[1])) >= {"a", "b", "person:vera-ivanovskaya"}


def test_a_volume_that_joins_a_collection_has_its_documents_noted(
    bring: Callable[..., set[str]],
) -> None:
    bring(two)
    joined = SourceCollection(slug="voices", title="Voices")
    assert bring(two, collection=joined) == {"a", "b", "collection:voices"}
    assert bring(two, collection=joined) == set()


def test_a_package_that_is_closed_has_everything_noted(bring: Callable[..., set[str]]) -> None:
    bring(two)
    found = bring(two, access="restricted")
    assert {"a", "b", "volume:a-diary-of-1917"} <= found


def test_a_closed_scope_is_noted_for_what_it_holds_and_what_speaks_of_it() -> None:
    place = make_place()
    document = make_document(place, scope=set_scope("own", level="open"))
    person = name_person(document, add_text(document, paragraphs("en", "Orlov came.")))
    person.scope = set_scope("people", level="open")
    person.save()
    assert noted() == set()
    set_scope("people", level="restricted")
    assert noted() == {"person:orlov", document.key}
    PendingEntry.objects.all().delete()
    set_scope("diary", level="restricted")
    assert noted() == {"volume:diary", document.key}


def test_scopes_below_a_changed_one_are_followed() -> None:
    place = make_place()
    document = make_document(place, scope=set_scope("own", level="open", parent=place.scope))
    set_scope("diary", level="restricted")
    assert document.key in noted()


def test_setting_what_is_set_notes_nothing() -> None:
    make_document(make_place())
    set_scope("diary", level="open")
    assert noted() == set()


def test_what_lies_below_a_unit_is_noted() -> None:
    archive = build_archive()
    document = archive.document("Letter", "1917")
    note_subtrees([archive.fonds.pk])
    assert noted() == {document.key}


def test_a_unit_is_noted_with_its_documents() -> None:
    archive = build_archive()
    document = archive.document("Letter", "1917")
    note_units([archive.file.pk])
    assert noted() == {document.key, f"unit:state-archive/{archive.file.slug}"}


def test_what_is_rolled_back_is_not_noted() -> None:
    with transaction.atomic():
        note_changed(["x"])
        transaction.set_rollback(True)
    assert noted() == set()
    assert queue_state(update_search).ready == 0
    assert not Scope.objects.exists() and not Person.objects.exists()
