"""Writing: entries into the library's own, and the one writer."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from muniment.search import fields
from muniment.search.base import Entry
from muniment.search.tantivy.folder import WriterLock
from muniment.search.tantivy.schema import KIND, STORED, STORED_OWNER

MEMORY_BYTES = 64_000_000  # of each thread, before it writes a segment


class TantivyWriter:
    """The one writer of an index; it holds the lock until it is closed."""

    def __init__(self, index: tantivy.Index, lock: WriterLock) -> None:
        self._lock = lock
        self._writer: tantivy.IndexWriter | None = index.writer(MEMORY_BYTES, 1)

    def replace(self, owner: str, entries: Iterable[Entry]) -> None:
        """Put an owner's entries in place of those it had; none at all deletes."""
        writer = self._open()
        writer.delete_documents_by_term(fields.OWNER, owner)
        add_entries(writer, owner, entries)

    def commit(self) -> None:
        """Let readers see it, durably."""
        self._open().commit()

    def close(self) -> None:
        """Give the lock back; what was not committed is lost."""
        writer, self._writer = self._writer, None
        if writer is None:
            return
        try:
            writer.rollback()
            writer.wait_merging_threads()
        finally:
            self._lock.release()

    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise ValueError("This writer was closed. Open another one.")
        return self._writer


def add_entries(writer: tantivy.IndexWriter, owner: str, entries: Iterable[Entry]) -> None:
    """Add the entries of an owner."""
    for entry in entries:
        writer.add_document(_document(owner, entry))


def _document(owner: str, entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    add = document.add_text
    add(KIND, entry.kind)
    add(fields.OWNER, owner)
    add(STORED_OWNER, owner)
    for name, runs in entry.texts.items():
        for run in runs:
            add(name, run)
    for name, tokens in entry.tags.items():
        for token in tokens:
            add(name, token)
    for name, value in entry.order.items():
        add(name, value)
    for name, number in entry.numbers.items():
        document.add_integer(name, number)
    if entry.stored:
        document.add_bytes(STORED, entry.stored)
    return document
