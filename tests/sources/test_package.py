"""A package is what an editor has: a folder, a zip, one file, with settings or without."""

from __future__ import annotations

import zipfile
from pathlib import Path

from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import Origin, TextKind
from muniment.sources.model import Absence, Level, SourceDocument, SourcePackage
from muniment.sources.package import read_package
from tests.sources.conftest import PackageMaker, alto, jpeg, letter, tei

EAD = """<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>f27</eadid></eadheader>
<archdesc level="fonds"><did><unitid>f. 27</unitid><unittitle>Papers</unittitle></did>
<dsc><c01 level="series" id="s1"><did><unitid>f. 27, op. 1</unitid><unittitle>Letters</unittitle>
</did><c02 level="file" id="d3"><did><unitid>f. 27, op. 1, d. 3</unitid>
<unittitle>Reports</unittitle></did></c02></c01></dsc></archdesc></ead>"""


def read(path: Path) -> tuple[SourcePackage, list[SourceDocument]]:
    """Read a package whole."""
    found = read_package(path)
    return found, list(found.documents())


def codes(found: SourcePackage, level: Level | None = None) -> list[str]:
    """List the codes of the problems."""
    return [p.code for p in found.problems.all if level is None or p.level == level]


def words(document: SourceDocument, number: int = 0) -> str:
    """Give the canonical string of a text."""
    return canonical_string(document.texts[number].tree)


def test_a_folder_of_tei_files_is_a_volume_named_after_the_folder(package: PackageMaker) -> None:
    found, documents = read(package({"a.xml": letter("One."), "b/c.xml": letter("Two.")}))
    assert (found.identifier, found.arrangement) == ("package", "volume")
    assert [volume.title for volume in found.volumes] == ["package"]
    assert [words(d) for d in documents] == ["One.", "Two."]
    assert {d.volume for d in documents} == {"package"}


