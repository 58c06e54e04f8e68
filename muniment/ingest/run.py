"""One package on its way into the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from muniment.core.revision import touch_revision
from muniment.documents.incoming import Holdings, Incoming, Known, Outcome, set_digest
from muniment.documents.models import Document
from muniment.documents.searching.pending import note_changed
from muniment.documents.services import known_documents, withdraw_documents, write_documents
from muniment.ingest import holdings as common
from muniment.ingest.corrections import passages_entries
from muniment.ingest.endings import missing_documents, note_missing
from muniment.ingest.register import Register
from muniment.ingest.source_files import KeptFiles, keep_files, record_files
from muniment.ingest.surfaces import SurfaceWriter
from muniment.ingest.tally import Reading, Tally
from muniment.passages.following import effects_noted
from muniment.sources.model import Level, SourcePackage

BATCH_DOCUMENTS = 50
BATCH_BYTES = 4 << 20
"""A batch ends with the document that brings its texts, as stored, to this size."""

OnDocuments = Callable[[int, int], None]


class ImportRun:
    """The import of one package; `run` may stop anywhere, and the next run goes on."""

    def __init__(self, source: SourcePackage, tally: Tally, *, on_documents: OnDocuments) -> None:
        self.source = source
        self.tally = tally
        self.reading = Reading(source)
        self.at = timezone.now()
        self._on_documents = on_documents
        self._home = Path(settings.MUNIMENT_HOME)

    def run(self, *, withdraw_missing: bool) -> None:
        """Write the package, a batch of whole documents in each transaction.

        :raises OSError, DatabaseError: the disk is full or fails; what is written stays whole.
        """
        files = keep_files(self.source, self._home)
        holdings = self._begin()
        known = known_documents(holdings.package)
        surfaces = SurfaceWriter(self.source.surfaces, holdings)
        for batch in batches(self.reading, holdings):
            for incoming in batch:
                incoming.known = known.get(incoming.key)
                incoming.source_sha256 = files.of(incoming.source.source)
            self._write(batch, holdings, surfaces)
            self._on_documents(len(self.reading.keys), max(len(self.reading.keys), len(known)))
        self._finish(holdings, known, files, withdraw_missing=withdraw_missing)

    def _begin(self) -> Holdings:
        """Write what is common to the documents, and that an import has begun."""
        with transaction.atomic():
            package = common.write_package(self.source)
            if package.import_began_at:
                self.reading.problems.add(
                    Level.NOTICE,
                    "import-resumed",
                    "The last import of this package did not finish; going on.",
                    cure="",
                )
            package.import_began_at = self.at
            package.save(update_fields=["import_began_at"])
            holdings = common.write_holdings(self.source, package)
            register = Register(self.source.register_name)
            register.write(self.source.people, scope=package.scope)
            if register.has_moved_keys:  # then no document's digest can be trusted
                Document.objects.filter(package=package).update(digest="")
        holdings.people, holdings.people_names = register.keys, register.names
        return holdings

    def _write(self, batch: list[Incoming], holdings: Holdings, surfaces: SurfaceWriter) -> None:
        left_out = {d.key for d in batch if self.reading.is_left_out(d)}
        going_in = [d for d in batch if d.key not in left_out]
        with effects_noted() as effects, transaction.atomic():
            are_surfaces_new = surfaces.write(going_in)
            scopes = _scopes(going_in, holdings)
            are_closed = _close([d for d in batch if d.key in left_out], holdings)
            identifiers = write_documents(holdings, going_in, scopes=scopes, at=self.at)
        if are_surfaces_new or are_closed or any(d.outcome != Outcome.UNCHANGED for d in going_in):
            touch_revision(self._home)
        for incoming in batch:
            outcome = Outcome.LEFT_OUT if incoming.key in left_out else incoming.outcome
            known = incoming.known.identifier if incoming.known else ""
            self.tally.add_document(incoming, identifier=identifiers.get(incoming.key, known))
            self.tally.add_outcome(outcome)
        self.tally.add_passages(passages_entries(effects))

    def _finish(
        self,
        holdings: Holdings,
        known: dict[str, Known],
        files: KeptFiles,
        *,
        withdraw_missing: bool,
    ) -> None:
        package, reading = holdings.package, self.reading
        missing = missing_documents(known, reading)
        note_missing(missing, reading.problems, withdraw=withdraw_missing)
        reading.note_common()
        with transaction.atomic():
            if withdraw_missing:
                withdraw_documents(list(missing), package=package, at=self.at)
            common.remove_stale_divisions(self.source, holdings)
            common.note_spans(holdings)
            record_files(package, files)
            package.imported_at, package.import_began_at = self.at, None
            package.save(update_fields=["imported_at", "import_began_at"])
        touch_revision(self._home)


def batches(reading: Reading, holdings: Holdings) -> Iterator[list[Incoming]]:
    """Gather documents, each with its digest and its places in the volume and the file."""
    places: Counter[tuple[str, str]] = Counter()
    batch: list[Incoming] = []
    size = 0
    for incoming in reading.documents():
        source = incoming.source
        incoming.volume_position = _place(places, "volume", source.volume)
        incoming.unit_position = _place(places, "unit", source.unit)
        set_digest(incoming, holdings)
        batch.append(incoming)
        size += sum(len(text.facts.tree_json) for text in incoming.texts)
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _place(places: Counter[tuple[str, str]], kind: str, key: str) -> int | None:
    if not key:
        return None
    places[kind, key] += 1
    return places[kind, key]


def _close(left_out: list[Incoming], holdings: Holdings) -> bool:
    """Close what the package closes, even where the rest of what it says cannot go in."""
    closed = [d for d in left_out if d.known and common.is_closed(d.source.access)]
    for incoming in closed:
        scope = common.document_scope(holdings.package, incoming.key, access=incoming.source.access)
        document = Document.objects.filter(package=holdings.package, key=incoming.key)
        document.update(scope=scope, digest="")  # so that the next import looks at it again
    note_changed(d.known.identifier for d in closed if d.known)
    return bool(closed)


def _scopes(batch: list[Incoming], holdings: Holdings) -> dict[str, int]:
    """Make the scopes of documents that are an exception from their package."""
    return {
        d.key: common.document_scope(holdings.package, d.key, access=d.source.access).pk
        for d in batch
        if d.source.access and d.outcome != Outcome.UNCHANGED
    }
