"""Tell the apps above, which keep places in texts, of every version that follows another.

They are told in the transaction that writes the version, when all of it is written: nobody ever
sees the version without what they have made of it. Texts and documents that are new, withdrawn or
brought back unchanged have no new version, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Succession(NamedTuple):
    """A version, which is current from now on, and the one that was current before."""

    text_id: int
    before_id: int
    version_id: int


Follower = Callable[[Sequence[Succession]], None]

_followers: list[Follower] = []


def on_new_versions(follower: Follower) -> None:
    """Let `follower` be told, once for each batch of documents.

    It must cost nothing to speak of where it keeps nothing in the texts. Registering the same
    again changes nothing.
    """
    if follower not in _followers:
        _followers.append(follower)


def tell_new_versions(successions: Sequence[Succession]) -> None:
    """Tell all followers; call it inside the transaction that has written the versions."""
    if successions:
        for follower in _followers:
            follower(successions)