def test_documents_may_be_read_twice_without_doubling_problems(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One.", pages='<pb facs="x"/>'), "y.jpg": jpeg()})
    found, first = read(root)
    before = codes(found)
    second = list(found.documents())
    assert before and codes(found) == before
    assert [d.key for d in first] == [d.key for d in second]


def test_a_bare_tei_file_takes_the_images_beside_it_that_it_names(package: PackageMaker) -> None:
    pages = '<pb n="1" facs="p1.jpg"/>'
    root = package({"l.xml": letter("One.", pages=pages), "p1.jpg": jpeg(), "p2.jpg": jpeg()})
    found, documents = read(root / "l.xml")
    assert found.identifier == "l"
    assert list(found.surfaces) == ["p1"]
    assert documents[0].surfaces == ("p1",)
    assert {file.name for file in found.files} == {"l.xml", "p1.jpg"}
    assert codes(found) == []


def test_a_zip_of_a_folder_is_read_and_removed_when_closed(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One.")})
    zipped = root.parent / "letters.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(root / "a.xml", "letters/a.xml")
    found, documents = read(zipped)
    assert found.identifier == "letters"
    assert [d.source for d in documents] == ["a.xml"]
    unpacked = found.path
    assert unpacked.is_dir()
    found.close()
    assert not unpacked.exists()


def test_settings_give_title_series_repository_and_collection(package: PackageMaker) -> None:
    settings = """
        [package]
        identifier = "x-1"
        title = "Letters"
        titles = { ru = "Письма" }
        repository = "State Archive"
        rights = "CC BY"
        [series]
        title = "Sources"
        number = 3
        [collection]
        title = "Papers"
        descriptions = { ru = "Бумаги" }
        [sources]
        tei = ["*.xml"]
    """
    found, _ = read(package({"package.toml": settings, "a.xml": letter("One.")}))
    assert (found.identifier, found.title, found.titles) == ("x-1", "Letters", (("ru", "Письма"),))
    assert found.repository and found.repository.name == "State Archive"
    assert found.collection and found.collection.slug == "papers"
    series = found.volumes[0].series
    assert series and (series.slug, series.number) == ("sources", "3")
    assert codes(found) == []


def test_files_that_settings_do_not_list_are_passed_over_and_named(package: PackageMaker) -> None:
    settings = '[package]\ntitle = "L"\n[sources]\ntei = ["a.xml"]\n'
    root = package({"package.toml": settings, "a.xml": letter("1"), "b.xml": letter("2")})
    found, documents = read(root)
    assert [d.source for d in documents] == ["a.xml"]
    assert found.passed_over == ("b.xml",)
    assert any("b.xml" in sentence for sentence in found.choices)


def test_a_readme_beside_sources_is_no_document(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One."), "README.md": "# Read me", "notes.txt": "About"})
    found, documents = read(root)
    assert len(documents) == 1
    assert set(found.passed_over) == {"README.md", "notes.txt"}


def test_a_finding_aid_makes_an_archive_and_reference_codes_find_their_units(
    package: PackageMaker,
) -> None:
    settings = """
        [package]
        title = "Papers"
        [documents.l1]
        unit = "d3"
        [documents.l2]
        reference_code = "f. 27, op. 1, d. 3, l. 4–4 ob."
        [documents.l3]
        unit = "f. 27, op.1"
        [documents.l4]
        unit = "d33"
    """
    letters: dict[str, str | bytes] = {
        f"l{n}.xml": letter("Words.", xml_id=f"l{n}") for n in (1, 2, 3, 4)
    }
    found, documents = read(package({"package.toml": settings, "ead.xml": EAD, **letters}))
    assert found.arrangement == "archive" and not found.volumes
    assert [unit.level for unit in found.units] == ["FONDS", "SERIES", "FILE"]
    assert [d.unit for d in documents[:3]] == ["d3", "d3", "s1"]
    warning = next(p for p in found.problems.all if p.code == "unit-unknown")
    assert warning.cure == 'Write "d3".'


def test_documents_carry_what_settings_say_of_them(package: PackageMaker) -> None:
    settings = """
        [package]
        title = "L"
        [documents.letter-1]
        access = "closed"
        date = "1939-03"
        image = "not digitised"
        translation = "in progress"
        origin = "machine-read"
        [documents.leter-1]
        title = "?"
    """
    root = package({"package.toml": settings, "a.xml": letter("One.", xml_id="letter-1")})
    found, (document,) = read(root)
    assert document.access == "closed"
    assert document.date and document.date.edtf == "1939-03"
    assert document.absences == {
        "image": Absence.NOT_DIGITISED,
        TextKind.TRANSLATION: Absence.IN_PROGRESS,
    }
    assert document.texts[0].origin == Origin.MACHINE_READ
    unknown = next(p for p in found.problems.all if p.code == "documents-unknown")
    assert unknown.cure == 'Write "letter-1".'


def test_a_translation_in_a_folder_named_by_its_language_joins_the_original(
    package: PackageMaker,
) -> None:
    root = package(
        {
            "package.toml": '[package]\ntitle = "L"\nlanguage = "ru"\n',
            "tei/en/01.xml": letter("One.", lang="en"),
            "tei/ru/01.xml": letter("Один.", lang="ru"),
        }
    )
    found, (document,) = read(root)
    assert document.source == "tei/ru/01.xml"
    kinds = [(t.kind, t.language) for t in document.texts]
    assert kinds == [(TextKind.TRANSCRIPTION, "ru"), (TextKind.TRANSLATION, "en")]
    assert [words(document, n) for n in (0, 1)] == ["Один.", "One."]
    assert document.source_characters == len("Один.One.")
    assert any("joined with translations" in sentence for sentence in found.choices)


def test_texts_listed_in_settings_join_the_documents_with_their_ids(package: PackageMaker) -> None:
    settings = """
        [package]
        title = "L"
        [sources]
        tei = ["volume.xml"]
        [texts.en]
        files = ["english.xml"]
        origin = "machine-translated"
    """
    one = '<div type="letter" xml:id="{}"><p>{}</p></div>'
    two = f"<body>{one}{one}</body>"
    root = package(
        {
            "package.toml": settings,
            "volume.xml": tei(two.format("a", "Eins.", "b", "Zwei.")),
            "english.xml": tei(two.format("b", "Two.", "c", "Three.")),
        }
    )
    found, documents = read(root)
    by_key = {d.xml_id: d for d in documents}
    assert words(by_key["b"], 1) == "Two."
    assert by_key["b"].texts[1].origin == Origin.MACHINE_TRANSLATED
    assert len(by_key["a"].texts) == 1
    assert words(by_key["c"]) == "Three."  # belongs to none, and is not lost
    assert "text-unpaired" in codes(found, Level.WARNING)


def test_a_folder_of_images_is_a_document_without_text(package: PackageMaker) -> None:
    root = package({f"Дело 5/{n}.jpg": jpeg() for n in (1, 2, 10)})
    _, (document,) = read(root)
    assert document.title == "Дело 5"
    assert [s.rpartition("/")[2] for s in document.surfaces] == ["1", "2", "10"]
    assert document.texts == []


def test_a_table_of_metadata_fills_what_the_texts_leave_open(package: PackageMaker) -> None:
    table = "File;Title;Sender;Summary;Paper\na.xml;To Anna;Ilya;He is well.;laid\nz.xml;?;;;\n"
    root = package({"a.xml": letter("One."), "list.csv": table})
    found, (document,) = read(root)
    assert (document.title, document.description) == ("To Anna", "He is well.")
    assert [m.wording for m in document.people] == ["Ilya"]
    assert document.facts == (("Paper", "laid"),)
    assert "table-rows-unused" in codes(found, Level.NOTICE)


def test_progress_counts_the_files(package: PackageMaker) -> None:
    seen: list[tuple[int, int, str]] = []
    root = package({"a.xml": letter("One."), "p_1.xml": alto("Two")})
    found = read_package(root, progress=lambda *step: seen.append(step))
    list(found.documents())
    assert seen == [(0, 1, "a.xml"), (0, 2, "a.xml"), (1, 2, "p_1.xml")]


def test_everything_that_names_its_script_is_recognised_by_content(package: PackageMaker) -> None:
    manifest = '{"@context": "http://iiif.io/api/presentation/3/context.json"}'
    root = package(
        {
            "one.data": letter("TEI under another ending."),
            "scan": jpeg(),
            "m.json": manifest,
            "paper.pdf": b"%PDF-1.7",
        }
    )
    found, documents = read(root)
    assert [d.source for d in documents] == ["one.data"]
    assert set(found.passed_over) == {"m.json", "paper.pdf"}
    assert any("IIIF" in s for s in found.choices) and any("paper.pdf" in s for s in found.choices)
