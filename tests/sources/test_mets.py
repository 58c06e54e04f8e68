"""METS: file groups and structMap decide the pages, MODS tells what they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

from muniment.core.text.canonical import canonical_string
from muniment.sources.model import PersonRole
from muniment.sources.package import read_package
from tests.sources.conftest import PackageMaker, alto, jpeg

METS = """<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3"
 xmlns:xlink="http://www.w3.org/1999/xlink"><mets:dmdSec ID="d"><mets:mdWrap><mets:xmlData>
 <mods:mods><mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>Pilot</mods:title>
 <mods:subTitle>a journal</mods:subTitle></mods:titleInfo>
 <mods:name><mods:namePart type="family">Drozd</mods:namePart>
 <mods:namePart type="given">Anna</mods:namePart>
 <mods:role><mods:roleTerm>aut</mods:roleTerm></mods:role></mods:name>
 <mods:originInfo><mods:dateIssued keyDate="yes">1911</mods:dateIssued></mods:originInfo>
 <mods:language><mods:languageTerm>rus</mods:languageTerm></mods:language>
 <mods:identifier>urn:x:1</mods:identifier></mods:mods></mets:xmlData></mets:mdWrap></mets:dmdSec>
 <mets:fileSec>
 <mets:fileGrp USE="THUMBS"><mets:file ID="t1"><mets:FLocat xlink:href="thumbs/1.jpg"/></mets:file>
 </mets:fileGrp>
 <mets:fileGrp USE="DEFAULT"><mets:file ID="i1"><mets:FLocat xlink:href="img/b.jpg"/></mets:file>
 <mets:file ID="i2"><mets:FLocat xlink:href="file:img/a.jpg"/></mets:file></mets:fileGrp>
 <mets:fileGrp USE="POOR"><mets:file ID="p1"><mets:FLocat xlink:href="ocr/poor.xml"/></mets:file>
 </mets:fileGrp>
 <mets:fileGrp USE="FULLTEXT"><mets:file ID="f1"><mets:FLocat xlink:href="ocr/b.xml"/></mets:file>
 <mets:file ID="f2"><mets:FLocat xlink:href="{second}"/></mets:file></mets:fileGrp></mets:fileSec>
 <mets:structMap TYPE="LOGICAL"><mets:div LABEL="Chapter one"/></mets:structMap>
 <mets:structMap TYPE="PHYSICAL"><mets:div TYPE="physSequence">
 <mets:div TYPE="page" ORDER="2" ORDERLABEL="iv"><mets:fptr FILEID="i2"/><mets:fptr FILEID="f2"/>
 </mets:div><mets:div TYPE="page" ORDER="1" ORDERLABEL="iii"><mets:fptr FILEID="t1"/>
 <mets:fptr FILEID="i1"/><mets:fptr FILEID="p1"/><mets:fptr FILEID="f1"/></mets:div>
 </mets:div></mets:structMap></mets:mets>"""


def journal(package: PackageMaker, *, second: str = "ocr/a.xml") -> Path:
    """Write a METS object of two pages, the files named against their order."""
    return package(
        {
            "mets.xml": METS.format(second=second),
            "img/a.jpg": jpeg(),
            "img/b.jpg": jpeg(),
            "thumbs/1.jpg": jpeg(),
            "ocr/a.xml": alto("Second page"),
            "ocr/b.xml": alto("First page"),
            "ocr/poor.xml": alto("First"),
        }
    )


def test_the_physical_map_orders_the_pages_and_the_fullest_text_is_read(
    package: PackageMaker,
) -> None:
    found = read_package(journal(package))
    (document,) = found.documents()
    assert canonical_string(document.texts[0].tree) == "First page\nSecond page"
    assert [b.label for b in document.texts[0].tree.page_breaks] == ["iii", "iv"]
    assert document.surfaces == ("img/b", "img/a")
    assert any('"FULLTEXT" is read' in s and '"POOR"' in s for s in found.choices)
    assert any('"DEFAULT"' in s for s in found.choices)
    assert found.problems.errors() == []


def test_mods_gives_title_author_date_and_language(package: PackageMaker) -> None:
    found = read_package(journal(package))
    (document,) = found.documents()
    assert found.title == document.title == "The Pilot: a journal"
    assert document.date and document.date.edtf == "1911"
    assert [(m.role, m.wording) for m in document.people] == [(PersonRole.AUTHOR, "Drozd, Anna")]
    assert document.texts[0].language == "ru"
    assert document.key == "urn:x:1"
    assert ("Contents", "Chapter one") in document.facts


def test_a_bare_mets_file_brings_the_files_that_it_names(package: PackageMaker) -> None:
    found = read_package(journal(package) / "mets.xml")
    (document,) = found.documents()
    assert len(document.surfaces) == 2


def test_what_lies_on_the_web_is_not_fetched_and_what_is_absent_is_named(
    package: PackageMaker,
) -> None:
    found = read_package(journal(package, second="https://example.org/a.xml"))
    (document,) = found.documents()
    assert canonical_string(document.texts[0].tree).startswith("First page")
    assert "image-remote" in [p.code for p in found.problems.all]
    found = read_package(journal(package, second="ocr/lost.xml"))
    list(found.documents())
    missing = next(p for p in found.problems.all if p.code == "mets-file-missing")
    assert '"ocr/lost.xml"' in missing.message


def test_a_file_outside_the_package_is_never_read(package: PackageMaker, tmp_path: Path) -> None:
    (tmp_path / "outside.xml").write_text(alto("Secret"))
    found = read_package(journal(package, second="../outside.xml"))
    (document,) = found.documents()
    assert "Secret" not in canonical_string(document.texts[0].tree)


def test_a_bag_is_held_to_its_checksums(package: PackageMaker) -> None:
    good, bad = alto("One"), alto("Two")
    digest = hashlib.sha256(good.encode()).hexdigest()
    manifest = f"{digest}  data/a_1.xml\n{'0' * 64}  data/b_1.xml\n{'0' * 64}  data/lost.xml\n"
    root = package(
        {
            "bagit.txt": "BagIt-Version: 1.0\n",
            "manifest-sha256.txt": manifest,
            "data/a_1.xml": good,
            "data/b_1.xml": bad,
        }
    )
    found = read_package(root)
    documents = list(found.documents())
    assert [d.key for d in documents] == ["a"]
    assert [(p.code, p.file) for p in found.problems.errors()] == [
        ("bag-checksum", "data/b_1.xml"),
        ("bag-checksum", "data/lost.xml"),
    ]


def test_a_group_whose_first_page_is_damaged_is_read_from_the_second(
    package: PackageMaker,
) -> None:
    root = journal(package)
    (root / "ocr/b.xml").unlink()
    (root / "ocr/poor.xml").unlink()
    found = read_package(root)
    (document,) = found.documents()
    assert canonical_string(document.texts[0].tree).strip() == "Second page"
    assert "mets-file-missing" in [p.code for p in found.problems.all]
