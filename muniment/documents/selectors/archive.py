"""Where the originals lie: repositories, and the hierarchy of their units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised, other_forms
from muniment.documents.models import Repository, Unit
from muniment.documents.models.archive import UnitQuerySet
from muniment.documents.selectors.entries import PAGE_SIZE, DocumentEntry, document_entries, items
from muniment.documents.selectors.errors import RepositoryNotFound, UnitNotFound
from muniment.documents.selectors.holdings import by_repository, holdings
from muniment.documents.selectors.place import page_with
from muniment.ui.dates import date_words
from muniment.ui.paging import Paging

WHOLE_TREE = 200
"""Up to so many units below it, a unit shows its whole tree; else its children only."""

CHILDREN_SIZE = 100


@dataclass(frozen=True, slots=True)
class RepositoryCard:
    """A repository in a list."""

    href: str
    name: Localised
    abbreviation: str
    country: str
    units: int
    documents: int


@dataclass(frozen=True, slots=True)
class RepositoriesScreen:
    """The institutions that hold originals."""

    repositories: tuple[RepositoryCard, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in a tree; `below` counts the units under it, shown or not."""

    href: str
    title: Localised
    level: str
    reference_code: str
    dates: str
    documents: int
    below: int
    children: tuple[UnitNode, ...]


