"""The index follows the database, and heals itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.access.services import set_scope
from muniment.documents.models import Document, PendingEntry, Unit
from muniment.documents.searching import health
from muniment.documents.searching.index import FOLDER, engine
from muniment.documents.searching.indexing import (
    BATCH,
    bring_up_to_date,
    entries_by_owner,
    rebuild,
)
from muniment.documents.searching.pending import note_changed, note_units
from muniment.documents.searching.services import search_documents
from muniment.documents.services import withdraw_documents
from muniment.documents.tasks import update_search
from muniment.jobs.models import Job
from muniment.jobs.queue import queue_state
from muniment.jobs.worker import run_until_empty
from muniment.search.query.tree import Word
from muniment.search.records import Facet
from muniment.search.results import SearchRequest, SearchResult
from muniment.search.suggest import suggest
from tests.reader.factory import (
    NOW,
    Place,
    add_text,
    make_document,
    make_place,
    name_person,
    paragraphs,
)
from tests.site.builders import build_archive

pytestmark = pytest.mark.usefixtures("home")

VISITOR = frozenset({"open"})


def ask(word: str, tokens: frozenset[str] = VISITOR) -> SearchResult:
    return search_documents(SearchRequest(query=Word(word), tokens=tokens))


def found(word: str, tokens: frozenset[str] = VISITOR) -> list[str]:
    return [hit.identifier for hit in ask(word, tokens).hits]


def written(place: Place, words: str, position: int = 1) -> Document:
    document = make_document(place, position=position)
    add_text(document, paragraphs("en", words))
    note_changed([document.identifier])
    return document


def test_what_was_noted_can_be_found() -> None:
    document = written(make_place(), "Read the galley proofs.")
    assert bring_up_to_date() >= 1
    assert found("proof") == [document.identifier]
    assert not PendingEntry.objects.exists()


def test_a_change_is_taken_up_by_the_job() -> None:
    place = make_place()
    bring_up_to_date()
    document = written(place, "Read the galley proofs.")
    assert queue_state(update_search).ready == 1
    assert run_until_empty().failed == 0
    assert found("proofs") == [document.identifier]


def test_a_withdrawn_document_is_found_no_more() -> None:
    place = make_place()
    document = written(place, "Read the galley proofs.")
    bring_up_to_date()
    withdraw_documents([document.key], package=place.package, at=NOW)
    bring_up_to_date()
    assert ask("proofs").total == 0
    assert suggest(engine(), "8 mar", tokens=VISITOR) == ()


def test_a_document_that_has_just_been_closed_is_no_hit_even_before_the_index_knows() -> None:
    place = make_place()
    written(place, "Read the galley proofs.")
    bring_up_to_date()
    set_scope("diary", level="restricted")
    assert ask("proofs").hits == () and ask("proofs").total == 0


def test_who_holds_the_token_finds_what_is_closed_to_others() -> None:
    place = make_place(level="restricted")
    document = written(place, "Read the galley proofs.")
    bring_up_to_date()
    closed = ask("proofs")
    assert closed.total == 0 and closed.facets[Facet.YEAR] == () and closed.years == ()
    token = frozenset({"open", f"restricted:{place.scope.pk}"})
    assert found("proofs", token) == [document.identifier]
    assert suggest(engine(), "Diar", tokens=VISITOR) == ()


def test_what_is_opened_is_found() -> None:
    place = make_place(level="restricted")
    document = written(place, "Read the galley proofs.")
    bring_up_to_date()
    set_scope("diary", level="open")
    bring_up_to_date()
    assert found("proofs") == [document.identifier]


def test_a_person_is_found_by_a_name_that_only_the_register_has() -> None:
    place = make_place()
    document = written(place, "The hydrographer came.")
    assert document.texts.get().current is not None
    person = name_person(document, document.texts.get())
    person.names = [*person.names, {"text": "Aquila", "lang": "la"}]
    person.save()
    bring_up_to_date()
    assert found("Aquila") == [document.identifier]


def test_titles_and_people_are_suggested() -> None:
    place = make_place()
    document = written(place, "Orlov came.")
    name_person(document, document.texts.get())
    rebuild()
    assert [s.key for s in suggest(engine(), "orl", tokens=VISITOR)] == ["person:orlov"]
    assert [s.key for s in suggest(engine(), "diar", tokens=VISITOR)] == ["volume:diary"]
    titles = [s.key for s in suggest(engine(), "8 mar", tokens=VISITOR)]
    assert titles == [f"document:{document.identifier}"]


def test_places_are_suggested_while_a_document_has_them() -> None:
    document = make_document(make_place())
    Document.objects.update(place="Trieste")
    note_changed([document.identifier])
    bring_up_to_date()
    assert [s.key for s in suggest(engine(), "tri", tokens=VISITOR)] == ["place:Trieste"]
    Document.objects.update(place="Rome")
    note_changed([document.identifier])
    bring_up_to_date()
    assert suggest(engine(), "tri", tokens=VISITOR) == ()


def test_archival_units_are_suggested_by_title_and_reference() -> None:
    archive = build_archive()
    Unit.objects.filter(pk=archive.file.pk).update(reference_code="F. 17, d. 3")
    note_units([archive.file.pk])
    bring_up_to_date()
    key = f"unit:{archive.repository.slug}/{archive.file.slug}"
    for typed in ("Diari", "f. 17 d"):
        assert key in [s.key for s in suggest(engine(), typed, tokens=VISITOR)]
    set_scope("package:test", level="restricted")
    bring_up_to_date()
    assert suggest(engine(), archive.file.title, tokens=VISITOR) == ()
    assert entries_by_owner(["unit:nowhere/none"]) == {"unit:nowhere/none": ()}


def test_a_phrase_is_suggested_until_too_few_open_documents_have_it() -> None:
    place = make_place()
    documents = [written(place, "Of the Treaty of Rapallo.", position=n) for n in range(1, 4)]
    bring_up_to_date()
    phrase = ["phrase:Treaty of Rapallo"]
    assert [s.key for s in suggest(engine(), "treaty", tokens=VISITOR)] == phrase
    closed = set_scope("closed", level="restricted")
    Document.objects.filter(pk=documents[0].pk).update(scope=closed)
    note_changed([documents[0].identifier])
    bring_up_to_date()
    assert suggest(engine(), "treaty", tokens=VISITOR) == ()
    holder = VISITOR | {f"restricted:{closed.pk}"}
    assert [s.key for s in suggest(engine(), "treaty", tokens=holder)] == phrase


def test_a_change_during_the_work_is_kept_for_the_next_time() -> None:
    place = make_place()
    bring_up_to_date()
    document = written(place, "Read the galley proofs.")

    def change(done: int, total: int) -> None:
        if done == 1:
            note_changed([document.identifier])

    assert bring_up_to_date(on_progress=change) == 2
    assert not PendingEntry.objects.exists()


def test_more_changes_than_a_batch_holds_are_all_taken_up() -> None:
    place = make_place()
    bring_up_to_date()
    document = written(place, "Read the galley proofs.")
    note_changed(f"gone-{number}" for number in range(3 * BATCH))
    assert bring_up_to_date() == 3 * BATCH + 1
    note_changed(f"gone-{number}" for number in range(2 * BATCH))
    assert bring_up_to_date() == 2 * BATCH
    assert not PendingEntry.objects.exists()
    assert found("proofs") == [document.identifier]


def test_a_deleted_index_is_asked_for_once_and_built_by_the_worker(home: Path) -> None:
    document = written(make_place(), "Read the galley proofs.")
    run_until_empty()
    shutil.rmtree(home / FOLDER)
    health._looked_at.clear()
    assert ask("proofs").total == 0
    assert not ask("proofs").is_counted
    assert queue_state(update_search).ready == 1
    assert run_until_empty().finished == 1
    assert found("proofs") == [document.identifier]
    assert ask("galley").is_counted and ask("nothing").is_counted
    assert not health.repair_if_needed()


def test_what_a_failed_worker_left_is_asked_for_by_the_next() -> None:
    document = written(make_place(), "Read the galley proofs.")
    Job.objects.all().delete()
    health.catch_up()
    run_until_empty()
    assert found("proofs") == [document.identifier]
    health.catch_up()
    assert queue_state(update_search).ready == 0


def test_all_is_built_anew_and_what_was_pending_is_done_with() -> None:
    place = make_place()
    documents = [written(place, f"Proof number {n}.", position=n) for n in range(1, 4)]
    assert rebuild() == 3
    assert ask("proof").total == len(documents)
    assert not PendingEntry.objects.exists()


def test_what_is_not_there_any_more_has_no_entries() -> None:
    gone = entries_by_owner(["none", "person:none", "volume:none", "collection:none"])
    assert set(gone) == {
        *("none", "document:none", "person:none", "volume:none"),
        "collection:none",
    }
    assert set(gone.values()) == {()}
