"""Two people change one thing: the second is told, and neither wording is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import F, Model, QuerySet

_M = TypeVar("_M", bound=Model)


class Conflict(Exception, Generic[_M]):
    """Somebody else changed this since the form was opened; `current` is the row as it is now."""

    def __init__(self, current: _M) -> None:
        super().__init__("Somebody else changed this since the form was opened.")
        self.current = current


@dataclass(frozen=True, slots=True)
class Theirs:
    """One field as somebody else has left it, shown beside the form (`ui/_conflict.html`)."""

    label: str
    value: str


def change(row: _M, *, rows: QuerySet[_M], revision: int | None, **fields: object) -> _M:
    """Set fields of a row and raise its `revision`. One statement.

    Without a `revision` the row is changed whatever it is now.
    :raises Conflict: it has another revision than the form that asks.
    """
    wanted = rows.filter(pk=row.pk)
    if revision is not None:
        wanted = wanted.filter(revision=revision)
    if not wanted.update(revision=F("revision") + 1, **fields):
        raise Conflict(rows.get(pk=row.pk))
    row.refresh_from_db()
    return row


def revision_of(text: str) -> int | None:
    """Read the hidden field of a form; None where it is not a number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
