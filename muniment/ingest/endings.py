"""What is said at the end of an import of the documents that are gone."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.documents.incoming import Known
from muniment.ingest.tally import Reading
from muniment.ingest.wording import some
from muniment.sources.model import Level, Problems
from muniment.sources.wording import counted


def missing_documents(known: Mapping[str, Known], reading: Reading) -> dict[str, Known]:
    """Give the documents that the package has no more.

    Those of a file that could not be read are not gone; they stay as they were.
    """
    broken = reading.broken_files()
    if "" in broken:
        return {}
    return {
        key: document
        for key, document in known.items()
        if key not in reading.keys and not document.is_withdrawn and document.source not in broken
    }


def note_missing(missing: Mapping[str, Known], problems: Problems, *, withdraw: bool) -> None:
    """Report the documents that are gone from the package."""
    if not missing:
        return
    names = some(list(missing))
    done = "and now withdrawn" if withdraw else "and stays as it was"
    if len(missing) > 1:
        done = "and were withdrawn" if withdraw else "and stay as they are"
    cure = "Import again with --withdraw-missing to withdraw them."
    problems.add(
        Level.NOTICE if withdraw else Level.WARNING,
        "document-missing",
        f"{counted(len(missing), 'document is', 'documents are')} no longer in the package {done}: "
        f"{names}.",
        cure="" if withdraw else cure,
        file=next(iter(missing.values())).source,
    )
