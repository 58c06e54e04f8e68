"""Work on images that is done in the background."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from muniment.core.revision import touch_revision
from muniment.images.derivatives import derivative_path, drafts_folder
from muniment.images.masters import MasterMissing, master_store
from muniment.images.models import Image, ImageState
from muniment.images.pyramids import CannotMakePyramid, make_pyramid
from muniment.images.tiles import Pyramid
from muniment.jobs.registry import job


@job("images.make-derivative")
def make_derivative(image_id: int) -> None:
    """Make the derivative of one image and note the outcome; doing it again does no harm."""
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return
    target = derivative_path(image.sha256)
    try:
        master = master_store().local_path(image.sha256)
        make_pyramid(master, target, drafts=drafts_folder())
    except (CannotMakePyramid, MasterMissing) as error:
        _note(image, state=ImageState.FAILED, reason=str(error))
        return
    pyramid = Pyramid(target)
    image.width_px, image.height_px = pyramid.width_px, pyramid.height_px
    _note(image, state=ImageState.READY, reason="")


def _note(image: Image, *, state: ImageState, reason: str) -> None:
    image.state, image.reason = state, reason
    with transaction.atomic():
        image.save(update_fields=["state", "reason", "width_px", "height_px"])
        transaction.on_commit(lambda: touch_revision(Path(settings.MUNIMENT_HOME)))
