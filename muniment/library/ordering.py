"""Put a row elsewhere among its siblings: a few statements, however many siblings there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

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


@dataclass(frozen=True, slots=True)
class Move(Generic[_Row]):
    """Where a row is to go: one place on, before another, after another; else behind all."""

    step: Step | None = None
    before: _Row | None = None
    after: _Row | None = None


def move(row: _Row, to: Move[_Row], *, siblings: models.QuerySet[_Row]) -> None:
    """Put a row elsewhere among its siblings. To be called in a transaction.

    What is no sibling of it moves nothing.
    """
    if to.step:
        _step(row, to.step, siblings=siblings)
    elif to.before:
        _put_before(row, to.before, siblings=siblings)
    elif to.after:
        _step_behind(row, to.after, siblings=siblings)
    else:
        _put_last(row, siblings=siblings)


def _put_before(row: _Row, other: _Row, *, siblings: models.QuerySet[_Row]) -> None:
    positions = dict(siblings.filter(pk__in=(row.pk, other.pk)).values_list("pk", "position"))
    if len(positions) < 2:
        return
    old, new = positions[row.pk], positions[other.pk]
    if new > old:  # those between move up by one, to where the row stood
        between = siblings.filter(position__gt=old, position__lt=new)
        between.update(position=F("position") - 1)
        _set(row, new - 1)
    else:
        between = siblings.filter(position__gte=new, position__lte=old).exclude(pk=row.pk)
        between.update(position=F("position") + 1)
        _set(row, new)


def _put_last(row: _Row, *, siblings: models.QuerySet[_Row]) -> None:
    _set(row, last_position(siblings.exclude(pk=row.pk)))


def _step(row: _Row, direction: Step, *, siblings: models.QuerySet[_Row]) -> None:
    others = siblings.exclude(pk=row.pk)
    if direction is Step.UP:
        other = others.filter(_stands_before(row, siblings)).order_by("-position", "-pk").first()
        if other is not None:
            _put_before(row, other, siblings=siblings)
        return
    following = others.filter(~_stands_before(row, siblings)).order_by("position", "pk").first()
    if following is not None:
        _step_behind(row, following, siblings=siblings)


def _step_behind(row: _Row, other: _Row, *, siblings: models.QuerySet[_Row]) -> None:
    if not siblings.filter(pk=other.pk).exists():
        return
    others = siblings.exclude(pk__in=(row.pk, other.pk))
    following = others.filter(~_stands_before(other, siblings)).order_by("position", "pk").first()
    if following is None:
        _put_last(row, siblings=siblings)
    else:
        _put_before(row, following, siblings=siblings)


def _stands_before(row: _Row, siblings: models.QuerySet[_Row]) -> Q:
    """Tell what stands before a row, wherever that is now."""
    here = siblings.values_list("position", flat=True).get(pk=row.pk)
    return Q(position__lt=here) | Q(position=here, pk__lt=row.pk)


def _set(row: models.Model, position: int) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(position=position)
