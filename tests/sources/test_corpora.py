"""Every set of real sources is read, with nothing but its folder."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from muniment.core.text.linearise import listed_characters, shown_characters
from muniment.core.text.model import Origin, TextKind
from muniment.sources.model import DocumentKind, SourceDocument, SourcePackage
from muniment.sources.package import read_package


@cache
def read(folder: Path) -> tuple[SourcePackage, list[SourceDocument]]:
    """Read a corpus whole."""
    found = read_package(folder)
    return found, list(found.documents())


SETS = (
    "ead ehri-typescripts frus frus-history-documents hsg-people iospe-ru-en mets-kant "
    "schnitzler-tagebuch suriano tapuscorpus-diary tolstoy tolstoydigital"
).split()


@pytest.mark.parametrize("name", SETS)
def test_every_set_is_read_without_error_and_every_character_counted(
    corpora: Path, name: str
) -> None:
    found, documents = read(corpora / name)
    assert found.problems.errors() == []
    for document in documents:
        trees = [text.tree for text in document.texts]
        kept = sum(shown_characters(tree) + listed_characters(tree) for tree in trees)
        assert kept == document.source_characters, document.key
        named = {b.surface for tree in trees for b in tree.page_breaks if b.surface}
        assert named <= set(document.surfaces) <= set(found.surfaces)
    keys = [document.key for document in documents]
    assert len(set(keys)) == len(keys)


def test_frus_is_three_volumes_with_their_parts(corpora: Path) -> None:
    found, documents = read(corpora / "frus")
    assert [volume.key for volume in found.volumes] == [
        "frus1864p4",
        "frus1918Russiav03",
        "frus1930v01",
    ]
    assert all(found.divisions[volume.key] for volume in found.volumes)
    items = Counter(d.volume for d in documents if d.kind == DocumentKind.ITEM)
    assert all(items[volume.key] > 400 for volume in found.volumes)
    assert found.surfaces == {}
    assert sum(p.code == "images-none" for p in found.problems.all) == 1


def test_frus_history_has_a_document_a_file_with_its_date(corpora: Path) -> None:
    _, documents = read(corpora / "frus-history-documents")
    assert len(documents) == 17
    assert all(d.date and d.date.edtf for d in documents)


def test_each_diary_day_is_a_document_with_its_date(corpora: Path) -> None:
    found, documents = read(corpora / "schnitzler-tagebuch")
    days = [d for d in documents if d.source.startswith("editions/")]
    assert len(days) == 719
    assert all(d.date and d.date.is_exact_day for d in days)
    assert {text.language for d in days for text in d.texts} == {"de"}
    remote = [p for p in found.problems.all if p.code == "image-remote"]
    assert len(remote) == 1


def test_surianos_letters_stand_on_their_262_images(corpora: Path) -> None:
    found, documents = read(corpora / "suriano")
    assert len(documents) == 19
    assert len(found.surfaces) == 262
    assert all(surface.width_px for surface in found.surfaces.values())
    assert sum(len(d.surfaces) for d in documents) == 262
    assert all(d.description for d in documents)
    assert len(found.people) == 874
    assert any("Summaries" in sentence for sentence in found.choices)


def test_typescripts_are_documents_of_pages_with_lines_on_the_image(corpora: Path) -> None:
    found, documents = read(corpora / "ehri-typescripts")
    assert [len(d.surfaces) for d in documents] == [4, 1, 1, 1, 10, 3, 4, 3]
    assert documents[0].date and documents[0].date.edtf == "1938-05-09"
    for document in documents:
        (text,) = document.texts
        assert (text.language, text.origin) == ("en", Origin.MACHINE_READ)
        assert len(text.tree.page_breaks) == len(document.surfaces)
        plain = {leaf.id: leaf.plain or "" for leaf in text.tree.leaves()}
        for line in text.lines:
            assert plain[line.leaf][line.start : line.end].strip()
            surface = found.surfaces[line.surface]
            assert all(-9 <= x <= surface.width_px + 9 for x, _ in line.polygon)
    assert sum(len(t.lines) for d in documents for t in d.texts) == 806


def test_the_typed_diary_keeps_zones_and_paragraphs(corpora: Path) -> None:
    _, (document,) = read(corpora / "tapuscorpus-diary")
    (text,) = document.texts
    assert text.language == "fr"
    labels = [b.label for b in text.tree.page_breaks]
    assert labels == ["1", "2", "3", "4", "5", "6", "104", "159", "160"]
    zones = {block.attrs.get("type") for block in text.tree.blocks()}
    assert {"MainZone", "NumberingZone", "MarginTextZone", "RunningTitleZone"} <= zones
    assert "pièces" in document.title


def test_the_bag_is_one_document_of_two_pages(corpora: Path) -> None:
    found, (document,) = read(corpora / "mets-kant")
    assert document.title == "Beantwortung der Frage: Was ist Aufklärung?"
    assert [m.wording for m in document.people] == ["Immanuel Kant"]
    assert document.date and document.date.edtf == "1784"
    assert len(document.surfaces) == 2
    assert document.texts[0].language == "de"
    assert any("OCR-D-GT-SEG-WORD" in sentence for sentence in found.choices)


def test_inscriptions_have_russian_and_english_translations(corpora: Path) -> None:
    found, documents = read(corpora / "iospe-ru-en")
    assert len(documents) == 130
    languages = Counter(
        text.language for d in documents for text in d.texts if text.kind == TextKind.TRANSLATION
    )
    assert languages["ru"] > 100 and languages["en"] > 100
    assert len(found.people) > 1000


def test_tolstoys_files_with_cyrillic_names_are_russian_documents(corpora: Path) -> None:
    _, documents = read(corpora / "tolstoy")
    assert len(documents) == 19
    not_russian = [d for d in documents if "ru" not in d.languages]
    assert [d.languages for d in not_russian] == [("fr",)]  # with its translation in one text
    blocks = not_russian[0].texts[0].tree.blocks()
    assert "ru" in {block.attrs.get("lang") for block in blocks}
    assert len(read(corpora / "tolstoydigital")[1]) == 2


def test_finding_aids_are_hierarchies_down_to_depth_six(corpora: Path) -> None:
    found, documents = read(corpora / "ead")
    assert documents == []
    assert (found.arrangement, len(found.units)) == ("archive", 4140)
    depth: dict[str, int] = {"": -1}
    for unit in found.units:
        depth[unit.key] = depth[unit.parent] + 1
    assert max(depth.values()) == 6
    roots = [unit for unit in found.units if not unit.parent]
    assert len(roots) == 10


def test_three_thousand_files_of_people_are_a_register(corpora: Path) -> None:
    found, documents = read(corpora / "hsg-people")
    assert (len(found.people), documents, found.volumes) == (3000, [], ())
    assert all(person.names[0].preferred for person in found.people)


def test_iiif_manifests_are_known_and_passed_over(corpora: Path) -> None:
    found, documents = read(corpora / "iiif")
    assert documents == []
    assert any("IIIF manifests" in sentence for sentence in found.choices)
    assert found.problems.errors() == []
    assert [p.code for p in found.problems.all] == ["package-empty"]
