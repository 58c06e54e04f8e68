"""A small archive built through the models: a volume, a hierarchy, people, all kinds of dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from django.utils import timezone

from muniment.access.models import Scope
from muniment.access.services import set_scope
from muniment.core.dates import parse_edtf
from muniment.documents.models import (
    Collection,
    Division,
    Document,
    DocumentPerson,
    Package,
    Repository,
    Series,
    Unit,
    Volume,
)
from muniment.people.models import Person


@dataclass(slots=True)
class Archive:
    """What was built, and means to build more."""

    scope: Scope
    package: Package
    series: Series
    volume: Volume
    part: Division
    repository: Repository
    fonds: Unit
    file: Unit
    collection: Collection
    diarist: Person
    friend: Person
    numbers: count[int] = field(default_factory=lambda: count(1))

    def document(self, title: str, edtf: str = "", **fields: object) -> Document:
        """Add a document to the volume and the file, written by the diarist to his friend."""
        number = next(self.numbers)
        when = parse_edtf(edtf) if edtf else None
        values = {
            "identifier": f"x{number:04d}",
            "package": self.package,
            "key": f"d{number}",
            "source": "volume.xml",
            "scope": self.scope,
            "title": title,
            "date_edtf": edtf,
            "date_earliest": when.earliest if when else None,
            "date_latest": when.latest if when else None,
            "volume": self.volume,
            "division": self.part,
            "volume_position": number,
            "unit": self.file,
            "unit_position": number,
            "reference_code": f"f. 1, op. 2, d. 3, l. {number}",
            "type": "diary entry",
            "byline": "A. Diarist",
            "changed_at": timezone.now(),
            **fields,
        }
        document = Document.objects.create(**values)
        roles = DocumentPerson.Role
        for position, (role, person) in enumerate(
            ((roles.AUTHOR, self.diarist), (roles.RECIPIENT, self.friend))
        ):
            DocumentPerson.objects.create(
                document=document, person=person, role=role, position=position, wording="?"
            )
        return document


def build_archive() -> Archive:
    """Make an archive that is open, without documents."""
    scope = set_scope("package:test", level="open")
    package = Package.objects.create(
        identifier="test",
        title="Test",
        scope=scope,
        rights="The estate of the diarist.",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    series = Series.objects.create(slug="papers", title="Papers", titles={"ru": "Бумаги"})
    volume = Volume.objects.create(
        slug="diary",
        package=package,
        scope=scope,
        key="v1",
        series=series,
        number="2",
        title="Diary of a diarist",
        titles={"ru": "Дневник"},
        description="What he saw.",
        credits=[["E. Editor", "editor"]],
        publisher="The Press",
        published="1999",
    )
    part = Division.objects.create(
        volume=volume,
        key="p1",
        title="Part one",
        position=0,
        depth=0,
        titles={"ru": "Часть первая"},
    )
    repository = Repository.objects.create(
        slug="state-archive", name="State Archive", names={"ru": "Государственный архив"}
    )
    fonds = _unit(repository, package, scope, None, "0001", "FONDS", "Fonds of the diarist")
    file = _unit(repository, package, scope, fonds, "0001/0001", "FILE", "Diaries")
    collection = Collection.objects.create(slug="voices", scope=scope, title="Voices")
    collection.volumes.add(volume)
    collection.units.add(fonds)
    return Archive(
        scope,
        package,
        series,
        volume,
        part,
        repository,
        fonds,
        file,
        collection,
        diarist=_person(scope, "diarist", "Diarist, Anton", "Дневников, Антон"),
        friend=_person(scope, "friend", "Friend, Fyodor", "Другов, Фёдор"),
    )


def add_units(archive: Archive, number: int) -> None:
    """Add files to the fonds."""
    for n in range(2, number + 2):
        _unit(
            archive.repository,
            archive.package,
            archive.scope,
            archive.fonds,
            f"0001/{n:04d}",
            "FILE",
            f"File {n}",
        )


def _unit(
    repository: Repository,
    package: Package,
    scope: Scope,
    parent: Unit | None,
    path: str,
    level: str,
    title: str,
) -> Unit:
    return Unit.objects.create(
        repository=repository,
        parent=parent,
        package=package,
        scope=scope,
        key=path,
        slug=f"u-{path.replace('/', '-')}",
        level=level,
        title=title,
        reference_code=f"F. {path}",
        date_edtf="1917/1918",
        extent="3 files",
        scope_note="Notebooks.\n\nLetters.",
        languages=["ru", "en"],
        path=path,
        depth=path.count("/"),
    )


def _person(scope: Scope, slug: str, name: str, russian: str) -> Person:
    return Person.objects.create(
        slug=slug,
        scope=scope,
        register="test",
        name=name,
        sort_name=name.lower(),
        names=[
            {"text": name, "lang": "en", "preferred": True},
            {"text": russian, "lang": "ru", "preferred": True},
        ],
        birth_edtf="1868",
        death_edtf="1941",
        offices=[["en", "hydrographer"], ["ru", "гидрограф"]],
        descriptions=[["en", "He kept a diary."]],
        links=["https://example.org/diarist"],
    )
