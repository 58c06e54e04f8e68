"""Reads a file with the importer, for comparison with what the oracle counts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muniment.core.text.linearise import linearise
from muniment.sources.model import Level, Problems, SourceDocument
from muniment.sources.tei import load_profile, read_tei
from tests.fidelity.oracle import SPACE


@dataclass
class Read:
    """The documents of a file and the problems that were reported."""

    documents: list[SourceDocument]
    problems: Problems


def read_file(path: Path, table: dict[str, Any] | None = None) -> Read:
    """Read a file with no profile, or with the one given."""
    problems = Problems()
    opened = read_tei(path, name=path.name, profile=load_profile(table), problems=problems)
    return Read(list(opened.documents()), problems)


def tokens(text: str) -> list[str]:
    """Split into tokens as the oracle does."""
    return [token for token in SPACE.split(unicodedata.normalize("NFC", text)) if token]


def document_tokens(document: SourceDocument) -> list[list[str]]:
    """Give the tokens of each text of a document in the source's order."""
    return [tokens(linearise(text.tree)) for text in document.texts]


def errors(read: Read) -> list[str]:
    """Give the errors that were reported."""
    return [p.message for p in read.problems.all if p.level == Level.ERROR]
