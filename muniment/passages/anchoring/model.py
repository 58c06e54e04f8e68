"""What goes into anchoring and what comes out.

All positions are code points of a canonical string, end-exclusive, unless a block is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of one version of a text: the id of its block, and its plain string."""

    block: str
    plain: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a canonical string. It may run over leaves, and into the notes' leaves."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selectors:
    """Three ways to say which words are meant (Web Annotation Data Model, 4.2).

    `prefix` and `suffix` are up to 32 characters; the offsets are within the two blocks.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    first_block: str
    first_offset: int
    last_block: str
    last_offset: int


class Status(StrEnum):
    """What became of a passage: unchanged (in its place or at another), changed, or gone."""

    SAME = "same"
    MOVED = "moved"
    EDITED = "edited"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands in a version.

    That of an orphan is empty: it lies where the words before the passage end now, for lists in
    the order of the text, and is no claim about the passage.
    """

    status: Status
    start: int
    end: int
