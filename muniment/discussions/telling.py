"""The sentences of this app: what happened in a group, and what its members are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muniment.groups import events
from muniment.groups.telling import members_only
from muniment.notices import registry

Facts = Mapping[str, Any]

EVENTS = {
    "discussion.started": _("%(who)s started the discussion %(what)s"),
    "discussion.post": _("%(who)s wrote in the discussion %(what)s"),
    "discussion.ended": _("%(who)s ended the discussion %(what)s"),
    "discussion.resumed": _("%(who)s resumed the discussion %(what)s"),
}


def register() -> None:
    """Make the events and notices of discussions known."""
    for kind, sentence in EVENTS.items():
        events.register(kind, sentence)
    for kind, say in (
        ("discussion.started", _started),
        ("discussion.post", _post),
        ("discussion.answer", _answer),
    ):
        registry.register(kind, say, which_may_still=members_only)


def _started(facts: Facts) -> str:
    return gettext("%(who)s started the discussion “%(title)s” in the group “%(group)s”.") % facts


def _post(facts: Facts) -> str:
    return gettext("%(who)s wrote in the discussion “%(title)s” of the group “%(group)s”.") % facts


def _answer(facts: Facts) -> str:
    said = gettext("%(who)s answered you in the discussion “%(title)s” of the group “%(group)s”.")
    return said % facts