@dataclass(frozen=True, slots=True)
class RepositoryScreen:
    """A repository and its units."""

    href: str
    name: Localised
    abbreviation: str
    country: str
    units: tuple[UnitNode, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A unit above, for the way back."""

    href: str
    title: Localised
    reference_code: str


@dataclass(frozen=True, slots=True)
class UnitScreen:
    """An archival unit (ISAD(G) 3.1): its description, what it consists of, its documents."""

    href: str
    repository: Localised
    repository_href: str
    ancestors: tuple[Ancestor, ...]
    title: Localised
    other_titles: tuple[Localised, ...]  # in the other languages that the archive has
    level: str
    reference_code: str
    dates: str
    extent: str
    scope_note: tuple[str, ...]
    languages: tuple[str, ...]
    containers: str
    digital_objects: tuple[str, ...]
    below: int
    units: tuple[UnitNode, ...]
    units_paging: Paging
    documents: tuple[DocumentEntry, ...]
    paging: Paging


def repositories_screen(page: str, *, viewer: Viewer, language: str) -> RepositoriesScreen:
    """Read a page of the repositories that have units a viewer may see. Three queries."""
    visible = Unit.objects.visible_to(viewer)
    found = Repository.objects.annotate(n=Count("units", filter=Q(units__in=visible))).filter(
        n__gt=0
    )
    paging = Paging.of(page, total=found.count(), size=PAGE_SIZE)
    held = by_repository(holdings(viewer))
    return RepositoriesScreen(
        tuple(
            RepositoryCard(
                href=addresses.repository(repository.slug),
                name=localised(repository.name, repository.names, language),
                abbreviation=repository.abbreviation,
                country=repository.country,
                units=repository.n,
                documents=held[repository.pk].documents if repository.pk in held else 0,
            )
            for repository in found.order_by("name")[paging.start : paging.stop]
        ),
        paging,
    )


def repository_screen(slug: str, page: str, *, viewer: Viewer, language: str) -> RepositoryScreen:
    """Read a repository and its units, all or those of the first rank.

    :raises RepositoryNotFound: none of this slug with a unit that the viewer may see.
    Four queries.
    """
    repository = Repository.objects.filter(slug=slug).first()
    if repository is None:
        raise RepositoryNotFound(slug)
    units = Unit.objects.visible_to(viewer).filter(repository=repository)
    tree = _Tree(units, repository.slug, viewer=viewer, language=language)
    if not tree.size:
        raise RepositoryNotFound(slug)
    nodes, paging = tree.page_of_children(None, page)
    return RepositoryScreen(
        href=addresses.repository(slug),
        name=localised(repository.name, repository.names, language),
        abbreviation=repository.abbreviation,
        country=repository.country,
        units=nodes,
        paging=paging,
    )


def unit_screen(
    repository: str,
    slug: str,
    pages: tuple[str, str],
    *,
    viewer: Viewer,
    language: str,
    at: str = "",
) -> UnitScreen:
    """Read a unit, with the pages of its documents and of its units that are asked for.

    Without a page of documents, it is that on which document `at` stands.
    :raises UnitNotFound: none of this slug that the viewer may see.
    Seven queries, two more with `at`.
    """
    visible = Unit.objects.visible_to(viewer).select_related("repository")
    unit = visible.filter(repository__slug=repository, slug=slug).first()
    if unit is None:
        raise UnitNotFound(repository, slug)
    below = Unit.objects.visible_to(viewer).filter(
        package=unit.package_id, path__startswith=f"{unit.path}/"
    )
    tree = _Tree(below, repository, viewer=viewer, language=language)
    nodes, units_paging = tree.page_of_children(unit.pk, pages[1])
    own = items(viewer).filter(unit=unit)
    page = pages[0] or (at and page_with(own, at, by="unit_position", size=PAGE_SIZE))
    paging = Paging.of(page, total=own.count(), size=PAGE_SIZE)
    ordered = own.order_by("unit_position", "date_earliest", "pk")[paging.start : paging.stop]
    title = localised(unit.title, unit.titles, language)
    return UnitScreen(
        href=addresses.unit(repository, slug),
        repository=localised(unit.repository.name, unit.repository.names, language),
        repository_href=addresses.repository(repository),
        ancestors=_ancestors(unit, viewer=viewer, language=language),
        title=title,
        other_titles=other_forms(title, unit.title, unit.titles),
        level=unit.level,
        reference_code=unit.reference_code,
        dates=date_words(unit.date_edtf, language) or unit.date_wording,
        extent=unit.extent,
        scope_note=tuple(filter(None, unit.scope_note.split("\n\n"))),
        languages=tuple(unit.languages),
        containers=unit.containers,
        digital_objects=tuple(unit.digital_objects),
        below=tree.size,
        units=nodes,
        units_paging=units_paging,
        documents=document_entries(ordered, viewer=viewer, language=language),
        paging=paging,
    )


class _Tree:
    """The units below a place: few of them as a whole tree, many as children with numbers."""

    def __init__(
        self, units: UnitQuerySet, repository: str, *, viewer: Viewer, language: str
    ) -> None:
        self._units = units
        self._repository = repository
        self._language = language
        rows = units.order_by("package", "path").values_list("pk", "parent")
        self._parents: dict[int, int | None] = dict(rows)
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for pk, parent in self._parents.items():
            self._children[parent].append(pk)
        held = items(viewer).filter(unit__in=units.order_by().values("pk")).order_by()
        own = dict(held.values_list("unit").annotate(n=Count("pk")))
        self._documents = self._summed_upwards(own)
        self._below = self._summed_upwards(dict.fromkeys(self._parents, 1))
        self.size = len(self._parents)

    def _summed_upwards(self, own: dict[int, int]) -> dict[int, int]:
        """Add each unit's number to its own and to all above it."""
        sums: dict[int, int] = defaultdict(int)
        for pk, number in own.items():
            at: int | None = pk
            while at is not None and at in self._parents:
                sums[at] += number
                at = self._parents[at]
        return sums

    def page_of_children(
        self, parent: int | None, page: str
    ) -> tuple[tuple[UnitNode, ...], Paging]:
        """Give a page of the units right below, with all below them where they are few."""
        roots = self._children[parent]
        paging = Paging.of(page, total=len(roots), size=CHILDREN_SIZE)
        shown = roots[paging.start : paging.stop]
        wanted = list(self._parents) if self.size <= WHOLE_TREE else shown
        rows = self._units.in_bulk(wanted)
        return tuple(self._node(rows[pk], rows) for pk in shown if pk in rows), paging

    def _node(self, unit: Unit, rows: dict[int, Unit]) -> UnitNode:
        return UnitNode(
            href=addresses.unit(self._repository, unit.slug),
            title=localised(unit.title, unit.titles, self._language),
            level=unit.level,
            reference_code=unit.reference_code,
            dates=date_words(unit.date_edtf, self._language) or unit.date_wording,
            documents=self._documents[unit.pk],
            below=self._below[unit.pk] - 1,
            children=tuple(
                self._node(rows[pk], rows) for pk in self._children[unit.pk] if pk in rows
            ),
        )


def _ancestors(unit: Unit, *, viewer: Viewer, language: str) -> tuple[Ancestor, ...]:
    steps = unit.path.split("/")
    paths = ["/".join(steps[:n]) for n in range(1, len(steps))]
    found: Iterable[Unit] = (
        Unit.objects.visible_to(viewer)
        .filter(package=unit.package_id, path__in=paths)
        .order_by("depth")
    )
    return tuple(
        Ancestor(
            addresses.unit(unit.repository.slug, above.slug),
            localised(above.title, above.titles, language),
            above.reference_code,
        )
        for above in found
    )
