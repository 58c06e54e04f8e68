"""The head of every page of a group."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from muniment.groups.models import Membership, Role
from muniment.groups.policies import Act, may
from muniment.groups.sections import sections


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a group."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A group as every page of it names it; upper apps show it above their own pages too."""

    identifier: str
    name: str
    href: str
    role: str
    role_label: str
    tabs: tuple[Tab, ...]

    def may(self, act: Act) -> bool:
        """Tell whether the viewer may do this here."""
        return may(self.role, act)


def head_of(mine: Membership) -> GroupHead:
    """Put together the head of a group for one of its members. No query."""
    group = mine.group
    return GroupHead(
        identifier=group.identifier,
        name=group.name,
        href=_address("groups:group", mine),
        role=mine.role,
        role_label=str(Role(mine.role).label),
        tabs=_tabs(mine),
    )


def _tabs(mine: Membership) -> tuple[Tab, ...]:
    entries = [(gettext("Overview"), "groups:group")]
    entries += [(str(section.label), section.url_name) for section in sections()]
    entries += [(gettext("Members"), "groups:members"), (gettext("Activity"), "groups:activity")]
    if may(mine.role, Act.INVITE):
        entries.append((gettext("Invitations"), "groups:invitations"))
    if may(mine.role, Act.CHANGE):
        entries.append((gettext("Settings"), "groups:settings"))
    return tuple(Tab(label, _address(url_name, mine)) for label, url_name in entries)


def _address(url_name: str, mine: Membership) -> str:
    return reverse(url_name, kwargs={"group": mine.group.identifier})
