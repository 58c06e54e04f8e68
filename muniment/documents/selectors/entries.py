"""Documents as lists show them: title with its year, date, from and to, reference, a line more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised_name, localised_title
from muniment.documents.models import Document, DocumentPerson, DocumentSurface
from muniment.documents.models.document import DocumentQuerySet
from muniment.images.models import ImageState
from muniment.people.models import Person
from muniment.ui.dates import date_words

THUMBNAIL_PX = 128
PAGE_SIZE = 50

_FIELDS = (
    *("pk", "identifier", "title", "titles", "kind", "type", "number", "description", "place"),
    *("date_edtf", "date_earliest", "date_latest", "date_wording", "date_calendar"),
    *("reference_code", "byline", "division_id"),
)


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Somebody as a list names him; `href` is "" where the archive has no page of him."""

    name: Localised
    href: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document of a list."""

    href: str
    identifier: str
    title: Localised
    when: str
    kind: str
    type: str
    number: str
    description: str
    place: str
    reference_code: str
    byline: str
    authors: tuple[PersonLink, ...]
    recipients: tuple[PersonLink, ...]
    image: str
    earliest: date | None
    latest: date | None
    division: int | None

    @property
    def is_exact_day(self) -> bool:
        """Tell whether the document stands under one day of the calendar."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def year(self) -> int | None:
        """Give the year, None where the date is unknown or spans several."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


def document_entries(
    documents: DocumentQuerySet, *, viewer: Viewer, language: str
) -> tuple[DocumentEntry, ...]:
    """Read documents, in their order, as a list shows them. Two queries."""
    rows = list(documents.annotate(first_image=_first_image()).values(*_FIELDS, "first_image"))
    people = _people([row["pk"] for row in rows], viewer=viewer, language=language)
    return tuple(_entry(row, people, language) for row in rows)


def contents_entries(documents: DocumentQuerySet, *, language: str) -> tuple[DocumentEntry, ...]:
    """Read documents as a table of contents shows them: no images and no links to people."""
    nobody: dict[tuple[int, str], list[PersonLink]] = {}
    return tuple(_entry(row, nobody, language) for row in documents.values(*_FIELDS))


def _first_image() -> Subquery:
    surfaces = DocumentSurface.objects.filter(
        document=OuterRef("pk"), surface__image__state=ImageState.READY
    )
    first = surfaces.order_by("position").annotate(found=F("surface__image__identifier"))
    return Subquery(first.values("found")[:1])


def _people(
    documents: list[int], *, viewer: Viewer, language: str
) -> dict[tuple[int, str], list[PersonLink]]:
    wanted = (DocumentPerson.Role.AUTHOR, DocumentPerson.Role.RECIPIENT)
    visible = Person.objects.visible_to(viewer).filter(pk=OuterRef("person_id"))
    rows = (
        DocumentPerson.objects.filter(document_id__in=documents, role__in=wanted)
        .annotate(
            slug=Subquery(visible.values("slug")[:1]),
            name=Subquery(visible.values("name")[:1]),
            names=Subquery(visible.values("names")[:1]),
        )
        .order_by("position")
        .values_list("document_id", "role", "wording", "slug", "name", "names")
    )
    found: dict[tuple[int, str], list[PersonLink]] = defaultdict(list)
    for document, role, wording, slug, name, names in rows:
        if slug:
            said = localised_name(name, names or (), language)
            found[document, role].append(PersonLink(said, addresses.person(slug)))
        elif wording:
            found[document, role].append(PersonLink(Localised(wording)))
    return found


def _entry(
    row: dict[str, Any], people: dict[tuple[int, str], list[PersonLink]], language: str
) -> DocumentEntry:
    pk, roles = row["pk"], DocumentPerson.Role
    image = row.get("first_image")
    return DocumentEntry(
        href=addresses.document(row["identifier"]),
        identifier=row["identifier"],
        title=localised_title(
            row["title"],
            row["titles"],
            language,
            edtf=row["date_edtf"],
            earliest=row["date_earliest"],
            latest=row["date_latest"],
            calendar=row["date_calendar"],
        ),
        when=date_words(row["date_edtf"], language, calendar=row["date_calendar"])
        or row["date_wording"],
        kind=row["kind"],
        type=row["type"],
        number=row["number"],
        description=row["description"],
        place=row["place"],
        reference_code=row["reference_code"],
        byline=row["byline"],
        authors=tuple(people.get((pk, roles.AUTHOR), ())),
        recipients=tuple(people.get((pk, roles.RECIPIENT), ())),
        image=f"{addresses.image_service(image)}/full/!{THUMBNAIL_PX},{THUMBNAIL_PX}/0/default.jpg"
        if image
        else "",
        earliest=row["date_earliest"],
        latest=row["date_latest"],
        division=row["division_id"],
    )


def items(viewer: Viewer) -> DocumentQuerySet:
    """Give the documents proper that a viewer may see: no front matter, no introductions."""
    return Document.objects.visible_to(viewer).filter(kind=Document.Kind.ITEM)
