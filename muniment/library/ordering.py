"""Put a row elsewhere among its siblings: a few statements, however many siblings there are."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Max, Q

_Row = TypeVar("_Row", bound=models.Model)


class Step(StrEnum):
    """One place towards the beginning of a list, or towards its end."""

    UP = "up"
    DOWN = "down"


def last_position(siblings: models.QuerySet[Any]) -> int:
    """Give the position behind all."""
    last = siblings.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def put_before(row: _Row, other: _Row | None, *, siblings: models.QuerySet[_Row]) -> None:
    """Put a row before another of its siblings, or behind all. To be called in a transaction."""
    if other is None:
        _set(row, last_position(siblings.exclude(pk=row.pk)))
        return
    positions = dict(siblings.filter(pk__in=(row.pk, other.pk)).values_list("pk", "position"))
    old, new = positions[row.pk], positions[other.pk]
    if new > old:  # those between move up by one, to where the row stood
        between = siblings.filter(position__gt=old, position__lt=new)
        between.update(position=F("position") - 1)
        _set(row, new - 1)
    else:
        between = siblings.filter(position__gte=new, position__lte=old).exclude(pk=row.pk)
        between.update(position=F("position") + 1)
        _set(row, new)


def step(row: _Row, direction: Step, *, siblings: models.QuerySet[_Row]) -> None:
    """Move a row by one place; at the end of its list it stays. To be called in a transaction."""
    here = siblings.values_list("position", flat=True).get(pk=row.pk)
    if direction is Step.UP:
        before = Q(position__lt=here) | Q(position=here, pk__lt=row.pk)
        other = siblings.filter(before).order_by("-position", "-pk").first()
        if other is not None:
            put_before(row, other, siblings=siblings)
        return
    after = Q(position__gt=here) | Q(position=here, pk__gt=row.pk)
    others = list(siblings.filter(after).order_by("position", "pk")[:2])
    if others:
        put_before(row, others[1] if len(others) > 1 else None, siblings=siblings)


def _set(row: models.Model, position: int) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(position=position)
