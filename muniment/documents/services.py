"""Write documents: whole batches of whole documents, each batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from muniment.documents.bulk import reserve_ids, update_rows
from muniment.documents.identifiers import mint
from muniment.documents.incoming import Holdings, Incoming, Known, Outcome
from muniment.documents.models import Document, DocumentPerson, DocumentSurface, Package
from muniment.documents.revising import revise_texts
from muniment.documents.rows import DOCUMENT_FIELDS, Rows, document_row
from muniment.documents.searching.pending import note_changed
from muniment.documents.succession import tell_new_versions


def known_documents(package: Package) -> dict[str, Known]:
    """Read what the archive has of a package, by the documents' keys. One query."""
    fields = ("key", "pk", *Known._fields[1:])
    rows = Document.objects.filter(package=package).values_list(*fields)
    return {key: Known(*rest) for key, *rest in rows.iterator(chunk_size=2000)}


def write_documents(
    holdings: Holdings, batch: Sequence[Incoming], *, scopes: dict[str, int], at: datetime
) -> dict[str, str]:
    """Write a batch in one transaction and give the identifiers by key.

    `scopes` holds the scope of each document that has one of its own, by its key. Unchanged
    documents are touched only where their place in the volume or file has moved.
    """
    new = [d for d in batch if d.outcome == Outcome.CREATED]
    changed = [d for d in batch if d.outcome == Outcome.UPDATED]
    unchanged = [d for d in batch if d.outcome == Outcome.UNCHANGED]
    with transaction.atomic():
        rows = Rows(holdings, [*new, *changed], at=at)
        identifiers = _add_new(rows, new, scopes)
        _change(rows, changed, scopes)
        _move(unchanged)
        rows.write()
        tell_new_versions(rows.successions)
        identifiers |= {d.key: d.known.identifier for d in batch if d.known}
        note_changed(identifiers[d.key] for d in (*new, *changed))
    return identifiers


def withdraw_documents(keys: Sequence[str], *, package: Package, at: datetime) -> int:
    """Withdraw documents: they are kept and shown to nobody. Say how many."""
    count = 0
    with transaction.atomic():
        for start in range(0, len(keys), 500):
            gone = Document.objects.filter(
                package=package, key__in=keys[start : start + 500], is_withdrawn=False
            )
            note_changed(gone.values_list("identifier", flat=True))
            count += gone.update(is_withdrawn=True, changed_at=at)
    return count


def _add_new(rows: Rows, batch: Sequence[Incoming], scopes: dict[str, int]) -> dict[str, str]:
    ids = reserve_ids(Document, len(batch))
    names = mint(len(batch), at=rows.at)
    for pk, name, incoming in zip(ids, names, batch, strict=True):
        rows.add_document(pk, name, incoming, scope_id=scopes.get(incoming.key))
        for position, text in enumerate(incoming.texts):
            rows.add_text(pk, position, text)
    return {incoming.key: name for incoming, name in zip(batch, names, strict=True)}


def _change(rows: Rows, batch: Sequence[Incoming], scopes: dict[str, int]) -> None:
    changes = []
    for incoming in batch:
        assert incoming.known is not None
        pk = incoming.known.pk
        DocumentPerson.objects.filter(document=pk).delete()
        DocumentSurface.objects.filter(document=pk).delete()
        revise_texts(rows, pk, incoming)
        rows.add_people_and_surfaces(pk, incoming)
        row = document_row(rows, incoming, scope_id=scopes.get(incoming.key))
        changes.append((*row, pk))
    update_rows(Document, DOCUMENT_FIELDS, changes)


def _move(batch: Sequence[Incoming]) -> None:
    moved = []
    for d in batch:
        assert d.known is not None
        now = (d.volume_position, d.unit_position, d.source_sha256)
        was = (d.known.volume_position, d.known.unit_position, d.known.source_sha256)
        if now != was:
            moved.append((*now, d.known.pk))
    update_rows(Document, ("volume_position", "unit_position", "source_sha256"), moved)
