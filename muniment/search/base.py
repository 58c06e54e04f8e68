"""What every engine can do. One suite of tests holds all engines to it.

An engine keeps three kinds of entries: of documents, of pages and of suggestions (see
`entries`). It knows tokens and fields, not languages, names or access: those are in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from muniment.search.plan import Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """What one document, page or suggestion puts into the index.

    `owner` is the identifier of its document (or the key of the suggestion): entries are replaced
    and deleted by owner. `texts` are tokens with spaces between them, several runs a field (a
    phrase does not cross runs); `tags` are whole tokens; `numbers` are for ranges and order;
    `stored` comes back with a hit.
    """

    kind: str  # "document", "page", "suggestion"
    owner: str
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    order: dict[str, str] = field(default_factory=dict)
    stored: bytes = b""


@dataclass(frozen=True, slots=True)
class Order:
    """By which field hits are ordered; "" is by score. Entries without the field come last."""

    field: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found."""

    owner: str
    score: float
    stored: bytes


@dataclass(frozen=True, slots=True)
class Hits:
    """A window of what was found, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class Reader(Protocol):
    """A consistent view of the index as of one commit."""

    def search(
        self, plan: Plan, *, kind: str, limit: int, offset: int = 0, order: Order = Order()
    ) -> Hits:
        """Find entries of one kind."""

    def count(self, plan: Plan, *, kind: str) -> int:
        """Count entries of one kind."""

    def facets(
        self, plan: Plan, *, sizes: Mapping[str, int]
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        """Count documents by the values of tag fields, most frequent first, then by value.

        `sizes` says of each field how many of its values are wanted.
        """

    def terms(self, field: str, prefix: str, *, limit: int) -> tuple[tuple[str, int], ...]:
        """List the most frequent tokens of a field that begin so, each with its number of entries.

        Entries that were replaced may be counted for a while.
        """

    def languages(self) -> frozenset[str]:
        """Give the languages whose stems the index holds."""


class Writer(Protocol):
    """The one writer. Nothing is seen by readers before `commit`."""

    def replace(self, owner: str, entries: Iterable[Entry]) -> None:
        """Put an owner's entries in place of those it had; none at all deletes."""

    def commit(self) -> None:
        """Let readers see it, durably."""

    def close(self) -> None:
        """Give the lock back; what was not committed is lost."""


class Engine(Protocol):
    """An index that processes share: many read, one writes."""

    def reader(self) -> Reader:
        """Give the newest committed state. An index that is missing or old reads as empty."""

    def writer(self, *, wait_seconds: float = 60.0) -> Writer:
        """Open the writer, waiting for another to finish.

        :raises IndexBusy: another process kept it for all that time.
        """

    def rebuild(self, batches: Iterable[Iterable[tuple[str, Iterable[Entry]]]]) -> None:
        """Build a new index beside the live one from (owner, entries), then swap them."""

    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, damaged or of an older schema."""


class IndexBusy(Exception):
    """Another process is writing the index. Try again when it has finished."""
