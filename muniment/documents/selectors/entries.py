"""Documents as lists show them: title with its year, date, from and to, reference, a line more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised_name, localised_title
from muniment.documents.models import Document, DocumentPerson, DocumentSurface
from muniment.documents.models.document import DocumentQuerySet
from muniment.documents.written import Row, rows_by_key
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
_PERSON_FIELDS = ("wording", "person__slug", "person__name", "person__names")

_People = dict[tuple[int, str], list["PersonLink"]]


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
    rows = list(_listed(documents, viewer))
    people = _by_role(_people(viewer).filter(document_id__in=[row[0] for row in rows]), language)
    return tuple(_entry(row, people, language) for row in rows)


def entries_by_identifier(
    identifiers: Iterable[str], *, viewer: Viewer, language: str
) -> tuple[DocumentEntry, ...]:
    """Read documents that the viewer may see, in no order, as a list shows them. Two queries."""
    asked = list(identifiers)
    people = _by_role(rows_by_key(_people_of, asked, viewer=viewer), language)
    rows = rows_by_key(_identified, asked, viewer=viewer)
    return tuple(_entry(row, people, language) for row in rows)


def contents_entries(documents: DocumentQuerySet, *, language: str) -> tuple[DocumentEntry, ...]:
    """Read documents as a table of contents shows them: no images and no links to people."""
    rows = documents.values_list(*_FIELDS)
    return tuple(_entry((*row, "", 0, 0), {}, language) for row in rows)


def _listed(documents: DocumentQuerySet, viewer: Viewer) -> QuerySet[Any, Row]:
    """Read the fields of an entry, and the first page's image where it may be shown."""
    surfaces = DocumentSurface.objects.shown_to(viewer).filter(
        document=OuterRef("pk"), surface__image__state=ImageState.READY
    )
    first = surfaces.order_by("position")
    images = {
        name: Subquery(first.values(f"surface__image__{field}")[:1])
        for name, field in _IMAGE_FIELDS.items()
    }
    return documents.annotate(**images).values_list(*_FIELDS, *images)


def _identified(viewer: Viewer, identifiers: list[str]) -> QuerySet[Any, Row]:
    return _listed(Document.objects.visible_to(viewer).filter(identifier__in=identifiers), viewer)


def _people(viewer: Viewer) -> QuerySet[Any, Row]:
    """Read who wrote and received documents, and whether the viewer may see them."""
    visible = Person.objects.visible_to(viewer).filter(pk=OuterRef("person_id"))
    wanted = (DocumentPerson.Role.AUTHOR, DocumentPerson.Role.RECIPIENT)
    return (
        DocumentPerson.objects.filter(role__in=wanted)
        .annotate(is_visible=Exists(visible))
        .order_by("position")
        .values_list("document_id", "role", "is_visible", *_PERSON_FIELDS)
    )


def _people_of(viewer: Viewer, identifiers: list[str]) -> QuerySet[Any, Row]:
    return _people(viewer).filter(document__identifier__in=identifiers)


def _by_role(rows: Iterable[Row], language: str) -> _People:
    found: _People = defaultdict(list)
    for document, role, is_visible, wording, slug, name, names in rows:
        if is_visible:
            said = localised_name(name, names or (), language)
            found[document, role].append(PersonLink(said, addresses.person(slug)))
        elif wording:
            found[document, role].append(PersonLink(Localised(wording)))
    return found


def _thumbnail(row: dict[str, Any]) -> str:
    """Address the first page's image in the smallest size that is kept ready made."""
    if not row["image"]:
        return ""
    sizes = level_sizes(row["image_width"], row["image_height"])
    width = next((w for w, _ in reversed(sizes) if w >= THUMBNAIL_PX), sizes[0][0])
    return f"{addresses.image_service(row['image'])}/full/{width},/0/default.jpg"


def _entry(values: Sequence[Any], people: _People, language: str) -> DocumentEntry:
    row = dict(zip((*_FIELDS, *_IMAGE_FIELDS), values, strict=True))
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
