"""Imports of packages that are built by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from muniment.access.viewer import Viewer
from muniment.core.dates import parse_iso
from muniment.core.identifiers import is_valid_name
from muniment.core.revision import current_revision
from muniment.core.text.model import MarkKind, Origin, TextKind, TextTree, tree_from_row
from muniment.documents.models import (
    Document,
    DocumentPerson,
    MintedIdentifier,
    Name,
    Package,
    PageBreak,
    SourceFile,
    Text,
    TextVersion,
    Volume,
)
from muniment.ingest.report import Report
from muniment.ingest.services import import_package
from muniment.ingest.tally import Tally
from muniment.people.models import Person
from muniment.sources.model import Level, SourceDocument, SourcePerson, SourcePersonName
from tests.ingest.conftest import Bring
from tests.ingest.packages import document, entry, package, text, tree, tree_with_note

Documents = list[SourceDocument]


def three() -> Documents:
    return [
        entry("d1", "It snowed.", "We read.", day="1917-03-08", division="march"),
        entry("d2", "Still snow.", day="1917-03-09", division="march"),
        document(
            "d3",
            text(tree_with_note("Vera came", "My sister.")),
            text(tree("Пришла Вера", language="ru"), kind=TextKind.TRANSLATION, title="10 марта"),
            day="1917-03-10",
        ),
    ]


def stored_tree(version: TextVersion | None) -> TextTree:
    assert version is not None
    return tree_from_row(orjson.loads(bytes(version.tree)))


def test_documents_go_in_with_texts_dates_places_and_identifiers(bring: Bring) -> None:
    report = bring(three)
    assert (report.summary.created, report.summary.documents, report.exit_status) == (3, 3, 0)
    first, second, third = Document.objects.order_by("volume_position")
    assert (first.title, str(first.date_earliest)) == ("Entry d1", "1917-03-08")
    assert first.division and first.division.title == "March"
    assert [d.volume_position for d in (first, second, third)] == [1, 2, 3]
    assert third.titles == {"ru": "10 марта"}
    assert [t.kind for t in third.texts.all()] == ["TRANSCRIPTION", "TRANSLATION"]
    assert all(is_valid_name(d.identifier, naan="99999") for d in (first, second, third))
    assert MintedIdentifier.objects.count() == 3
    volume = Volume.objects.get()
    assert (str(volume.date_earliest), str(volume.date_latest)) == ("1917-03-08", "1917-03-10")


def test_what_is_stored_of_a_text_reads_back_as_it_was(bring: Bring) -> None:
    bring(three)
    version = TextVersion.objects.get(text__document__key="d3", text__kind="TRANSCRIPTION")
    assert stored_tree(version) == tree_with_note("Vera came", "My sister.")
    assert (version.length, version.blocks, version.notes) == (20, 2, 1)
    assert (version.number, version.reason, version.text.current_id) == (1, "first", version.pk)


def test_page_breaks_names_and_people_stand_at_the_side(bring: Bring) -> None:
    bring(three)
    assert list(PageBreak.objects.values_list("label", "offset", "is_implied")) == [
        ("4", 0, True),
        ("5", 4, False),
    ]
    vera = Person.objects.get(name="Vera Ivanovskaya")
    assert Name.objects.get().person == vera
    roles = DocumentPerson.objects.filter(document__key="d3").values_list("role", "person")
    assert list(roles) == [("AUTHOR", vera.pk), ("NAMED", vera.pk)]
    assert Document.objects.get(key="d3").byline == "V. Ivanovskaya"


def test_a_second_import_changes_nothing_and_says_so(bring: Bring) -> None:
    bring(three)
    before = list(Document.objects.values())
    report = bring(three)
    assert report.summary.unchanged == 3
    assert report.summary.created == report.summary.updated == 0
    assert list(Document.objects.values()) == before
    assert TextVersion.objects.count() == 4


def test_a_corrected_text_alone_gets_a_version_and_keeps_its_block_ids(bring: Bring) -> None:
    bring(three)

    def corrected() -> Documents:
        documents = three()
        documents[0] = entry("d1", "A new day.", "It snowed!", "We read.", division="march")
        return documents

    report = bring(corrected)
    assert (report.summary.updated, report.summary.unchanged) == (1, 2)
    one = Text.objects.get(document__key="d1")
    assert [v.number for v in one.versions.all()] == [2, 1]
    assert one.current and one.current.reason == "corrected"
    ids = {b.plain: b.id for b in stored_tree(one.current).body}
    assert ids == {"A new day.": "b1-v2", "It snowed!": "b1", "We read.": "b2"}
    assert TextVersion.objects.exclude(text=one).filter(number__gt=1).count() == 0
    assert bring(corrected).summary.unchanged == 3


def test_changed_metadata_makes_no_version(bring: Bring) -> None:
    bring(three)

    def retitled() -> Documents:
        documents = three()
        documents[1].title = "The ninth"
        documents[2].texts[1].origin = Origin.MACHINE_TRANSLATED
        return documents

    assert bring(retitled).summary.updated == 2
    assert Document.objects.get(key="d2").title == "The ninth"
    assert Text.objects.get(kind="TRANSLATION").origin == "MACHINE_TRANSLATED"
    assert TextVersion.objects.count() == 4
    assert PageBreak.objects.count() == 2
    assert Name.objects.count() == 1


def test_a_change_that_only_the_parser_made_says_so(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(three)
    for module in ("rows", "revising"):
        monkeypatch.setattr(f"muniment.documents.{module}.PARSER_VERSION", "2")
    bring(lambda: [entry("d1", "It snowed", "We read.", division="march"), *three()[1:]])
    version = TextVersion.objects.get(number=2)
    assert (version.reason, version.parser) == ("parser", "2")


def test_an_inserted_document_moves_the_others_without_changing_them(bring: Bring) -> None:
    bring(three)
    bring(lambda: [entry("d0", "Before all.", day="1917-03-07"), *three()])
    order = Document.objects.order_by("volume_position").values_list("key", flat=True)
    assert list(order) == ["d0", "d1", "d2", "d3"]


def test_a_document_that_is_gone_is_reported_and_stays(bring: Bring) -> None:
    bring(three)
    report = bring(lambda: three()[:2])
    assert [p.code for p in report.problems if p.level == Level.WARNING] == ["document-missing"]
    assert Document.objects.filter(is_withdrawn=False).count() == 3


def test_a_missing_document_is_withdrawn_on_request_and_comes_back(bring: Bring) -> None:
    bring(three)
    identifier = Document.objects.get(key="d3").identifier
    bring(lambda: three()[:2], withdraw_missing=True)
    assert Document.objects.get(key="d3").is_withdrawn
    assert bring(three).summary.updated == 1
    back = Document.objects.get(key="d3")
    assert (back.is_withdrawn, back.identifier) == (False, identifier)


def import_with_error(folder: Path, *, key: str, read: Callable[[], Documents]) -> Report:
    """Import documents, of which one is found to be wrong while it is read."""
    source = package(folder, list)

    def documents() -> Iterator[SourceDocument]:
        source.problems.add(Level.ERROR, "bad", "It is bad.", cure="Mend it.", document=key)
        yield from read()

    source.documents = documents
    tally = Tally()
    import_package(source, tally)
    return tally.report()


def test_a_document_with_an_error_is_closed_if_the_package_closes_it(
    bring: Bring, tmp_path: Path
) -> None:
    bring(three)
    closed = replace(three()[0], access="restricted")
    import_with_error(tmp_path / "package", key="d1", read=lambda: [closed, *three()[1:]])
    visible = Document.objects.visible_to(Viewer.visitor())
    assert not visible.filter(key="d1").exists()
    assert stored_tree(TextVersion.objects.get(text__document__key="d1")).body[0].plain
    assert bring(three).summary.updated == 1
    assert visible.filter(key="d1").exists()


def test_a_document_with_an_error_is_left_out_and_stays_as_it_was(
    bring: Bring, tmp_path: Path
) -> None:
    bring(three)

    def changed() -> Documents:
        broken, well = entry("d1", "Changed, but broken."), entry("d2", "Changed and well.")
        return [broken, well, three()[2]]

    report = import_with_error(tmp_path / "package", key="d1", read=changed)
    assert (report.summary.left_out, report.summary.updated, report.exit_status) == (1, 1, 1)
    assert stored_tree(TextVersion.objects.get(text__document__key="d1")).body[0].plain == (
        "It snowed."
    )
    assert "document-missing" not in {p.code for p in report.problems}


def test_the_second_of_two_documents_with_one_id_is_left_out(bring: Bring) -> None:
    report = bring(lambda: [*three(), entry("d1", "Another.")])
    assert report.summary.errors == 1
    assert Document.objects.count() == 3


def test_a_text_that_is_gone_is_withdrawn_and_its_versions_stay(bring: Bring) -> None:
    bring(three)

    def without_translation() -> Documents:
        documents = three()
        del documents[2].texts[1]
        return documents

    bring(without_translation)
    gone = Text.objects.get(kind="TRANSLATION")
    assert gone.is_withdrawn
    assert gone.versions.count() == 1
    bring(three)
    gone.refresh_from_db()
    assert not gone.is_withdrawn


def test_people_are_updated_in_place_and_references_resolve_later(bring: Bring) -> None:
    from tests.ingest.packages import PEOPLE

    report = bring(three, people=())
    assert [p.code for p in report.problems if "person" in p.code] == ["person-unknown"]
    assert Name.objects.get().person is None
    assert Name.objects.get().key == "#ivanova"
    assert bring(three, people=PEOPLE).summary.updated == 3
    assert str(Name.objects.get().person) == "Vera Ivanovskaya"
    slugs = set(Person.objects.values_list("slug", flat=True))
    assert bring(three, people=PEOPLE).summary.unchanged == 3
    assert set(Person.objects.values_list("slug", flat=True)) == slugs
    assert TextVersion.objects.count() == 4


def test_translations_stay_aligned_when_ids_are_inherited(bring: Bring) -> None:
    def bilingual(*paragraphs: str) -> Callable[[], Documents]:
        original = tree(*paragraphs)
        translation = tree(*(p.upper() for p in paragraphs), language="fr")
        for ours, theirs in zip(original.body, translation.body, strict=True):
            theirs.attrs["align"] = ours.id
        return lambda: [document("d1", text(original), text(translation, kind="TRANSLATION"))]

    bring(bilingual("One two three four.", "Five six seven."))
    bring(bilingual("Zero comes first of all.", "One two three four.", "Five six seven."))
    original, translation = (stored_tree(t.current) for t in Text.objects.all())
    assert [b.id for b in original.body] == ["b1-v2", "b1", "b2"]
    assert [b.attrs["align"] for b in translation.body] == ["b1-v2", "b1", "b2"]


def test_the_report_counts_every_character_and_lists_what_is_not_shown(bring: Bring) -> None:
    report = bring(three)
    for one in report.documents[:2]:
        assert one.source_characters == one.shown_characters + one.listed_characters
    assert report.documents[2].listed_characters == 1
    listed = next(p for p in report.problems if p.code == "text-not-shown")
    assert '"-" (1)' in listed.message
    assert listed.file == "volume.xml"


def test_the_source_files_bytes_are_kept(bring: Bring, home: Path) -> None:
    bring(three)
    file = SourceFile.objects.get()
    assert (home / "sources" / file.sha256[:2] / file.sha256).read_bytes() == b"<TEI/>"
    assert set(Document.objects.values_list("source_sha256", flat=True)) == {file.sha256}


def test_a_finished_import_is_noted_and_every_change_makes_a_revision(
    bring: Bring, home: Path
) -> None:
    before = current_revision(home)
    bring(three)
    package = Package.objects.get()
    assert package.imported_at and package.import_began_at is None
    assert current_revision(home) > before


def test_marks_without_a_reference_are_not_listed_as_names(bring: Bring) -> None:
    from muniment.core.text.model import Mark

    marks = [Mark(0, 2, MarkKind.NAME, {"type": "person"})]
    bring(lambda: [document("d1", text(tree("It snowed.", marks=marks)))])
    assert not Name.objects.exists()


def test_two_entries_with_one_id_are_both_kept_and_references_mean_the_first(
    bring: Bring,
) -> None:
    def aerssen(birth: str) -> SourcePerson:
        names = (SourcePersonName("Cornelis van Aerssen", "nl"),)
        return SourcePerson(ids=("aerssen",), names=names, birth=parse_iso(birth))

    people = (aerssen("1545"), aerssen("1600"), aerssen("1545"))
    report = bring(three, people=people)
    assert [p.code for p in report.problems if p.level == Level.WARNING] == ["person-twice"]
    assert list(Person.objects.order_by("pk").values_list("birth_edtf", flat=True)) == [
        "1545",
        "1600",
    ]
    before = list(Person.objects.values())
    bring(three, people=people)
    assert list(Person.objects.values()) == before


def test_an_entry_that_is_divided_takes_its_references_along(bring: Bring) -> None:
    both = SourcePerson(ids=("ivanova", "p1"), names=(SourcePersonName("Ivanovskaya"),))
    bring(three, people=(both,))
    apart = (replace(both, ids=("p1",)), replace(both, ids=("ivanova",)))
    bring(three, people=apart)
    author = DocumentPerson.objects.get(document__key="d1").person
    assert author is not None
    assert author != Name.objects.get().person
    assert bring(three, people=apart).summary.unchanged == 3
