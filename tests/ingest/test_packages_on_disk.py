"""Packages of small files, from the disk into the archive; and the sample archive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.access.viewer import Viewer
from muniment.documents.models import Document, SourceFile, Text, Unit, Volume
from muniment.images.models import Image
from muniment.ingest.services import check_package, import_packages
from muniment.people.models import Person

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Letter {number}</title></titleStmt></fileDesc></teiHeader><text xml:lang="en"><body>
<div type="letter" xml:id="l{number}"><head>Letter {number}</head><p>{words}</p></div>
</body></text></TEI>"""
SETTINGS = '[package]\nidentifier = "letters"\ntitle = "Letters"\n'


@pytest.fixture
def letters(db: None, home: Path, tmp_path: Path) -> Path:
    """Give a package of three letters, one a file."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "package.toml").write_text(SETTINGS, encoding="utf-8")
    for number in (1, 2, 3):
        write(folder, number, "It snowed all day.")
    return folder


def write(folder: Path, number: int, words: str) -> None:
    content = LETTER.format(number=number, words=words)
    (folder / f"letter {number}.xml").write_text(content, encoding="utf-8")


def shown() -> list[str]:
    return list(Document.objects.filter(is_withdrawn=False).values_list("xml_id", flat=True))


def test_a_file_that_breaks_costs_its_own_document_nothing(letters: Path) -> None:
    import_packages([letters])
    (letters / "letter 2.xml").write_text("<TEI><text>", encoding="utf-8")
    write(letters, 3, "It thawed.")
    report = import_packages([letters], withdraw_missing=True)
    assert report.exit_status == 1
    assert (report.summary.updated, report.summary.unchanged) == (1, 1)
    assert sorted(shown()) == ["l1", "l2", "l3"]


def test_a_file_that_is_taken_out_is_withdrawn_only_on_request(letters: Path) -> None:
    import_packages([letters])
    (letters / "letter 2.xml").unlink()
    assert import_packages([letters]).exit_status == 0
    assert sorted(shown()) == ["l1", "l2", "l3"]
    import_packages([letters], withdraw_missing=True)
    assert sorted(shown()) == ["l1", "l3"]


def test_a_zip_of_the_same_package_is_the_same_package(letters: Path, tmp_path: Path) -> None:
    import_packages([letters])
    before = sorted(SourceFile.objects.values_list("path", "sha256"))
    packed = shutil.make_archive(str(tmp_path / "any name"), "zip", letters)
    assert import_packages([Path(packed)]).summary.unchanged == 3
    assert sorted(SourceFile.objects.values_list("path", "sha256")) == before


def test_what_cannot_be_opened_leaves_nothing_behind(letters: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    for path in (broken, tmp_path / "absent"):
        report = import_packages([path])
        assert report.exit_status == 1
        assert report.summary.documents == 0
    assert not Document.objects.exists()
    assert not Volume.objects.exists()


def test_several_packages_are_imported_by_one_command(letters: Path, tmp_path: Path) -> None:
    write(tmp_path, 9, "Elsewhere it rained.")
    report = import_packages([letters, tmp_path / "letter 9.xml"])
    assert report.summary.created == 4
    assert Volume.objects.count() >= 1


@pytest.mark.parametrize("name", ["diary", "papers"])
def test_the_sample_archive_goes_in_whole_and_a_second_import_changes_nothing(
    db: None, home: Path, name: str
) -> None:
    report = import_packages([SAMPLE / name])
    assert not [p for p in report.problems if p.level in ("error", "warning")]
    for one in report.documents:
        assert one.source_characters == one.shown_characters + one.listed_characters, one
    again = import_packages([SAMPLE / name])
    assert again.summary.unchanged == report.summary.documents


def test_the_sample_archive_has_volume_hierarchy_people_images_and_one_closed_document(
    db: None, home: Path
) -> None:
    import_packages([SAMPLE / "diary", SAMPLE / "papers"])
    visible = Document.objects.visible_to(Viewer.visitor())
    assert Document.objects.filter(kind="ITEM").count() >= 40
    assert Document.objects.count() - visible.count() == 1
    assert Volume.objects.filter(series__isnull=False).exists()
    assert set(Unit.objects.values_list("level", flat=True)) >= {"FONDS", "SERIES", "FILE"}
    assert Document.objects.filter(unit__level="FILE").exists()
    assert Text.objects.filter(origin="MACHINE_READ").exists()
    assert Person.objects.exists()
    assert Image.objects.exists()
    assert Document.objects.filter(on_surfaces__isnull=True).exists()


def test_a_check_of_a_broken_package_names_file_line_and_cure(letters: Path) -> None:
    (letters / "letter 2.xml").write_text("<TEI>\n<text>", encoding="utf-8")
    report = check_package(letters)
    (error,) = [p for p in report.problems if p.level == "error"]
    assert (error.file, error.line > 0) == ("letter 2.xml", True)
    assert error.message
    assert error.cure
