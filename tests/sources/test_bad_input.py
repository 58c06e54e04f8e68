"""Bad input gives one line that says file, line, what, and what to do; the rest goes on."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from pathlib import Path

import pytest

from muniment.sources.archive import ZipLimits, unpack
from muniment.sources.model import Problem, Problems, SourceDocument
from muniment.sources.package import read_package
from tests.sources.conftest import PackageMaker, alto, jpeg, letter


def read(path: Path) -> tuple[list[SourceDocument], list[Problem]]:
    """Read a package whole; give its documents and its errors."""
    found = read_package(path)
    documents = list(found.documents())
    found.close()
    return documents, found.problems.errors()


BOMB = (
    '<!DOCTYPE a [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><TEI xmlns='http://www.tei-c.org/ns/1.0'><text><p>&l9;</p></text></TEI>"
)
EXTERNAL = (
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><p>&e;</p></text></TEI>"
)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("This is no markup at all.", "not XML"),
        (letter("One.").partition("</p>")[0], "ends too early"),
        (letter("One.").rpartition(">")[0], "ends too early"),
        (letter("One.").partition("/p>")[0], "ends too early"),
        ("<TEI><p></TEI>", "not well-formed"),
        ("", "empty"),
        (BOMB, "entities grow"),
        (EXTERNAL, "never fetched"),
    ],
)
def test_xml_that_cannot_be_read_is_one_error_and_the_others_go_in(
    package: PackageMaker, content: str, word: str
) -> None:
    documents, errors = read(package({"bad.xml": content, "good.xml": letter("One.")}))
    assert [d.source for d in documents] == ["good.xml"]
    assert len(errors) == 1
    assert errors[0].file == "bad.xml"
    assert word in errors[0].message
    assert errors[0].cure


def test_a_file_of_two_gigabytes_is_refused_by_its_size(package: PackageMaker) -> None:
    root = package({"good.xml": letter("One.")})
    with (root / "big.xml").open("wb") as stream:
        stream.write(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>")
        stream.truncate(2 << 30)
    documents, errors = read(root)
    assert len(documents) == 1
    assert [(e.file, e.code) for e in errors] == [("big.xml", "file-too-large")]


@pytest.mark.parametrize("name", ["big.csv", "big.txt", "big.md"])
def test_large_tables_and_texts_are_refused_too(package: PackageMaker, name: str) -> None:
    root = package({"good.md": "# One\n\nTwo."})
    with (root / name).open("wb") as stream:
        stream.write(b"id,name,birth\n" * 6000)
        stream.truncate(2 << 30)
    documents, errors = read(root)
    assert [d.source for d in documents] == ["good.md"]
    assert [(e.file, e.code) for e in errors] == [(name, "file-too-large")]


def test_of_two_documents_with_one_id_the_second_is_left_out(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One.", xml_id="d1"), "b.xml": letter("Two.", xml_id="d1")})
    documents, errors = read(root)
    assert [d.source for d in documents] == ["a.xml"]
    assert errors[0].file == "b.xml"
    assert "in a.xml, line 2" in errors[0].message


def test_an_empty_package_says_so(package: PackageMaker) -> None:
    documents, errors = read(package({}))
    assert documents == []
    assert [e.code for e in errors] == ["package-empty"]


def test_an_absent_path_says_so(tmp_path: Path) -> None:
    documents, errors = read(tmp_path / "нет")
    assert documents == []
    assert "нет" in errors[0].message


def test_an_image_that_is_text_is_an_error_and_the_document_goes_in(package: PackageMaker) -> None:
    pages = '<pb n="1" facs="p1"/>'
    root = package({"a.xml": letter("One.", pages=pages), "p1.jpg": "not an image"})
    documents, errors = read(root)
    assert len(documents) == 1
    assert [(e.file, e.code) for e in errors] == [("p1.jpg", "image-format")]


def test_a_damaged_page_leaves_its_document_out_and_no_other(package: PackageMaker) -> None:
    root = package({"a_1.xml": alto("One"), "a_2.xml": alto("Two")[:-30], "b_1.xml": alto("B")})
    documents, errors = read(root)
    with_text = [d.key for d in documents if d.texts]
    assert with_text == ["b"]
    assert {e.document for e in errors if e.document} == {"a"}


def test_a_link_out_of_the_package_is_not_followed(package: PackageMaker, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(letter("Secret."))
    root = package({"a.xml": letter("One.")})
    (root / "out.xml").symlink_to(secret)
    (root / "up").symlink_to(tmp_path)
    (root / "gone.xml").symlink_to(tmp_path / "nowhere")
    (root / "self").symlink_to(root / "self")
    documents, errors = read(root)
    assert [d.source for d in documents] == ["a.xml"]
    assert sorted(e.file for e in errors) == ["gone.xml", "out.xml", "self", "up"]
    assert {e.code for e in errors} == {"link-outside"}


@pytest.mark.skipif(os.geteuid() == 0, reason="Root may read every file.")
def test_a_file_that_may_not_be_read_is_an_error(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One."), "b.xml": letter("Two.")})
    (root / "b.xml").chmod(0)
    documents, errors = read(root)
    assert len(documents) == 1
    assert [(e.file, e.code) for e in errors] == [("b.xml", "file-unreadable")]


def test_names_with_odd_bytes_are_shown_escaped(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One.")})
    (root / os.fsdecode(b"caf\xe9.xml")).write_text(letter("Two."))
    documents, errors = read(root)
    assert errors == []
    assert sorted(d.source for d in documents) == ["a.xml", "caf\\xe9.xml"]
    assert all(d.source.encode() for d in documents)


def test_a_damaged_workbook_is_one_error(package: PackageMaker) -> None:
    documents, errors = read(
        package({"a.xml": letter("One."), "persons.xlsx": b"PK\x03\x04 not a workbook"})
    )
    assert len(documents) == 1
    assert [(e.file, e.code) for e in errors] == [("persons.xlsx", "table-damaged")]


# Zips --------------------------------------------------------------------------------------------


def zip_of(path: Path, members: dict[str, str | bytes]) -> Path:
    """Write a zip with members of any name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_names_that_lead_out_of_a_zip_are_refused(tmp_path: Path) -> None:
    zipped = zip_of(
        tmp_path / "x.zip",
        {
            "a.xml": letter("One."),
            "../outside.xml": letter("Two."),
            "/etc/outside.xml": letter("Three."),
            "b/../../outside.xml": letter("Four."),
            "C:/outside.xml": letter("Five."),
            "..\\outside.xml": letter("Six."),
        },
    )
    documents, errors = read(zipped)
    assert [d.source for d in documents] == ["a.xml"]
    assert len(errors) == 5
    assert {e.code for e in errors} == {"zip-path"}
    assert not list(tmp_path.parent.glob("**/outside.xml"))


