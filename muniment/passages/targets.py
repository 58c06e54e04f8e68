"""What a reader's work is about, between the form that asks and the row that keeps it.

Every form and address that is about a document, a page or a passage names them by the same
fields: `document` (identifier), `page` (its key in the reader's address), and for a passage
`text` (its key), `version` (its number), `start` and `end` (code points of the canonical string,
end-exclusive) and `exact`, the words that stand there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """How much of a document a target is."""

    DOCUMENT = "document"
    PAGE = "page"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class ChosenPassage:
    """Words that somebody chose in a version of a text."""

    text: str
    version: int
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Target:
    """A document, or a page or a passage of it."""

    document: str
    page: str = ""
    passage: ChosenPassage | None = None

    @property
    def kind(self) -> TargetKind:
        """Say how much of the document it is."""
        if self.passage:
            return TargetKind.PASSAGE
        return TargetKind.PAGE if self.page else TargetKind.DOCUMENT
