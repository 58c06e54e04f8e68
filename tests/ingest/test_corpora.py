"""Real sources, each imported whole and then again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import etree

from muniment.core.text.model import tree_from_row
from muniment.documents.models import Document, Package, Text, TextVersion, Unit
from muniment.images.models import Image
from muniment.ingest.services import check_package, import_packages
from muniment.people.models import Person


@dataclass(frozen=True, slots=True)
class Expected:
    """What is in a dataset at the least, counted by hand or by its README."""

    items: int = 0
    texts: int = 0
    images: int = 0
    units: int = 0
    people: int = 0


DATASETS = {
    "frus": Expected(items=1610, texts=1610),
    "frus-history-documents": Expected(items=17, texts=17),
    "schnitzler-tagebuch": Expected(items=719, texts=719),
    "suriano": Expected(items=19, texts=19, images=262, people=800),
    "ehri-typescripts": Expected(items=8, texts=8, images=27),
    "tapuscorpus-diary": Expected(items=1, texts=1, images=9),
    "mets-kant": Expected(items=1, texts=1, images=2),
    "iospe-ru-en": Expected(items=130, texts=390, people=1000),
    "tolstoy": Expected(items=19, texts=19),
    "tolstoydigital": Expected(items=2, texts=2),
    "ead": Expected(units=4000),
    "hsg-people": Expected(people=3000),
}


@pytest.fixture(params=DATASETS)
def dataset(request: pytest.FixtureRequest, corpora: Path) -> Path:
    return corpora / str(request.param)


@pytest.fixture
def archive(db: None, home: Path) -> Path:
    """Give an empty archive."""
    return home


def state() -> list[Any]:
    """Give all that an import may change."""
    models = (Document, Text, TextVersion, Unit, Person, Image)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_dataset_goes_in_whole_and_a_second_import_changes_nothing(
    archive: Path, dataset: Path
) -> None:
    report = import_packages([dataset])
    assert report.exit_status == 0, [p for p in report.problems if p.level == "error"]
    expected = DATASETS[dataset.name]
    assert Document.objects.filter(kind="ITEM").count() >= expected.items
    assert Text.objects.count() >= expected.texts
    assert Image.objects.count() == expected.images
    assert Unit.objects.count() >= expected.units
    assert Person.objects.count() >= expected.people
    for one in report.documents:
        assert one.source_characters == one.shown_characters + one.listed_characters, one
    before = state()
    again = import_packages([dataset])
    assert again.summary.unchanged == report.summary.documents
    assert again.summary.created == again.summary.updated == again.summary.left_out == 0
    assert state() == before


def test_a_check_counts_what_an_import_does_and_writes_nothing(
    archive: Path, corpora: Path
) -> None:
    checked = check_package(corpora / "suriano")
    assert not Package.objects.exists()
    rehearsed = import_packages([corpora / "suriano"], dry_run=True)
    assert not Package.objects.exists()
    imported = import_packages([corpora / "suriano"])
    assert rehearsed.summary == imported.summary
    for name in ("documents", "texts", "surfaces", "images", "units", "people", "left_out"):
        assert getattr(checked.summary, name) == getattr(imported.summary, name), name
    again = import_packages([corpora / "suriano"], dry_run=True)
    assert again.summary.unchanged == imported.summary.documents


def test_the_divs_of_a_volume_are_its_documents(archive: Path, corpora: Path) -> None:
    import_packages(sorted((corpora / "frus").glob("*.xml")))
    for path in (corpora / "frus").glob("*.xml"):
        root = etree.parse(str(path)).getroot()
        wanted = root.xpath("//*[local-name()='div'][@type='document']/@xml:id")
        found = Document.objects.filter(source=path.name, kind="ITEM").order_by("volume_position")
        assert list(found.values_list("xml_id", flat=True)) == wanted


def test_a_hierarchy_goes_down_to_its_deepest_level(archive: Path, corpora: Path) -> None:
    import_packages([corpora / "ead"])
    assert set(Unit.objects.values_list("depth", flat=True)) == set(range(7))
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for unit in units.values():
        if unit.parent_id:
            parent = units[unit.parent_id]
            assert unit.path.startswith(parent.path + "/")
            assert unit.depth == parent.depth + 1
    paths = [(unit.repository_id, unit.path) for unit in units.values()]
    assert len(paths) == len(set(paths))


def edited(corpora: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """Copy a FRUS volume and correct it."""
    path = folder / "frus1930v01.xml"
    content = (corpora / "frus" / path.name).read_text(encoding="utf-8-sig")
    for old, new in changes:
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    path.write_text(content, encoding="utf-8")
    return path


CORRECTION = ("consultative pact to the French, who are", "consultative pact to Paris, who are")


def plain_ids(version: TextVersion) -> dict[str, str]:
    tree = tree_from_row(orjson.loads(bytes(version.tree)))
    counts = Counter(leaf.plain for leaf in tree.leaves())
    return {leaf.plain or "": leaf.id for leaf in tree.leaves() if counts[leaf.plain] == 1}


def test_a_corrected_volume_gives_one_new_version_that_keeps_its_ids(
    archive: Path, corpora: Path, tmp_path: Path
) -> None:
    path = edited(corpora, tmp_path)
    import_packages([path])
    identifiers = dict(Document.objects.values_list("key", "identifier"))
    report = import_packages([edited(corpora, tmp_path, CORRECTION)])
    assert (report.summary.created, report.summary.updated) == (0, 1)
    assert dict(Document.objects.values_list("key", "identifier")) == identifiers
    new = TextVersion.objects.get(number=2)
    assert new.reason == "corrected"
    assert TextVersion.objects.filter(number=1).count() == len(identifiers)
    before, after = plain_ids(new.text.versions.get(number=1)), plain_ids(new)
    assert len(after) > 2
    assert {plain: after[plain] for plain in before if plain in after} == {
        plain: own for plain, own in before.items() if plain in after
    }
    corrected = [plain for plain in after if plain not in before]
    assert len(corrected) == 1
    assert after[corrected[0]] in before.values()
