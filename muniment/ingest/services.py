"""Check packages, and bring them into the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError

from muniment.core.garbage import rare_collection
from muniment.documents.bulk import small_page_cache
from muniment.documents.incoming import Holdings, Outcome
from muniment.documents.models import Package
from muniment.documents.services import known_documents
from muniment.ingest.corrections import effects_of, passages_entries
from muniment.ingest.endings import missing_documents, note_missing
from muniment.ingest.failures import note_failure
from muniment.ingest.holdings import repository_name
from muniment.ingest.lock import ImportBusy, import_lock
from muniment.ingest.register import Register
from muniment.ingest.report import Report
from muniment.ingest.run import ImportRun, batches
from muniment.ingest.tally import Reading, Tally
from muniment.sources.model import Level, Problems, SourcePackage
from muniment.sources.package import read_package


class Progress(Protocol):
    """Whoever shows how far the work has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` pieces of a stage are done."""


def check_package(path: Path, *, progress: Progress | None = None) -> Report:
    """Read a package, count what is in it and what is wrong; write nothing, need no database."""
    tally = Tally()
    with closing(_read(path, progress)) as source:
        reading = Reading(source)
        for incoming in reading.documents():
            tally.add_document(incoming)
            if reading.is_left_out(incoming):
                tally.add_outcome(Outcome.LEFT_OUT)
        reading.note_common()
        tally.add_package(source, reading.problems)
    return tally.report()


def import_packages(
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    withdraw_missing: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring packages into the archive, or bring the archive up to them.

    A document with an error is left out and stays as it was; the others go in, a batch of whole
    documents in each transaction. Doing it again changes nothing.
    """
    tally = Tally()
    try:
        lock = import_lock(Path(settings.MUNIMENT_HOME), on_wait=_waiting(progress))
        with lock, rare_collection():
            for path in paths:
                with closing(_read(path, progress)) as source:
                    if dry_run:
                        rehearse_package(source, tally, withdraw_missing=withdraw_missing)
                    else:
                        import_package(
                            source, tally, withdraw_missing=withdraw_missing, progress=progress
                        )
    except ImportBusy as busy:
        problems = Problems()
        problems.add(Level.ERROR, "import-busy", str(busy), cure="")
        tally.add_problems(problems)
    return tally.report()


def import_package(
    source: SourcePackage,
    tally: Tally,
    *,
    withdraw_missing: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write one package that was read; the caller holds the lock."""
    run = ImportRun(source, tally, on_documents=_documents(progress))
    if not _is_hopeless(source):
        try:
            with small_page_cache():
                run.run(withdraw_missing=withdraw_missing)
        except (OSError, DatabaseError) as error:
            home = Path(settings.MUNIMENT_HOME)
            note_failure(error, run.reading.problems, home=home)
    tally.add_package(source, run.reading.problems)


def rehearse_package(
    source: SourcePackage, tally: Tally, *, withdraw_missing: bool = False
) -> None:
    """Say what an import of one package would change, and change nothing."""
    reading = Reading(source)
    package = Package.objects.filter(identifier=source.identifier).first()
    known = known_documents(package) if package else {}
    for batch in batches(reading, _rehearsal_holdings(source, package)):
        going_in = []
        for incoming in batch:
            incoming.known = known.get(incoming.key)
            identifier = incoming.known.identifier if incoming.known else ""
            is_left_out = reading.is_left_out(incoming)
            going_in += [] if is_left_out else [incoming]
            tally.add_document(incoming, identifier=identifier)
            tally.add_outcome(Outcome.LEFT_OUT if is_left_out else incoming.outcome)
        tally.add_passages(passages_entries(effects_of(going_in)))
    missing = missing_documents(known, reading)
    note_missing(missing, reading.problems, withdraw=withdraw_missing)
    reading.note_common()
    tally.add_package(source, reading.problems)


def _rehearsal_holdings(source: SourcePackage, package: Package | None) -> Holdings:
    """Give what digests depend on: the repository's name and which references are answered."""
    people = Register(source.register_name).keys
    people |= {key: -1 for person in source.people for key in person.ids if key not in people}
    holdings = Holdings(package or Package(identifier=source.identifier), 0, people=people)
    holdings.repository_name = repository_name(source)
    return holdings


def _is_hopeless(source: SourcePackage) -> bool:
    """Tell whether the package could not be opened at all, so that nothing is to be written."""
    return bool(source.problems.errors()) and not source.files


def _read(path: Path, progress: Progress | None) -> SourcePackage:
    def show(done: int, total: int, name: str) -> None:
        if progress:
            progress("Reading files", done, total)

    return read_package(path, progress=show)


def _documents(progress: Progress | None) -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        if progress:
            progress("Writing documents", done, total)

    return show


def _waiting(progress: Progress | None) -> Callable[[], None]:
    def show() -> None:
        if progress:
            progress("Waiting for another import to end", 0, 1)

    return show
