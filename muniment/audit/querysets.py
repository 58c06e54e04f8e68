"""Chainable reads of entries, which nobody changes."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db import models


class EntryIsFinal(Exception):
    """An entry of the audit log can be neither changed nor deleted; add another one instead."""

    def __init__(self) -> None:
        super().__init__(str(self.__doc__))


class AuditQuerySet(models.QuerySet[Any]):
    """Reads of entries that chain."""

    def about(self, kind: str, identifier: str | int) -> Self:
        """Keep what was done to one thing."""
        return self.filter(subject_kind=kind, subject_id=str(identifier))

    def update(self, **_: Any) -> NoReturn:
        """Refuse."""
        raise EntryIsFinal

    def delete(self) -> NoReturn:
        """Refuse."""
        raise EntryIsFinal
