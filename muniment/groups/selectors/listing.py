"""The groups of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from muniment.groups.models import GroupEvent, Membership, Role
from muniment.groups.policies import Somebody
from muniment.groups.services.founding import KEPT_AFTER_CLOSING, closed_by_owner
from muniment.ui.markdown import readers_words
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group in the list of a reader's."""

    name: str
    href: str
    description: str
    role_label: str
    members: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedGroup:
    """A group that its owner closed and may still open again."""

    identifier: str
    name: str
    closed_at: datetime
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class GroupsScreen:
    """The groups that a reader is in, and those that he has closed."""

    cards: tuple[GroupCard, ...]
    closed: tuple[ClosedGroup, ...]
    paging: Paging


def groups_screen(page: str, *, viewer: Somebody) -> GroupsScreen:
    """Read the groups of a reader by name. Three queries.

    :raises PageNotFound: there is no such page.
    """
    mine = Membership.objects.filter(account=viewer.account_id or 0)
    current = mine.filter(group__closed_at=None)
    paging = Paging.of(page, total=current.count(), size=PAGE_SIZE)
    rows = _with_facts(current)[paging.start : paging.stop]
    closed = closed_by_owner(viewer.account_id or 0).order_by("-group__closed_at")
    return GroupsScreen(
        cards=tuple(_card(row) for row in rows),
        closed=tuple(_closed(row) for row in closed),
        paging=paging,
    )


def _with_facts(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    newest = GroupEvent.objects.filter(group=OuterRef("group")).order_by("-pk").values("at")[:1]
    members = Membership.objects.filter(group=OuterRef("group")).order_by().values("group")
    return (
        memberships.select_related("group")
        .annotate(
            members=Subquery(members.annotate(n=Count("pk")).values("n")), newest=Subquery(newest)
        )
        .order_by("group__name", "group__pk")
    )


def _card(row: Membership) -> GroupCard:
    group = row.group
    return GroupCard(
        name=group.name,
        href=reverse("groups:group", args=[group.identifier]),
        description=readers_words(group.description),
        role_label=str(Role(row.role).label),
        members=row.members,  # type: ignore[attr-defined]
        changed_at=row.newest or group.created_at,  # type: ignore[attr-defined]
    )


def _closed(row: Membership) -> ClosedGroup:
    at = row.group.closed_at or row.joined_at
    gone_at: datetime = at + timedelta(days=KEPT_AFTER_CLOSING)
    return ClosedGroup(row.group.identifier, row.group.name, at, gone_at)
