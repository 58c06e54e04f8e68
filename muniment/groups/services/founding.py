"""Make, describe, close and open groups."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from muniment.audit.services import record
from muniment.core.identifiers import random_identifier
from muniment.groups import policies
from muniment.groups.errors import GroupNotFound, NameMissing, TooManyGroups
from muniment.groups.models import Group, Membership, Role
from muniment.groups.policies import Act
from muniment.groups.services.noting import note_event
from muniment.notices import services as notices
from muniment.ui import conflicts
from muniment.ui.refusals import TooLong

LONGEST_NAME = 200
LONGEST_DESCRIPTION = 10_000
MOST_OWNED = 100  # by one account
KEPT_AFTER_CLOSING = 30
"""Days in which the owner may open a closed group again; then it is erased."""


def create(name: str, *, description: str = "", by: AbstractBaseUser) -> Group:
    """Make a group; whoever makes it owns it.

    :raises Refused: no name, one that is too long, or too many groups.
    """
    name, description = _checked(name, description)
    with transaction.atomic():
        _check_limit(by)
        group = Group.objects.create(
            identifier=random_identifier(), name=name, description=description
        )
        Membership.objects.create(group=group, account_id=by.pk, role=Role.OWNER)
        note_event(group, actor_id=by.pk, kind="group.created", subject=name, href=address(group))
    return group


def change(mine: Membership, *, name: str, description: str, revision: int | None) -> Group:
    """Describe a group anew.

    :raises NotYourRole: a plain member asks.
    :raises Refused: no name, or something too long.
    :raises Conflict: somebody else has changed it since the form was opened.
    """
    policies.check(mine.role, Act.CHANGE)
    name, description = _checked(name, description)
    with transaction.atomic():
        group = conflicts.change(
            mine.group,
            rows=Group.objects.filter(closed_at=None),
            revision=revision,
            name=name,
            description=description,
        )
        note_event(
            group,
            actor_id=mine.account_id,
            kind="group.changed",
            subject=name,
            href=address(group),
        )
    return group


def close(mine: Membership) -> None:
    """Close a group: from now on nobody reads anything of it. Its members are told.

    :raises NotYourRole: somebody else than the owner asks.
    """
    policies.check(mine.role, Act.CLOSE)
    group = mine.group
    with transaction.atomic():
        if not Group.objects.filter(pk=group.pk, closed_at=None).update(closed_at=timezone.now()):
            return
        members = list(group.memberships.values_list("account_id", flat=True))
        others = [pk for pk in members if pk != mine.account_id]
        notices.tell(others, "group.closed", facts={"group": group.name})
        notices.recheck(members)
        _record("group.closed", mine)


def reopen(identifier: str, *, by: AbstractBaseUser) -> Group:
    """Open a group again that its owner has closed, with all that was in it.

    :raises GroupNotFound: it is not closed, was swept away, or is not his.
    """
    with transaction.atomic():
        mine = closed_by_owner(by.pk).filter(group__identifier=identifier).first()
        if mine is None:
            raise GroupNotFound
        Group.objects.filter(pk=mine.group_id).update(closed_at=None)
        mine.group.closed_at = None
        _record("group.reopened", mine)
    return mine.group


def closed_by_owner(account_id: int) -> QuerySet[Membership]:
    """Give an owner's places in the groups that he has closed."""
    owned = Membership.objects.filter(account=account_id, role=Role.OWNER)
    return owned.exclude(group__closed_at=None).select_related("group")


def address(group: Group) -> str:
    """Address the first page of a group."""
    return reverse("groups:group", args=[group.identifier])


def _check_limit(by: AbstractBaseUser) -> None:
    get_user_model().objects.select_for_update().get(pk=by.pk)  # one makes one at a time
    owned = Membership.objects.filter(account=by.pk, role=Role.OWNER, group__closed_at=None)
    if owned.count() >= MOST_OWNED:
        raise TooManyGroups(MOST_OWNED)


def _checked(name: str, description: str) -> tuple[str, str]:
    name = " ".join(name.replace("\0", "").split())
    description = description.replace("\0", "").strip()
    if not name:
        raise NameMissing
    for text, most in ((name, LONGEST_NAME), (description, LONGEST_DESCRIPTION)):
        if len(text) > most:
            raise TooLong(most)
    return name, description


def _record(action: str, mine: Membership) -> None:
    record(
        action,
        actor=mine.account,
        subject_kind="group",
        subject_id=mine.group.identifier,
    )
