"""The first page of a group, and its activity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from muniment.groups import events
from muniment.groups.models import GroupEvent, Membership
from muniment.groups.names import name_of
from muniment.groups.policies import Act, Somebody, may, membership_for
from muniment.groups.sections import sections
from muniment.groups.selectors.frame import GroupHead, head_of
from muniment.ui.markdown import readers_markdown
from muniment.ui.paging import Paging

NEWEST = 8
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened in a group."""

    sentence: SafeString
    at: datetime


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A part of what the group shares."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupScreen:
    """A group at a glance."""

    head: GroupHead
    description: SafeString
    members: int
    sections: tuple[SectionLine, ...]
    events: tuple[EventLine, ...]
    may_invite: bool
    may_change: bool
    may_leave: bool


@dataclass(frozen=True, slots=True)
class ActivityScreen:
    """What happened in a group, newest first."""

    head: GroupHead
    events: tuple[EventLine, ...]
    paging: Paging


def group_screen(identifier: str, *, viewer: Somebody) -> GroupScreen:
    """Read a group as one of its members sees it. Three queries, and one for each section.

    :raises GroupNotFound: there is none that the viewer is in now.
    """
    mine = membership_for(viewer, identifier)
    group = mine.group
    return GroupScreen(
        head=head_of(mine),
        description=readers_markdown(group.description),
        members=group.memberships.count(),
        sections=_sections(mine, viewer),
        events=_lines(GroupEvent.objects.filter(group=group), 0, NEWEST),
        may_invite=may(mine.role, Act.INVITE),
        may_change=may(mine.role, Act.CHANGE),
        may_leave=may(mine.role, Act.LEAVE),
    )


def activity_screen(identifier: str, page: str, *, viewer: Somebody) -> ActivityScreen:
    """Read what happened in a group. Three queries.

    :raises GroupNotFound: there is none that the viewer is in now.
    :raises PageNotFound: there is no such page.
    """
    mine = membership_for(viewer, identifier)
    happened = GroupEvent.objects.filter(group=mine.group)
    paging = Paging.of(page, total=happened.count(), size=PAGE_SIZE)
    return ActivityScreen(
        head=head_of(mine), events=_lines(happened, paging.start, paging.stop), paging=paging
    )


def _lines(happened: QuerySet[GroupEvent], start: int, stop: int) -> tuple[EventLine, ...]:
    rows = happened.select_related("actor", "member").order_by("-pk")[start:stop]
    return tuple(EventLine(_sentence(row), row.at) for row in rows)


def _sentence(row: GroupEvent) -> SafeString:
    subject = row.subject or name_of(row.member)
    return events.sentence_of(row.kind, who=name_of(row.actor), subject=subject, href=row.href)


def _sections(mine: Membership, viewer: Somebody) -> tuple[SectionLine, ...]:
    return tuple(
        SectionLine(
            label=str(section.label),
            href=reverse(section.url_name, kwargs={"group": mine.group.identifier}),
            count=section.count(mine.group, viewer),
        )
        for section in sections()
    )
