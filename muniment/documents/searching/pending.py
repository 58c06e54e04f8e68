"""Note what the index of search has to take up, in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterable

from django.db.models import Q

from muniment.access.services import on_tokens_changed
from muniment.documents.bulk import insert_rows
from muniment.documents.models import Collection, Document, PendingEntry, Unit, Volume
from muniment.documents.searching.owners import COLLECTION, PERSON, UNIT, VOLUME, owner_of
from muniment.documents.tasks import update_search
from muniment.jobs.queue import enqueue
from muniment.people.models import Person


def note_changed(owners: Iterable[str]) -> None:
    """Note owners, documents by their identifiers, and ask for the work."""
    rows = [(owner,) for owner in dict.fromkeys(owners)]
    if rows:
        insert_rows(PendingEntry, ("owner",), rows)
        enqueue(update_search)


def note_documents(which: Q) -> None:
    """Note all documents that meet a condition."""
    found = Document.objects.filter(which, is_withdrawn=False).order_by()
    note_changed(found.values_list("identifier", flat=True).distinct())


def note_people(pks: Several[int]) -> None:
    """Note people, new or changed, and the documents that they stand in."""
    pks = list(pks)
    for start in range(0, len(pks), 500):
        some = pks[start : start + 500]
        note_owners(Person, PERSON, Q(pk__in=some))
        note_documents(Q(people__person_id__in=some))


def note_units(pks: Several[int]) -> None:
    """Note units, new or changed, and their documents."""
    pks = list(pks)
    for start in range(0, len(pks), 500):
        some = pks[start : start + 500]
        _note_titles(Q(pk__in=some))
        note_documents(Q(unit_id__in=some))


def note_subtrees(pks: Several[int]) -> None:
    """Note the documents of units and of all below them."""
    for repository, path in Unit.objects.filter(pk__in=list(pks)).values_list(
        "repository_id", "path"
    ):
        below = Q(unit__path=path) | Q(unit__path__startswith=f"{path}/")
        note_documents(Q(unit__repository_id=repository) & below)


def note_owners(model: type[Collection | Person | Volume], kind: str, which: Q) -> None:
    """Note volumes, collections or people that meet a condition."""
    slugs = model._default_manager.filter(which).order_by().values_list("slug", flat=True)
    note_changed(owner_of(kind, slug) for slug in slugs)


def _note_titles(which: Q) -> None:
    units = Unit.objects.filter(which).order_by().with_place()
    note_changed(owner_of(UNIT, place) for place in units.values_list("place", flat=True))


def note_scopes(scopes: Several[int]) -> None:
    """Note everything whose tokens have changed, and what may speak of it."""
    within = list(scopes)
    note_owners(Volume, VOLUME, Q(scope_id__in=within))
    note_owners(Collection, COLLECTION, Q(scope_id__in=within))
    note_owners(Person, PERSON, Q(scope_id__in=within))
    _note_titles(Q(scope_id__in=within))
    note_documents(
        Q(scope_id__in=within)
        | Q(volume__scope_id__in=within)
        | Q(volume__collections__scope_id__in=within)
    )
    note_documents(Q(people__person__scope_id__in=within))
    units = Unit.objects.filter(Q(scope_id__in=within) | Q(collections__scope_id__in=within))
    roots = units.order_by("path").values_list("pk", "repository_id", "path")
    note_subtrees(_topmost(roots))


def _topmost(rows: Iterable[tuple[int, int, str]]) -> list[int]:
    """Leave out units that lie below others; rows come in the order of their paths."""
    kept: dict[tuple[int, str], int] = {}
    for pk, repository, path in rows:
        parts = path.split("/")
        above = ((repository, "/".join(parts[:n])) for n in range(1, len(parts)))
        if not any(key in kept for key in above):
            kept[repository, path] = pk
    return list(kept.values())


def follow_access() -> None:
    """Let changes of access be noted; called once, when the app is ready."""
    on_tokens_changed(note_scopes)
