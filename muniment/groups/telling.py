"""The sentences of this app: what happened in a group, and what its members are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muniment.groups import events
from muniment.groups.models import Group
from muniment.notices import registry
from muniment.notices.models import Notice

Facts = Mapping[str, Any]

EVENTS = {
    "group.created": _("%(who)s made the group"),
    "group.changed": _("%(who)s changed the name or the description"),
    "member.joined": _("%(who)s joined the group"),
    "member.left": _("%(who)s left the group"),
    "member.removed": _("%(who)s removed %(what)s from the group"),
    "member.became_moderator": _("%(who)s made %(what)s a moderator"),
    "member.became_member": _("%(who)s made %(what)s a plain member"),
    "member.became_owner": _("%(who)s handed the group over to %(what)s"),
}


def register() -> None:
    """Make the events and notices of groups known."""
    for kind, sentence in EVENTS.items():
        events.register(kind, sentence)
    registry.register("group.role", _role, which_may_still=members_only)
    registry.register("group.handed_over", _handed_over, which_may_still=members_only)
    registry.register("group.joined", _joined, which_may_still=members_only)
    registry.register("group.removed", _removed)
    registry.register("group.closed", _closed)


def members_only(notices: Sequence[Notice], account_id: int) -> set[int]:
    """Let a notice about a group be shown to who is in it now. One query.

    Such a notice has the group's `identifier` among its facts.
    """
    named = {notice.facts.get("identifier") for notice in notices}
    groups = Group.objects.of(account_id).filter(identifier__in=named)
    open_to = set(groups.values_list("identifier", flat=True))
    return {notice.pk for notice in notices if notice.facts.get("identifier") in open_to}


def _role(facts: Facts) -> str:
    if facts["role"] == "moderator":
        return gettext("You are now a moderator of the group “%(group)s”.") % facts
    return gettext("You are now a plain member of the group “%(group)s”.") % facts


def _handed_over(facts: Facts) -> str:
    return gettext("The group “%(group)s” was handed over to you: you are its owner.") % facts


def _joined(facts: Facts) -> str:
    return gettext("%(who)s accepted your invitation to the group “%(group)s”.") % facts


def _removed(facts: Facts) -> str:
    return gettext("You are no longer a member of the group “%(group)s”.") % facts


def _closed(facts: Facts) -> str:
    return gettext("The group “%(group)s” was closed by its owner.") % facts
