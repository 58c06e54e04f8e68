"""The sentences of this app: what happened in a group, and what readers are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Audience
from muniment.groups import events
from muniment.groups.models import Group
from muniment.notices import registry
from muniment.notices.models import Notice

Facts = Mapping[str, Any]

EVENTS = {
    "note.shared": _("%(who)s showed the group a note on %(what)s"),
    "note.shared_somewhere": _(
        "%(who)s showed the group a note on a document that is not open to everyone"
    ),
}


def register() -> None:
    """Make the events and notices of notes known."""
    for kind, sentence in EVENTS.items():
        events.register(kind, sentence)
    registry.register("note.reply", _reply, which_may_still=readable)
    registry.register("note.thread", _thread, which_may_still=readable)
    registry.register("note.report", _report)
    registry.register("note.moderated", _moderated)


def readable(notices: Sequence[Notice], account_id: int) -> set[int]:
    """Let notices of replies be shown to whoever can still read them. Two queries.

    Such a notice has the `note` among its facts, and the group's `identifier` if it is in one.
    """
    named = {notice.facts.get("note") for notice in notices}
    seen = Annotation.objects.visible_to(Viewer(account_id=account_id))
    notes = dict(seen.filter(identifier__in=named).values_list("identifier", "audience"))
    groups = set(Group.objects.of(account_id).values_list("identifier", flat=True))

    def is_readable(facts: Facts) -> bool:
        audience, group = notes.get(facts.get("note", "")), facts.get("identifier")
        return (audience == Audience.GROUPS and group in groups) or (
            audience == Audience.PUBLIC and not group
        )

    return {notice.pk for notice in notices if is_readable(notice.facts)}


def _reply(facts: Facts) -> str:
    if facts.get("group"):
        said = gettext("%(who)s replied to your note on “%(title)s” in the group “%(group)s”.")
    else:
        said = gettext("%(who)s replied to your note on “%(title)s”.")
    return said % facts


def _thread(facts: Facts) -> str:
    if facts.get("group"):
        said = gettext(
            "%(who)s replied after you to a note on “%(title)s” in the group “%(group)s”."
        )
    else:
        said = gettext("%(who)s replied after you to a note on “%(title)s”.")
    return said % facts


def _report(facts: Facts) -> str:
    """Say to whoever complained what was decided."""
    said = {
        "dismissed": gettext("You reported a note on “%(title)s”: staff found nothing wrong."),
        "hidden": gettext("You reported a note on “%(title)s”: staff have hidden it."),
        "deleted": gettext("You reported a note on “%(title)s”: staff have deleted it."),
        "warned": gettext("You reported a note on “%(title)s”: staff have warned its author."),
    }
    return _with_answer(said.get(facts["outcome"], "") % facts, facts)


def _moderated(facts: Facts) -> str:
    """Say to the author of what was complained of what was decided."""
    said = {
        "hidden": gettext("Staff have hidden what you wrote on “%(title)s”."),
        "deleted": gettext("Staff have deleted what you wrote on “%(title)s”."),
        "warned": gettext("Staff ask you to mind what you write, as you did on “%(title)s”."),
        "restored": gettext("What you wrote on “%(title)s” can be seen again."),
    }
    return _with_answer(said.get(facts["outcome"], "") % facts, facts)


def _with_answer(said: str, facts: Facts) -> str:
    return f"{said} {facts['answer']}" if facts.get("answer") else said
