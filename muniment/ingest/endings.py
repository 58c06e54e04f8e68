"""What is said at the end of an import: who is missing, who is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from muniment.documents.incoming import Known
from muniment.ingest.tally import Reading
from muniment.sources.model import Level, Problems

_NAMED = 10


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
    names = _some(list(missing))
    done = "and were withdrawn" if withdraw else "and stay as they are"
    cure = "Import again with --withdraw-missing to withdraw them."
    problems.add(
        Level.NOTICE if withdraw else Level.WARNING,
        "document-missing",
        f"{len(missing):,} documents are no longer in the package {done}: {names}.",
        cure="" if withdraw else cure,
    )


def note_unknown_people(unknown: Counter[str], problems: Problems) -> None:
    """Report the references that no register answers, all in one."""
    if not unknown:
        return
    often = [ref for ref, _ in unknown.most_common(_NAMED)]
    problems.add(
        Level.NOTICE,
        "person-unknown",
        f"{len(unknown):,} references to people stand in no register of the package: "
        f"{_some(often, of=len(unknown))}.",
        cure="Add the register to the package; the references are kept until then.",
    )


def _some(names: list[str], *, of: int = 0) -> str:
    count = of or len(names)
    shown = ", ".join(f'"{name}"' for name in names[:_NAMED])
    return f"{shown} and {count - _NAMED:,} more" if count > _NAMED else shown
