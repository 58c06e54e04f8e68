"""Note what happened in a group."""

from __future__ import annotations

from muniment.groups.models import Group, GroupEvent

LONGEST_SUBJECT = 300
LONGEST_HREF = 500


def note_event(
    group: Group,
    *,
    actor_id: int | None,
    kind: str,
    subject: str = "",
    href: str = "",
    member_id: int | None = None,
) -> None:
    """Add an event to the activity of a group; `kind` is registered in `groups.events`.

    What it was done to is `subject`, or somebody: `member_id`.
    """
    GroupEvent.objects.create(
        group=group,
        actor_id=actor_id,
        kind=kind,
        member_id=member_id,
        subject=subject[:LONGEST_SUBJECT],
        href=href[:LONGEST_HREF],
    )
