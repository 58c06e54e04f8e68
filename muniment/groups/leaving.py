"""What somebody takes along when he leaves a group, or is taken out of it.

Each app that shows things of readers' own to groups registers in `AppConfig.ready()` what becomes
of them. Closing a group needs nothing of the kind: nobody reads anything of it, and all is there
again when its owner opens it again.
"""

from __future__ import annotations

from collections.abc import Callable

TakeAway = Callable[[int, int], None]
"""Takes the keys of a group and of an account, within the transaction of the leaving."""

_registered: list[TakeAway] = []


def register(function: TakeAway) -> None:
    """Have something done when somebody is not in a group any more."""
    if function not in _registered:
        _registered.append(function)


def take_away(group_id: int, *, account_id: int) -> None:
    """Take what is somebody's own out of a group that he is no longer in."""
    for function in _registered:
        function(group_id, account_id)
