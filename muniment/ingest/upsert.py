"""Bring a few rows up to what a package says: make the new, change what differs, leave the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def bring_up(row: M, wanted: Mapping[str, Any]) -> bool:
    """Save the fields that differ, and tell whether any did."""
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def bring_up_all(
    model: type[M],
    known: dict[str, M],
    wanted: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    fixed: Callable[[str, Mapping[str, Any]], Mapping[str, Any]],
) -> list[M]:
    """Do so for many rows by key, and add the new ones to `known`; give the old that changed.

    `fixed` gives what a new row has beside the wanted fields and keeps for ever: key, slug.
    """
    new: dict[str, M] = {}
    changed: list[M] = []
    for key, fields in wanted:
        if key in known:
            changed += [known[key]] if bring_up(known[key], fields) else []
        else:
            new[key] = model(**fixed(key, fields), **fields)
    model._default_manager.bulk_create(new.values(), batch_size=500)
    known.update(new)
    return changed


def by_language(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Make {language: text} of pairs."""
    return {language: text for language, text in pairs if text}
