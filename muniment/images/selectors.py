"""Find an image for a viewer: the access decision on every tile, at the cost of a dictionary.

Decisions are remembered by the process until the archive's revision changes, which every change
of content or access brings about.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from muniment.access.viewer import Viewer
from muniment.core.revision import current_revision
from muniment.images.access import allowed_images
from muniment.images.derivatives import derivative_path
from muniment.images.models import Image, ImageState
from muniment.images.tiles import Pyramid, open_pyramids

MAX_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image that the viewer may see."""

    identifier: str
    width_px: int
    height_px: int
    state: str
    reason: str
    derivative: Path
    is_open: bool  # everyone may see it, so that any cache may keep it

    @property
    def is_ready(self) -> bool:
        """Tell whether there are tiles to send."""
        return self.state == ImageState.READY

    def pyramid(self) -> Pyramid:
        """Open the derivative, or give it as opened before."""
        return open_pyramids.get(self.derivative)


class _Memory:
    """What was decided under one revision of the archive."""

    def __init__(self) -> None:
        self.revision = -1
        self.images: dict[tuple[str, Viewer], ShownImage] = {}
        self.lock = threading.Lock()

    def at(self, revision: int) -> dict[tuple[str, Viewer], ShownImage]:
        """Give the decisions of a revision; those of an earlier one are dropped."""
        if revision != self.revision or len(self.images) > MAX_REMEMBERED:
            with self.lock:
                self.images = {}
                self.revision = revision
                open_pyramids.clear()
        return self.images


_memory = _Memory()


def shown_image(identifier: str, *, viewer: Viewer) -> ShownImage | None:
    """Give an image that the viewer may see; None if there is none or he may not.

    At most one query on images and those of the deciders; none when it was given before.
    Refusals are not remembered: whoever tries names at random would fill the memory.
    """
    images = _memory.at(_revision())  # before the query: a change that follows drops the answer
    # a plain copy: what the request holds may be lazy and would keep the request alive
    plain = Viewer(account_id=viewer.account_id, tokens=viewer.tokens)
    key = (identifier, plain)
    found = images.get(key) or _decide(identifier, plain)
    if found is not None:
        images[key] = found
    return found


def remembered_open_image(identifier: str) -> ShownImage | None:
    """Give an image that is known, without any query, to be open to everyone."""
    found = _memory.at(_revision()).get((identifier, Viewer.visitor()))
    return found if found is not None and found.is_open else None


def _revision() -> int:
    return current_revision(Path(settings.MUNIMENT_HOME))


def _decide(identifier: str, viewer: Viewer) -> ShownImage | None:
    image = Image.objects.filter(identifier=identifier).first()
    if image is None or not allowed_images(viewer, [image.pk]):
        return None
    return ShownImage(
        identifier=image.identifier,
        width_px=image.width_px,
        height_px=image.height_px,
        state=image.state,
        reason=image.reason,
        derivative=derivative_path(image.sha256),
        is_open=bool(allowed_images(Viewer.visitor(), [image.pk])),
    )