def test_links_encryption_and_doubles_in_a_zip_are_refused(tmp_path: Path) -> None:
    zipped = tmp_path / "x.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.xml", letter("One."))
        link = zipfile.ZipInfo("link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.xml", letter("Two."))
        archive.writestr("secret.xml", letter("Three."))
    data = zipped.read_bytes()
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"secret.xml"))
    zipped.write_bytes(data[: at + 8] + b"\x01\x00" + data[at + 10 :])
    documents, errors = read(zipped)
    assert [d.source for d in documents] == ["a.xml"]
    assert sorted(e.code for e in errors) == ["zip-duplicate", "zip-encrypted", "zip-link"]


def test_a_zip_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {"a.xml": letter("One."), "zeros.xml": b"\0" * 4_000_000}
    zipped = zip_of(tmp_path / "bomb.zip", members)
    problems = Problems()
    limits = ZipLimits(max_ratio=100, free_bytes=100_000)
    assert unpack(zipped, problems, limits=limits) is None
    assert [(p.code, p.file) for p in problems.all] == [("zip-bomb", "zeros.xml")]


def test_a_zip_of_too_much_in_all_is_stopped(tmp_path: Path) -> None:
    zipped = zip_of(tmp_path / "much.zip", {f"{n}.txt": "words " * 1000 for n in range(10)})
    problems = Problems()
    assert unpack(zipped, problems, limits=ZipLimits(max_total_bytes=20_000)) is None
    assert [p.code for p in problems.all] == ["zip-bomb"]


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path) -> None:
    zipped = zip_of(tmp_path / "many.zip", {f"{n}.txt": "words" for n in range(10)})
    problems = Problems()
    assert unpack(zipped, problems, limits=ZipLimits(max_files=9)) is None
    assert [p.code for p in problems.all] == ["zip-too-many-files"]


def test_a_truncated_zip_is_one_error(tmp_path: Path) -> None:
    zipped = zip_of(tmp_path / "x.zip", {"a.xml": letter("One.")})
    zipped.write_bytes(zipped.read_bytes()[:-30])
    documents, errors = read(zipped)
    assert documents == []
    assert [e.code for e in errors] == ["zip-damaged"]


def test_a_damaged_member_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    zipped = tmp_path / "x.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", letter("One."))
        archive.writestr("b.xml", letter("Two."))
    zipped.write_bytes(zipped.read_bytes().replace(b"Two.", b"Tow."))
    documents, errors = read(zipped)
    assert [d.source for d in documents] == ["a.xml"]
    assert [(e.file, e.code) for e in errors] == [("b.xml", "zip-member-damaged")]


def test_a_zip_within_the_package_is_passed_over_and_named(package: PackageMaker) -> None:
    root = package({"a.xml": letter("One.")})
    zip_of(root / "more.zip", {"b.xml": letter("Two.")})
    found = read_package(root)
    assert len(list(found.documents())) == 1
    assert found.passed_over == ("more.zip",)
    assert any("unpack it" in sentence for sentence in found.choices)


def test_decomposed_file_names_meet_composed_ones_in_the_text(package: PackageMaker) -> None:
    pages = '<pb n="1" facs="Йод/лист №1 [об].jpg"/>'
    name = unicodedata.normalize("NFD", "Йод/лист №1 [об].JPG")
    found = read_package(package({"a.xml": letter("One.", pages=pages), name: jpeg()}))
    (document,) = found.documents()
    assert len(document.surfaces) == 1
    assert found.surfaces[document.surfaces[0]].width_px == 40
