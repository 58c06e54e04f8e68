"""What a group shares: each upper app registers its part in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from muniment.groups.models import Group
from muniment.groups.policies import Somebody


@dataclass(frozen=True, slots=True)
class GroupSection:
    """A part of a group's pages: `url_name` takes the group's identifier as `group`.

    `count` tells, in one query, how many things of it the viewer may see.
    """

    label: str | Promise
    url_name: str
    count: Callable[[Group, Somebody], int]
    order: int = 100


_SECTIONS: list[GroupSection] = []


def register(section: GroupSection) -> None:
    """Put a part into the head and the first page of every group."""
    if section not in _SECTIONS:
        _SECTIONS.append(section)
        _SECTIONS.sort(key=lambda each: each.order)


def sections() -> tuple[GroupSection, ...]:
    """Give the parts in their order."""
    return tuple(_SECTIONS)
