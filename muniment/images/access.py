"""Who may see an image: decided by whatever shows images, not here.

The app above that uses images says which of them a viewer may see. As long as none has said how
to decide, nothing is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from muniment.access.viewer import Viewer

Decider = Callable[[Viewer, Collection[int]], set[int]]

_deciders: list[Decider] = []


def register_decider(decider: Decider) -> None:
    """Let `decider` grant images: it gets a viewer and ids, and gives back those allowed.

    An image may be seen when any decider grants it. Registering the same again changes nothing.
    """
    if decider not in _deciders:
        _deciders.append(decider)


def replace_deciders(deciders: list[Decider]) -> list[Decider]:
    """Put others in place of all that were registered, and give those back; for tests."""
    before = list(_deciders)
    _deciders[:] = deciders
    return before


def allowed_images(viewer: Viewer, image_ids: Collection[int]) -> set[int]:
    """Give those of the images that the viewer may see."""
    asked = set(image_ids)
    granted: set[int] = set()
    for decider in _deciders:
        if remaining := asked - granted:
            granted |= decider(viewer, remaining) & remaining
    return granted
