"""Bring the index of search up to what the database holds: the changes alone, or all anew."""

from __future__ import annotations

import fcntl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from muniment.core.garbage import rare_collection
from muniment.documents.models import Collection, Document, PendingEntry, Unit, Volume
from muniment.documents.searching.index import engine
from muniment.documents.searching.owners import (
    COLLECTION,
    DOCUMENT,
    PERSON,
    UNIT,
    VOLUME,
    kind_of,
    owner_of,
    slug_of,
)
from muniment.documents.searching.records import document_records
from muniment.documents.searching.suggestions import document_suggestion, suggestion_records
from muniment.people.models import Person
from muniment.search.base import Engine, Entry, IndexBusy, Writer
from muniment.search.entries import entries_of, suggestion_entries

BATCH = 100
COMMIT_SECONDS = 1.0  # a commit takes as long as a batch of documents
LOCK = "search.lock"
WAIT_SECONDS = 60.0
LOOK_SECONDS = 0.1

Owned = tuple[str, tuple[Entry, ...]]
OnProgress = Callable[[int, int], None]


def bring_up_to_date(
    *, on_progress: OnProgress | None = None, wait_seconds: float = WAIT_SECONDS
) -> int:
    """Take up what has changed, or build the index where it is missing or old; say how many.

    :raises IndexBusy: another process has been at it for all that time.
    """
    with _one_at_a_time(wait_seconds):
        index = engine()
        if index.needs_rebuild():
            return _rebuild(index, on_progress)
        return _take_up(index, on_progress)


def rebuild(*, on_progress: OnProgress | None = None, wait_seconds: float = WAIT_SECONDS) -> int:
    """Build the index beside the live one and swap them; give the number of documents.

    :raises IndexBusy: another process has been at it for all that time.
    """
    with _one_at_a_time(wait_seconds):
        return _rebuild(engine(), on_progress)


def entries_by_owner(owners: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    """Give what owners have in the index now; one that has gone or is withdrawn has nothing.

    A document brings the suggestion of its title, and of what else it offers, with it.
    """
    by_kind: dict[str, list[str]] = defaultdict(list)
    for owner in owners:
        by_kind[kind_of(owner)].append(slug_of(owner))
    documents = by_kind.pop("", [])
    found: dict[str, tuple[Entry, ...]] = dict.fromkeys(documents, ())
    found |= dict.fromkeys((owner_of(DOCUMENT, identifier) for identifier in documents), ())
    for identifier, document in document_records(documents).items():
        found[identifier] = entries_of(document)
        found[owner_of(DOCUMENT, identifier)] = suggestion_entries([document_suggestion(document)])
    for kind, slugs in by_kind.items():
        found |= {owner_of(kind, slug): () for slug in slugs}
        records = suggestion_records(kind, slugs)
        found |= {key: suggestion_entries([record]) for key, record in records.items()}
    return found


def _take_up(index: Engine, on_progress: OnProgress | None) -> int:
    """Take up the rows there are and those that come meanwhile, as many as can be in a commit."""
    done = 0
    waiting = PendingEntry.objects.order_by("pk")
    if not waiting.exists():
        return 0
    total = waiting.count() if on_progress else 0
    with closing(index.writer(wait_seconds=WAIT_SECONDS)) as writer, rare_collection():
        while taken := _take_up_some(writer, waiting):
            writer.commit()
            _remove(taken)
            done += len(taken)
            if on_progress:
                on_progress(done, max(done, total))
    return done


def _take_up_some(writer: Writer, waiting: QuerySet[PendingEntry]) -> list[int]:
    """Take up rows until there are none or it is time that they are found; give their keys."""
    taken: list[int] = []
    until = time.monotonic() + COMMIT_SECONDS
    while rows := list(waiting.values_list("pk", "owner")[len(taken) : len(taken) + BATCH]):
        for owner, entries in entries_by_owner(dict.fromkeys(o for _, o in rows)).items():
            writer.replace(owner, entries)
        taken += [pk for pk, _ in rows]
        if len(rows) < BATCH or time.monotonic() > until:
            break
    return taken


def _rebuild(index: Engine, on_progress: OnProgress | None) -> int:
    """Build all anew; what was pending before it began is then taken up, too."""
    pending = list(PendingEntry.objects.values_list("pk", flat=True))
    total = Document.objects.count()
    done = 0

    def batches() -> Iterator[Iterator[Owned]]:
        nonlocal done
        for batch in _all_owners():
            yield iter(entries_by_owner(batch).items())
            done += sum(not kind_of(owner) for owner in batch)
            if on_progress:
                on_progress(done, max(done, total))

    index.rebuild(batches())
    _remove(pending)
    _take_up(index, None)
    return done


def _all_owners() -> Iterator[list[str]]:
    documents = Document.objects.filter(is_withdrawn=False)
    yield from _batches("", documents, "identifier")
    yield from _batches(VOLUME, Volume.objects.all(), "slug")
    yield from _batches(COLLECTION, Collection.objects.all(), "slug")
    yield from _batches(PERSON, Person.objects.all(), "slug")
    yield from _batches(UNIT, Unit.objects.with_place(), "place")


def _batches(kind: str, rows: QuerySet, name: str) -> Iterator[list[str]]:  # type: ignore[type-arg]
    """Page through owners by primary key: no query stays open while the index is written."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", name)[:BATCH]):
        last = found[-1][0]
        yield [owner_of(kind, slug) if kind else slug for _, slug in found]


def _remove(pks: Sequence[int]) -> None:
    for start in range(0, len(pks), 500):
        PendingEntry.objects.filter(pk__in=pks[start : start + 500]).delete()


@contextmanager
def _one_at_a_time(wait_seconds: float) -> Iterator[None]:
    """Keep others from writing meanwhile; a killed process holds nothing."""
    path = Path(settings.MUNIMENT_HOME) / LOCK
    until = time.monotonic() + wait_seconds
    with path.open("w", encoding="ascii") as file:
        while not _locked(file.fileno()):
            if time.monotonic() > until:
                raise IndexBusy("Another process is writing the index. Try again later.")
            time.sleep(LOOK_SECONDS)
        yield


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
