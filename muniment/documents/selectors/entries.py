"""Documents as lists show them: title with its year, date, from and to, reference, a line more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised_name, localised_title
from muniment.documents.models import Document, DocumentPerson, DocumentSurface
from muniment.documents.models.document import DocumentQuerySet
from muniment.images.levels import level_sizes
from muniment.images.models import ImageState
from muniment.people.models import Person
from muniment.ui.dates import date_words

THUMBNAIL_PX = 96
PAGE_SIZE = 50

_FIELDS = (
    *("pk", "identifier", "title", "titles", "kind", "type", "number", "description", "place"),
    *("date_edtf", "date_earliest", "date_latest", "date_wording", "date_calendar"),
    *("reference_code", "byline", "division_id"),
)
_IMAGE_FIELDS = {"image": "identifier", "image_width": "width_px", "image_height": "height_px"}


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
    images = {name: _first_image(field, viewer) for name, field in _IMAGE_FIELDS.items()}
    rows = list(documents.annotate(**images).values(*_FIELDS, *images))
    people = _people([row["pk"] for row in rows], viewer=viewer, language=language)
    return tuple(_entry(row, people, language) for row in rows)


def contents_entries(documents: DocumentQuerySet, *, language: str) -> tuple[DocumentEntry, ...]:
    """Read documents as a table of contents shows them: no images and no links to people."""
    nobody: dict[tuple[int, str], list[PersonLink]] = {}
    return tuple(_entry(row, nobody, language) for row in documents.values(*_FIELDS))


def _first_image(field: str, viewer: Viewer) -> Subquery:
    surfaces = DocumentSurface.objects.shown_to(viewer).filter(
        document=OuterRef("pk"), surface__image__state=ImageState.READY
    )
    return Subquery(surfaces.order_by("position").values(f"surface__image__{field}")[:1])


def _thumbnail(row: dict[str, Any]) -> str:
    """Address the first page's image in the smallest size that is kept ready made."""
    if not row.get("image"):
        return ""
    sizes = level_sizes(row["image_width"], row["image_height"])
    width = next((w for w, _ in reversed(sizes) if w >= THUMBNAIL_PX), sizes[0][0])
    return f"{addresses.image_service(row['image'])}/full/{width},/0/default.jpg"


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
    days = {name: row[f"date_{name}"] for name in ("edtf", "earliest", "latest", "calendar")}
    when = date_words(days["edtf"], language, calendar=days["calendar"])
    return DocumentEntry(
        href=addresses.document(row["identifier"]),
        identifier=row["identifier"],
        title=localised_title(row["title"], row["titles"], language, **days),
        when=when or row["date_wording"],
        kind=row["kind"],
        type=row["type"],
        number=row["number"],
        description=row["description"],
        place=row["place"],
        reference_code=row["reference_code"],
        byline=row["byline"],
        authors=tuple(people.get((pk, roles.AUTHOR), ())),
        recipients=tuple(people.get((pk, roles.RECIPIENT), ())),
        image=_thumbnail(row),
        earliest=days["earliest"],
        latest=days["latest"],
        division=row["division_id"],
    )


def items(viewer: Viewer) -> DocumentQuerySet:
    """Give the documents proper that a viewer may see: no front matter, no introductions."""
    return Document.objects.visible_to(viewer).filter(kind=Document.Kind.ITEM)
