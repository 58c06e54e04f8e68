"""One TEI file: what is common to it, then its documents one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from muniment.sources.model import (
    Problems,
    SourceDivision,
    SourceDocument,
    SourcePerson,
    SourceVolume,
)
from muniment.sources.tei.profile import TeiProfile


@dataclass(slots=True)
class TeiFile:
    """What a TEI file holds. `documents()` builds one document at a time, and may run again.

    `volume` is None where the file is a single document. Division keys are the divisions'
    xml:ids, else made from their place; a document's `volume` and `division` name them.
    `people` are the entries of registers inside the file. `surfaces` are (key, image name) of a
    ``facsimile``. `choices` are sentences that say what was taken for what; documents add to it.
    `is_register` says that the file holds a register of people and no text to read.
    """

    name: str
    documents: Callable[[], Iterator[SourceDocument]]
    volume: SourceVolume | None = None
    divisions: list[SourceDivision] = field(default_factory=list)
    people: list[SourcePerson] = field(default_factory=list)
    surfaces: list[tuple[str, str]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    document_count: int = 0
    is_register: bool = False


def read_tei(
    path: Path,
    *,
    name: str,
    profile: TeiProfile,
    problems: Problems,
    attested: Callable[[str], bool] | None = None,
) -> TeiFile:
    """Parse a TEI file and read what is common to it; its documents are built when asked for.

    `name` is the path inside the package, used in problems and as the documents' `source`.
    `attested` says whether a word occurs elsewhere in the same volume, for hyphens at line ends;
    without it only the file itself is asked. The parsed file is held until `documents()` has run
    once; after that it is parsed again when needed, so keep few TeiFiles whose documents wait.

    :raises XmlNotReadable: the file is not XML, or not safe.
    """
    raise NotImplementedError
