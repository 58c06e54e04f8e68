"""The people whom a set of documents names, with what they are to how many of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised_name
from muniment.documents.models import DocumentPerson
from muniment.documents.models.document import DocumentQuerySet
from muniment.people.models import Person
from muniment.ui.paging import Paging

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody, and how many documents are by, to or naming him."""

    href: str
    name: Localised
    written: int
    received: int
    naming: int


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """A page of people in the order of their names."""

    people: tuple[NamedPerson, ...]
    paging: Paging


def named_people(
    documents: DocumentQuerySet, page: str, *, viewer: Viewer, language: str
) -> NamedPeople:
    """Read a page of the people in some documents. Two queries."""
    roles = DocumentPerson.Role
    mentions = DocumentPerson.objects.filter(
        document__in=documents.order_by().values("pk"),
        person__in=Person.objects.visible_to(viewer).order_by().values("pk"),
    ).order_by()
    total = mentions.aggregate(n=Count("person", distinct=True))["n"]
    paging = Paging.of(page, total=total, size=PAGE_SIZE)
    rows = (
        mentions.values(
            slug=F("person__slug"),
            name=F("person__name"),
            names=F("person__names"),
            sort_name=F("person__sort_name"),
        )
        .annotate(
            written=Count("document", distinct=True, filter=Q(role=roles.AUTHOR)),
            received=Count("document", distinct=True, filter=Q(role=roles.RECIPIENT)),
            naming=Count("document", distinct=True, filter=Q(role=roles.NAMED)),
        )
        .order_by("sort_name", "slug")[paging.start : paging.stop]
    )
    return NamedPeople(
        tuple(
            NamedPerson(
                href=addresses.person(row["slug"]),
                name=localised_name(row["name"], row["names"], language),
                written=row["written"],
                received=row["received"],
                naming=row["naming"],
            )
            for row in rows
        ),
        paging,
    )
