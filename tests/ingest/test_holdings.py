"""What a package's documents stand in: units, volumes, series, collections, images; and access."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as PillowImage

from muniment.access.viewer import Viewer
from muniment.core.dates import parse_iso
from muniment.documents.models import (
    Collection,
    Division,
    Document,
    Repository,
    Series,
    Surface,
    Unit,
    Volume,
)
from muniment.images.models import Image
from muniment.images.tasks import make_derivative
from muniment.jobs.models import Job
from muniment.jobs.registry import name_of
from muniment.people.models import Person
from muniment.sources.model import (
    SourceCollection,
    SourceDivision,
    SourceDocument,
    SourceRepository,
    SourceSeries,
    SourceSurface,
    SourceUnit,
    SourceVolume,
)
from tests.ingest.conftest import Bring
from tests.ingest.packages import PEOPLE, entry

VISITOR = Viewer.visitor()
UNITS = (
    SourceUnit("f", "", "FONDS", "Papers", "f. 17", dates=parse_iso("1917")),
    SourceUnit("s1", "f", "SERIES", "Letters", "f. 17, op. 1"),
    SourceUnit("d1", "s1", "FILE", "To Kern", "f. 17, op. 1, d. 1"),
    SourceUnit("d2", "s1", "FILE", "From Kern", "f. 17, op. 1, d. 2"),
    SourceUnit("s2", "f", "SERIES", "Letters"),
)
REPOSITORY = SourceRepository("State Archive", "SA", "Russia", (("ru", "Архив"),))


def one() -> list[SourceDocument]:
    return [entry("d1", "It snowed.", unit="d2")]


def test_a_hierarchy_keeps_its_order_depth_and_readable_slugs(bring: Bring) -> None:
    bring(one, units=UNITS, repository=REPOSITORY)
    rows = list(Unit.objects.values_list("key", "path", "depth", "slug"))
    assert rows == [
        ("f", "0001", 0, "f-17"),
        ("s1", "0001/0001", 1, "f-17-op-1"),
        ("d1", "0001/0001/0001", 2, "f-17-op-1-d-1"),
        ("d2", "0001/0001/0002", 2, "f-17-op-1-d-2"),
        ("s2", "0001/0002", 1, "letters"),
    ]
    document = Document.objects.get()
    assert document.unit and document.unit.key == "d2"
    assert (document.unit_position, document.repository_name) == (1, "State Archive")
    assert Repository.objects.get().names == {"ru": "Архив"}


def test_a_unit_that_is_inserted_moves_the_others_and_keeps_their_slugs(bring: Bring) -> None:
    bring(one, units=UNITS, repository=REPOSITORY)
    slugs = dict(Unit.objects.values_list("key", "slug"))
    more = (UNITS[0], SourceUnit("s0", "f", "SERIES", "Letters"), *UNITS[1:])
    bring(one, units=more, repository=REPOSITORY)
    assert Unit.objects.get(key="s1").path == "0001/0002"
    assert Unit.objects.get(key="s0").slug == "letters-2"
    assert slugs.items() <= dict(Unit.objects.values_list("key", "slug")).items()


def test_two_packages_share_a_repository_and_stand_one_after_the_other(bring: Bring) -> None:
    bring(one, units=UNITS, repository=REPOSITORY)
    bring(one, units=UNITS, repository=REPOSITORY, identifier="other")
    roots = Unit.objects.filter(depth=0).values_list("path", "slug")
    assert list(roots) == [("0001", "f-17"), ("0002", "f-17-2")]


def test_packages_that_name_one_register_share_its_people(bring: Bring) -> None:
    bring(one, register="kern", identifier="first", people=PEOPLE)
    again = (replace(PEOPLE[0], floruit="elsewhere"), *PEOPLE[1:])
    bring(one, register="kern", identifier="second", people=again)
    assert Person.objects.count() == len(PEOPLE)
    assert not Person.objects.filter(floruit="elsewhere").exists()
    bring(one, identifier="third", people=PEOPLE)
    assert Person.objects.count() == 2 * len(PEOPLE)


def test_a_closed_package_hides_nobody_whom_an_open_one_brings_too(bring: Bring) -> None:
    kept_back = (replace(PEOPLE[0], floruit="a secret"), *PEOPLE[1:])
    bring(one, register="kern", identifier="first", people=kept_back, access="restricted")
    assert not Person.objects.visible_to(VISITOR).exists()
    bring(one, register="kern", identifier="second", people=PEOPLE[:1])
    assert [p.floruit for p in Person.objects.visible_to(VISITOR)] == [""]
    bring(one, register="kern", identifier="first", people=kept_back, access="restricted")
    assert [p.floruit for p in Person.objects.visible_to(VISITOR)] == [""]


def test_volumes_series_and_parts_are_updated_in_place(bring: Bring) -> None:
    def volume(title: str, number: str) -> tuple[SourceVolume, ...]:
        return (SourceVolume("v", title, series=SourceSeries("diaries", "Diaries", number)),)

    parts = [SourceDivision("p", "", "Part"), SourceDivision("c", "p", "Chapter")]

    def documents() -> list[SourceDocument]:
        return [entry("d1", "It snowed.", division="c")]

    bring(documents, volumes=volume("A Diary", "1"), divisions={"v": parts})
    slug = Volume.objects.get().slug
    bring(documents, volumes=volume("A Diary, Revised", "2"), divisions={"v": parts[::-1][:1]})
    changed = Volume.objects.get()
    assert (changed.title, changed.number, changed.slug) == ("A Diary, Revised", "2", slug)
    assert Series.objects.get().title == "Diaries"
    assert [d.key for d in Division.objects.all()] == ["c"]
    assert Division.objects.get().parent is None


def test_a_collection_gathers_the_volumes_and_roots_of_its_packages(bring: Bring) -> None:
    collection = SourceCollection("war", "The War", "About it.", (("ru", "Война"),))
    bring(one, units=UNITS, repository=REPOSITORY, collection=collection)
    row = Collection.objects.get()
    assert row.titles == {"ru": "Война"}
    assert [u.key for u in row.units.all()] == ["f"]
    assert row.volumes.count() == 1


def test_a_collection_is_closed_with_the_last_open_package_in_it(bring: Bring) -> None:
    facts = {"units": UNITS, "repository": REPOSITORY, "collection": SourceCollection("war", "War")}
    bring(one, **facts)
    bring(one, **facts, identifier="other", access="restricted")
    assert Collection.objects.visible_to(VISITOR).exists()
    bring(one, **facts, access="restricted")
    assert not Collection.objects.visible_to(VISITOR).exists()
    bring(one, **facts, identifier="other")
    assert Collection.objects.visible_to(VISITOR).exists()


def test_documents_with_very_long_keys_have_each_its_own_access(bring: Bring) -> None:
    long = "d" * 290

    def two() -> list[SourceDocument]:
        return [
            entry(f"{long}1", "Secret.", access="restricted"),
            entry(f"{long}2", "It snowed.", access="open"),
        ]

    bring(two)
    assert [d.key[-1] for d in Document.objects.visible_to(VISITOR)] == ["2"]


@pytest.mark.parametrize("access", ["restricted", "subscriber", "no such word"])
def test_nothing_of_a_closed_package_is_shown(bring: Bring, access: str) -> None:
    collection = SourceCollection("war", "The War")
    bring(one, units=UNITS, repository=REPOSITORY, collection=collection, access=access)
    for model in (Document, Volume, Unit, Collection, Person):
        assert model.objects.exists()
        assert not model.objects.visible_to(VISITOR).exists(), model


def test_a_closed_document_in_an_open_package_is_closed_alone_until_it_is_opened(
    bring: Bring,
) -> None:
    def two(access: str) -> Callable[[], list[SourceDocument]]:
        return lambda: [entry("d1", "It snowed."), entry("d2", "Secret.", access=access)]

    def shown() -> list[str]:
        return list(Document.objects.visible_to(VISITOR).values_list("key", flat=True))

    bring(two("restricted"))
    assert shown() == ["d1"]
    bring(two(""))
    assert shown() == ["d1", "d2"]


def test_images_are_kept_once_and_their_tiles_asked_for(bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / "p1.png"
    PillowImage.new("L", (40, 60), 200).save(path)
    surfaces = {
        "p1": SourceSurface("p1", "1r", path, "p1.png", 40, 60),
        "p2": SourceSurface("p2", "1v"),
    }

    def documents() -> list[SourceDocument]:
        return [entry("d1", "It snowed.", surfaces=("p1", "p2"))]

    report = bring(documents, surfaces=surfaces)
    assert (report.summary.surfaces, report.summary.images) == (2, 1)
    image = Image.objects.get()
    tiles = Job.objects.filter(name=name_of(make_derivative))
    assert (image.width_px, image.height_px, tiles.count()) == (40, 60, 1)
    assert [s.label for s in Surface.objects.order_by("pk")] == ["1r", "1v"]
    bring(documents, surfaces=surfaces)
    assert Image.objects.count() == 1
    PillowImage.new("L", (40, 60), 90).save(path)
    bring(documents, surfaces=surfaces)
    assert Surface.objects.get(key="p1").image != image
